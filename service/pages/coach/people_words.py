"""The words of candidates that no table of the service has."""

from collections.abc import Mapping, Sequence

from service.pages.language import N_
from service.words import ConsentKind

__all__ = ["CONSENTS", "FIELDS", "LEVELS", "LIKE", "OUTSIDE"]

LEVELS: Sequence[tuple[str, str]] = (
    ("", N_("level unknown")),
    ("1", N_("1 · knows of it")),
    ("2", N_("2 · with guidance")),
    ("3", N_("3 · independently")),
    ("4", N_("4 · as an expert")),
)
"""Of a skill that somebody has."""

CONSENTS: Mapping[ConsentKind, str] = {
    ConsentKind.POOL: N_("Being put on lists"),
    ConsentKind.REVEAL: N_("Showing the name to one employer"),
    ConsentKind.RETENTION: N_("Keeping the data for a year"),
    ConsentKind.BIAS_SURVEY: N_("The survey on equal treatment"),
}
"""What a candidate agrees to, as their coach says it."""

LIKE: Mapping[str, str] = {
    "email": N_("the same e-mail address"),
    "phone": N_("the same telephone number"),
    "name": N_("the same name in one programme"),
    "cv": N_("nearly the same CV"),
}
"""What two candidates share who may be one person."""

OUTSIDE: Mapping[str, tuple[str, str]] = {
    "no_programme": (
        N_("is in no programme"),
        N_("Enrol them in a programme: change the profile."),
    ),
    "not_looking": (
        N_("does not look for work"),
        N_("Looking again? Change the state in the profile."),
    ),
    "no_consent": (
        N_("did not agree to be on lists"),
        N_("Ask for consent; they answer on their own page, or you record it from paper."),
    ),
}
"""Why somebody cannot be put on lists, and what to do."""

FIELDS: Mapping[str, str] = {
    "contact/name": N_("Name"),
    "contact/email": N_("E-mail address"),
    "contact/phone": N_("Telephone"),
    "external_id": N_("Number in your own administration"),
    "programme": N_("Programmes"),
    "completed_on": N_("Completed on"),
    "state": N_("State"),
    "place": N_("Place"),
    "max_travel_km": N_("Furthest distance to work, in km"),
    "hours_min": N_("Hours a week, from"),
    "hours_max": N_("Hours a week, up to"),
    "available_from": N_("Available from"),
    "education_level": N_("Education"),
    "licence_to_work": N_("Allowed to work in the Netherlands"),
    "work_modes": N_("Where they want to work"),
    "language_code": N_("Languages"),
    "language_level": N_("Level of language"),
    "wishes": N_("Wishes"),
    "cv_text": N_("CV"),
}
"""Fields of the form of a candidate, by name."""
