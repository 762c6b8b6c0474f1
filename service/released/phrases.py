"""The words of an exported list, in Dutch and in English."""

from collections.abc import Mapping

from service.released.schemas import Availability, Education, Level, Match, Travel
from service.words import FeedbackKind

__all__ = ["COLUMNS", "WORDS"]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "nl": (
        *("kandidaat", "groep", "reisafstand", "beschikbaar", "opleiding", "traject"),
        *("naam", "e-mail", "telefoon", "reactie"),
    ),
    "en": (
        *("candidate", "band", "travel", "available", "education", "programme"),
        *("name", "e-mail", "phone", "feedback"),
    ),
}
"""Language to names of columns; those of the requirements go between band and travel."""

_DUTCH: dict[str, str] = {
    Match.MATCHED: "ja",
    Match.NEARBY: "via {through}",
    Match.MISSING: "niet gevonden",
    Level.AWARE: "kent het",
    Level.GUIDED: "met begeleiding",
    Level.INDEPENDENT: "zelfstandig",
    Level.EXPERT: "expert",
    Travel.WITHIN_REACH: "binnen bereik",
    Travel.FAR: "ver",
    Availability.NOW: "nu",
    Availability.WITHIN_3_MONTHS: "binnen 3 maanden",
    Availability.LATER: "later",
    Education.EQF_1_4: "tot en met mbo (EQF 4)",
    Education.EQF_5_6: "hbo of bachelor (EQF 5-6)",
    Education.EQF_7_8: "master of hoger (EQF 7-8)",
    "unknown": "onbekend",
    FeedbackKind.INTEREST: "interesse",
    FeedbackKind.INTERVIEW: "gesprek",
    FeedbackKind.HIRED: "aangenomen",
    FeedbackKind.DECLINED: "afgewezen",
}
_ENGLISH: dict[str, str] = {
    Match.MATCHED: "yes",
    Match.NEARBY: "through {through}",
    Match.MISSING: "not found",
    Level.AWARE: "aware",
    Level.GUIDED: "with guidance",
    Level.INDEPENDENT: "independent",
    Level.EXPERT: "expert",
    Travel.WITHIN_REACH: "within reach",
    Travel.FAR: "far",
    Availability.NOW: "now",
    Availability.WITHIN_3_MONTHS: "within 3 months",
    Availability.LATER: "later",
    Education.EQF_1_4: "up to vocational (EQF 4)",
    Education.EQF_5_6: "bachelor (EQF 5-6)",
    Education.EQF_7_8: "master or higher (EQF 7-8)",
    "unknown": "unknown",
    FeedbackKind.INTEREST: "interest",
    FeedbackKind.INTERVIEW: "interview",
    FeedbackKind.HIRED: "hired",
    FeedbackKind.DECLINED: "declined",
}

WORDS: Mapping[str, Mapping[str, str]] = {"nl": _DUTCH, "en": _ENGLISH}
"""Language to word by code; both languages have the same codes."""
