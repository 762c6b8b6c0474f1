"""Choosing skills in a form, with levels; and levels of education, which stand beside them."""

from collections.abc import Sequence

from service.pages.language import N_
from service.taxonomy import service as taxonomy
from service.taxonomy.schemas import SkillFound
from service.work import Work

__all__ = ["ASKED_LEVELS", "EDUCATION", "LEVELS", "TAUGHT_LEVELS", "search"]

_FOUND = 8

LEVELS: Sequence[tuple[str, str]] = (
    ("1", N_("1 · knows of it")),
    ("2", N_("2 · with guidance")),
    ("3", N_("3 · independently")),
    ("4", N_("4 · as an expert")),
)
"""How well somebody has a skill."""

ASKED_LEVELS: Sequence[tuple[str, str]] = (("", N_("no level asked")), *LEVELS)
"""As a vacancy asks it."""

TAUGHT_LEVELS: Sequence[tuple[str, str]] = (("", N_("level not said")), *LEVELS)
"""As a module teaches it."""

EDUCATION: Sequence[tuple[str, str]] = (
    ("1", N_("EQF 1 · entry level")),
    ("2", N_("EQF 2 · basic vocational")),
    ("3", N_("EQF 3 · vocational")),
    ("4", N_("EQF 4 · secondary or higher vocational")),
    ("5", N_("EQF 5 · associate degree")),
    ("6", N_("EQF 6 · bachelor")),
    ("7", N_("EQF 7 · master")),
    ("8", N_("EQF 8 · doctorate")),
)
"""Levels of education, as EQF counts them."""


def search(work: Work, words: str) -> Sequence[SkillFound]:
    """Skills that some words may mean."""
    return taxonomy.search_skills(work, words, _FOUND) if words.strip() else ()
