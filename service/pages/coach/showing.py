"""A list under review as it is shown: words, bars, who has what, and the page of it all."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi.responses import HTMLResponse

from matching.ranking import Constraint
from service.pages.bars import FULL, Part, parts_of
from service.pages.forms import BLANK, Form, body_of
from service.pages.language import N_, Language, messages
from service.pages.view import View
from service.paging import Slice
from service.people import service as people
from service.people.schemas import CandidateFilter
from service.reasons import reasons_for
from service.reviews import reading
from service.reviews.schemas import ReviewEntry
from service.words import DecisionReason
from service.work import Work

__all__ = ["matrix_of", "show_review", "words_of"]

_FOUND = Slice(limit=20)

_PARTS: Mapping[str, str] = {
    "occupation": N_("occupation"),
    "preferences": N_("preferences"),
}


def show_review(
    view: View,
    list_id: UUID,
    form: Form,
    *,
    name: str = "",
    wrong: UUID | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page of a list; that it was read is recorded.

    Args:
        view: The request.
        list_id: Of the list.
        form: What was sent, if that could not be used.
        name: Part of the name of somebody who is looked for, to be added.
        wrong: The entry that the form is about; None where it is about adding somebody.
        status: Of the answer.
    """
    with view.writing() as work:
        found = reading.read(work, list_id)
        named = (
            people.page(work, _FOUND, body_of(CandidateFilter, {"name": name, "in_pool": True}))
            if name.strip()
            else None
        )
        table, words = matrix_of(work, found.entries), words_of(work, view.language)
    on_it = {each.subject.candidate_id for each in found.entries if each.subject}
    return view.show(
        "coach_lists/review.html",
        review=found,
        form=form,
        wrong=wrong,
        name=name,
        others=[each for each in named.items if each.id not in on_it] if named else None,
        matrix=table,
        status=status,
        **words,
    )


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
        "blank": BLANK,
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
