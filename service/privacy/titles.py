"""What each table with something about a candidate holds, in words for that candidate."""

from collections.abc import Mapping

__all__ = ["TITLES"]

TITLES: Mapping[str, tuple[str, str]] = {
    "api_tokens": ("Sleutels voor programma's", "Tokens for programs"),
    "audit_events": ("Wat er met je gegevens is gebeurd", "What was done with your data"),
    "audit_openings": ("De inhoud daarvan", "The content of that"),
    "candidate_languages": ("Talen die je spreekt", "Languages that you speak"),
    "candidate_occupations": ("Eerdere beroepen", "Earlier occupations"),
    "candidate_profiles": (
        "Je profiel zoals het programma het zag, versie na versie",
        "Your profile as the program saw it, version by version",
    ),
    "candidate_wishes": ("Beroepen die je wilt", "Occupations that you want"),
    "candidate_work_modes": ("Waar je wilt werken", "Where you want to work"),
    "candidates": ("Je cv en je voorwaarden", "Your CV and conditions"),
    "claims": ("Vaardigheden, met bewijs", "Skills, with evidence"),
    "consents": ("Toestemmingen", "Consents"),
    "contacts": ("Naam en contactgegevens", "Name and contact data"),
    "duplicate_flags": (
        "Vermoedens dat je twee keer bent ingeschreven",
        "Suspicions that you are registered twice",
    ),
    "enrolments": ("Scholingstrajecten", "Programmes"),
    "entries": ("Je plaatsen op lijsten", "Your places on lists"),
    "entry_subjects": ("Je score daar, met uitleg", "Your score there, with its explanation"),
    "feedback": ("Wat werkgevers antwoordden", "What employers answered"),
    "idempotency_keys": ("Verzoeken die je deed", "Requests that you made"),
    "login_sessions": ("Wanneer je was ingelogd", "When you were signed in"),
    "personal_links": ("Persoonlijke links", "Personal links"),
    "programme_coaches": ("Trajecten die je begeleidt", "Programmes that you coach"),
    "pseudonyms": ("Hoe je heet op lijsten", "What you are called on lists"),
    "survey_answers": ("Antwoorden op de vragenlijst", "Answers to the survey"),
    "user_roles": ("Je rollen", "Your roles"),
    "users": ("Je account", "Your account"),
}
"""Table to its title in Dutch and in English."""
