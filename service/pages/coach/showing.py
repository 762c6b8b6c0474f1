"""What the pages of a review need beside the review itself: words, bars and who has what."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from matching.ranking import Constraint
from service.pages.bars import FULL, Part, parts_of
from service.pages.language import N_, Language, messages
from service.reasons import reasons_for
from service.reviews.schemas import ReviewEntry
from service.words import DecisionReason
from service.work import Work

__all__ = ["matrix_of", "words_of"]

_PARTS: Mapping[str, str] = {
    "occupation": N_("occupation"),
    "preferences": N_("preferences"),
}


def words_of(work: Work, language: Language) -> dict[str, Any]:
    """What the templates of a review ask for: how parts, reasons and conditions are said."""
    reasons = reasons_for(work)

    def condition(name: str) -> str:
        return reasons.constraint(Constraint(name))

    return {
        "reasons": DecisionReason,
        "full": FULL,
        "parts_of": _bars(work, language),
        "condition": condition,
    }


def matrix_of(work: Work, entries: Sequence[ReviewEntry]) -> dict[str, dict[UUID, int]]:
    """For each skill that counts, how much of it each entry has: 0 nothing, 1 some, 2 all."""
    taxonomy, language = work.pool.matcher.taxonomy, reasons_for(work).language
    table: dict[str, dict[UUID, int]] = {}
    for entry in entries:
        for each in entry.subject.contributions if entry.subject else ():
            if each.part == "skill" and each.skill:
                some = 2 if each.points >= each.most else 1
                table.setdefault(taxonomy.skill(each.skill).label(language), {})[entry.id] = (
                    some if each.points else 0
                )
    return table


def _bars(work: Work, language: Language) -> Callable[[ReviewEntry], Sequence[Part]]:
    taxonomy, speaks = work.pool.matcher.taxonomy, reasons_for(work).language
    translate = messages(language).gettext

    def bar(entry: ReviewEntry) -> Sequence[Part]:
        found = entry.subject.contributions if entry.subject else ()
        return parts_of(
            [
                (
                    taxonomy.skill(each.skill).label(speaks)
                    if each.skill
                    else translate(_PARTS[each.part]),
                    each.points,
                    each.most,
                )
                for each in found
            ]
        )

    return bar
