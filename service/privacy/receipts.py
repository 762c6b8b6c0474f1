"""Who saw what of a candidate, told from the audit log."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from models import AuditEvent, AuditOpening
from service.access.candidates import find_candidate, own_candidate
from service.errors import NotFoundError
from service.paging import Page, Slice
from service.privacy import repository
from service.privacy.schemas import ReceiptItem
from service.privacy.words import FIELDS, ROLES, WORDS, in_words
from service.words import AuditKind
from service.work import Work

__all__ = ["own_receipt", "receipt"]


def receipt(work: Work, candidate_id: UUID, part: Slice) -> Page[ReceiptItem]:
    """Who saw what of a candidate, for their coach; which the log keeps too.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
    """
    if find_candidate(work.session, work.who, candidate_id) is None:
        raise NotFoundError("candidate")
    work.record(
        AuditKind.VIEW,
        "candidate",
        candidate_id,
        candidate_id=candidate_id,
        what="receipt",
        fields=["receipt"],
    )
    return _page(work, candidate_id, part)


def own_receipt(work: Work, part: Slice) -> Page[ReceiptItem]:
    """Who saw what of oneself.

    Raises:
        NotFoundError: The user is no candidate.
    """
    own = own_candidate(work.session, work.who)
    if own is None:
        raise NotFoundError("profile")
    return _page(work, own.id, part)


def _page(work: Work, candidate_id: UUID, part: Slice) -> Page[ReceiptItem]:
    rows = repository.receipts(work.session, candidate_id, part)
    names = _organisations(work, [opening for _, opening in rows])
    return part.page(
        rows,
        lambda row: _item(*row, names, work.who.language),
        lambda row: (row[0].at, UUID(int=row[0].sequence)),
    )


def _organisations(work: Work, openings: Sequence[AuditOpening]) -> dict[str, str]:
    ids = {each.content.get("organisation") for each in openings}
    found = repository.organisations_named(work.session, [UUID(each) for each in ids if each])
    return {str(id_): name for id_, name in found}


def _item(
    event: AuditEvent, opening: AuditOpening, names: Mapping[str, str], language: str
) -> ReceiptItem:
    content: Mapping[str, Any] = opening.content
    fields = [str(each) for each in content.get("fields") or ()]
    organisation = names.get(content.get("organisation") or "")
    return ReceiptItem(
        at=event.at,
        kind=event.kind,
        role=event.actor_role,
        organisation=organisation,
        what=str(content.get("what", "")),
        fields=fields,
        words=_sentence(event, fields, organisation, language),
    )


def _sentence(
    event: AuditEvent, fields: Sequence[str], organisation: str | None, language: str
) -> str:
    roles = event.actor_role.split("+")
    who = in_words(ROLES, next((each for each in roles if each in ROLES), roles[0]), language)
    if "partner" in roles and organisation is not None:
        who = organisation
    named = [in_words(FIELDS, each, language) for each in fields]
    return in_words(WORDS, event.kind, language).format(
        who=who,
        to=organisation or in_words(WORDS, "an_employer", language),
        fields=", ".join(named) or in_words(WORDS, "your_data", language),
    )
