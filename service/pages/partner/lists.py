"""A partner's lists: what is released, in blind profiles, and what is said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from fastapi.responses import HTMLResponse

from service.errors import ConflictError, InvalidError, NotFoundError
from service.exports import service as exports
from service.exports.schemas import SheetFormat
from service.feedback import service as feedback
from service.feedback.schemas import FeedbackCreate, FeedbackSaid
from service.pages.forms import Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice, whole
from service.released import service
from service.released.schemas import EntryShown, Match
from service.shortlists import service as shortlists
from service.web.downloads import attachment
from service.words import DeclineReason, Role, ShortlistState

__all__ = ["router"]

router = page_router("/partner/shortlists", Role.PARTNER)

_PAGE = 50
_MOST_COMPARED = 4
Chosen = Annotated[list[UUID] | None, Query(max_length=50)]


@dataclass(frozen=True, kw_only=True)
class Failed:
    """Why nothing was said of an entry.

    Attributes:
        entry: Of whom; None where they are not on the list any more.
        form: What was sent, with what cannot be used.
        is_late: It could be used, but does not fit how things are now.
    """

    entry: UUID | None
    form: Form
    is_late: bool = False

    @property
    def lacks_reason(self) -> bool:
        """Somebody was declined without saying why."""
        return self.form.value("kind") == "declined" and not self.form.given("reason")


@router.get("")
def lists(
    view: Viewing, after: str | None = None, state: ShortlistState | None = None
) -> HTMLResponse:
    """All lists, or those in one state, newest first."""
    with view.reading() as work:
        page = shortlists.page(work, Slice.following(_PAGE, after), state, None)
    return view.show(
        "partner_lists/lists.html",
        page=page,
        state=state,
        states=ShortlistState,
        now=view.services.clock(),
    )


@router.get("/{list_id}")
def shortlist(view: Viewing, list_id: UUID) -> HTMLResponse:
    """One list; after its release with blind profiles, each read of which is recorded."""
    return _list(view, list_id)


@router.get("/{list_id}/compare")
def compare(view: Viewing, list_id: UUID, entry: Chosen = None) -> HTMLResponse:
    """Up to four side by side; that these are read is recorded, and of nobody else."""
    chosen = list(dict.fromkeys(entry or ()))
    with view.writing() as work:
        found = service.read(work, list_id, chosen[:_MOST_COMPARED])
        item = shortlists.read(work, list_id)
    return view.show(
        "partner_lists/compare.html",
        found=found,
        item=item,
        chosen=found.entries or [],
        too_many=len(chosen) > _MOST_COMPARED,
    )


@router.post("/{list_id}/entries/{entry_id}/feedback")
def give_feedback(view: Viewing, list_id: UUID, entry_id: UUID, form: Posted) -> Response:
    """Say how far it came with somebody."""
    try:
        body = body_of(FeedbackCreate, form.given("kind", "reason"))
        with view.writing() as work:
            feedback.give(work, list_id, entry_id, body)
    except InvalidError as error:
        failed = Failed(entry=entry_id, form=form.failing(error))
        return _list(view, list_id, failed=failed, status=422)
    except ConflictError:
        failed = Failed(entry=entry_id, form=form, is_late=True)
        return _list(view, list_id, failed=failed, status=409)
    except NotFoundError:
        return _list(view, list_id, failed=Failed(entry=None, form=form), status=404)
    return view.go(f"/partner/shortlists/{list_id}#e-{entry_id}", done=f"said_{body.kind.value}")


@router.get("/{list_id}/export")
def export(view: Viewing, list_id: UUID, format: SheetFormat = SheetFormat.XLSX) -> Response:
    """The list as a file; each candidate on it can see that it was taken along."""
    with view.writing() as work:
        content = exports.export_shortlist(work, list_id, format)
    return attachment(content, f"shortlist.{format.value}")


@router.post("/{list_id}/close")
def close(view: Viewing, list_id: UUID) -> Response:
    """End a list; it stays to be read."""
    with view.writing() as work:
        shortlists.close(work, list_id)
    return view.go(f"/partner/shortlists/{list_id}", done="closed")


@router.post("/{list_id}/withdraw")
def withdraw(view: Viewing, list_id: UUID) -> Response:
    """Take a list back."""
    with view.writing() as work:
        shortlists.withdraw(work, list_id)
    return view.go("/partner/shortlists", done="withdrawn")


def _list(
    view: View, list_id: UUID, *, failed: Failed | None = None, status: int = 200
) -> HTMLResponse:
    with view.writing() as work:
        found, item = service.read(work, list_id), shortlists.read(work, list_id)
        said = feedback.said(work, list_id)
        others = whole(lambda part: shortlists.page(work, part, None, found.vacancy_id))
    return view.show(
        "partner_lists/list.html",
        status=status,
        found=found,
        item=item,
        others=[each for each in others if each.id != list_id],
        matrix=_matrix(found.entries or []),
        said=_by_entry(said),
        reasons=DeclineReason,
        failed=failed,
        most=_MOST_COMPARED,
        now=view.services.clock(),
    )


def _matrix(entries: Sequence[EntryShown]) -> Mapping[str, tuple[str, Sequence[Match]]]:
    """For each skill that is asked its name, and how every entry has it, in their order."""
    table: dict[str, tuple[str, list[Match]]] = {}
    for entry in entries:
        for each in entry.requirements:
            table.setdefault(each.skill, (each.label, []))[1].append(each.match)
    return table


def _by_entry(said: Sequence[FeedbackSaid]) -> Mapping[UUID, Sequence[FeedbackSaid]]:
    table: dict[UUID, list[FeedbackSaid]] = {}
    for each in said:
        table.setdefault(each.entry_id, []).append(each)
    return table
