"""What candidates read about their data, in Dutch and English."""

from collections.abc import Mapping

__all__ = ["FIELDS", "ROLES", "WORDS", "in_words"]

WORDS: Mapping[str, tuple[str, str]] = {
    "state_looking": ("op zoek", "looking"),
    "state_placed": ("geplaatst", "placed"),
    "state_left": ("vertrokken", "left"),
    "claim_proposed": ("gevonden, nog niet gecontroleerd", "found, not checked yet"),
    "claim_confirmed": ("gecontroleerd", "checked"),
    "claim_rejected": ("telt niet mee", "does not count"),
    "level_1": ("kent het", "knows of it"),
    "level_2": ("met begeleiding", "with guidance"),
    "level_3": ("zelfstandig", "independent"),
    "level_4": ("expert", "expert"),
    "not_looking": ("Je bent niet op zoek.", "You are not looking."),
    "no_programme": (
        "Je staat bij geen scholingstraject.",
        "You are in no programme.",
    ),
    "no_consent": (
        "Je hebt niet gezegd dat je op lijsten mag komen.",
        "You have not said that you may be put on lists.",
    ),
    "view": ("{who} bekeek: {fields}.", "{who} viewed: {fields}."),
    "release": ("{who} gaf vrij aan {to}: {fields}.", "{who} released to {to}: {fields}."),
    "export": ("{who} nam mee in een bestand: {fields}.", "{who} took along in a file: {fields}."),
    "feedback": ("{who} gaf een antwoord over je.", "{who} gave an answer about you."),
    "ranking": ("Je bent vergeleken met een vacature.", "You were compared with a vacancy."),
    "your_data": ("je gegevens", "your data"),
    "an_employer": ("een werkgever", "an employer"),
}
"""Phrase to its words in Dutch and in English."""

ROLES: Mapping[str, tuple[str, str]] = {
    "admin": ("Een beheerder", "An administrator"),
    "candidate": ("Jij", "You"),
    "coach": ("Een coach", "A coach"),
    "evaluator": ("Een evaluator", "An evaluator"),
    "partner": ("Een werkgever", "An employer"),
    "programme_manager": ("Een trajectmanager", "A programme manager"),
}
"""Role to who that is."""

FIELDS: Mapping[str, tuple[str, str]] = {
    "availability": ("beschikbaarheid", "availability"),
    "band": ("groep", "band"),
    "claims": ("vaardigheden", "skills"),
    "conditions": ("voorwaarden", "conditions"),
    "consents": ("toestemmingen", "consents"),
    "contact": ("contactgegevens", "contact data"),
    "cv": ("cv", "CV"),
    "education": ("opleidingsniveau", "education level"),
    "evidence": ("bewijs", "evidence"),
    "explanation": ("uitleg", "explanation"),
    "name": ("naam", "name"),
    "receipt": ("wie wat zag", "who saw what"),
    "requirements": ("gevraagde vaardigheden", "skills that are asked"),
    "score": ("score", "score"),
    "skills": ("vaardigheden", "skills"),
    "travel": ("reisafstand", "travel distance"),
    "wishes": ("wensen", "wishes"),
}
"""Code of a sort of data to its name; a code that is not here is shown as it is."""


def in_words(words: Mapping[str, tuple[str, str]], name: str, language: str) -> str:
    """A phrase of one of these catalogues; a name that is not there is its own words."""
    dutch, english = words.get(name, (name, name))
    return english if language == "en" else dutch
