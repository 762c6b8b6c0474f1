"""What a coach should look at before approving what a vacancy asks."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.pages.language import N_
from service.vacancies.schemas import VersionRead
from service.words import Importance

__all__ = ["Doubt", "doubts_of"]


@dataclass(frozen=True)
class Doubt:
    """Something doubtful.

    Attributes:
        words: What it is, in English; pages translate it.
        skills: Labels in Dutch and English of what it is about.
        stops: It cannot be approved so.
    """

    words: str
    skills: tuple[tuple[str, str], ...] = ()
    stops: bool = False


_WARNED: Mapping[str, Doubt] = {
    "no_skill_recognised": Doubt(
        N_("No skill is asked, so nobody can be ranked. Send it back, and say what is missing."),
        stops=True,
    ),
    "too_few_requirements": Doubt(
        N_(
            "So few skills are asked that candidates can hardly be told apart. Send it back, and "
            "say what is missing."
        ),
        stops=True,
    ),
    "place_unknown": Doubt(N_("The place is not known, so travel distances are not looked at.")),
}
_PROBABLE = N_("The text only suggests these skills; they weigh less:")
_NO_MUST = N_("Nothing is a must: everybody who has some of it counts as fitting.")


def doubts_of(version: VersionRead) -> list[Doubt]:
    """What the service warns of, and what is asked in a way that may not be meant."""
    found = [_WARNED[each.code] for each in version.warnings]
    probable = tuple(
        (each.label_nl, each.label_en) for each in version.requirements if each.probable
    )
    if probable:
        found.append(Doubt(_PROBABLE, probable))
    if version.requirements and all(
        each.importance is Importance.NICE for each in version.requirements
    ):
        found.append(Doubt(_NO_MUST))
    return found
