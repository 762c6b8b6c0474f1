"""What is decided about organisations."""

from uuid import UUID

from models import Organisation
from service.errors import NotFoundError
from service.organisations import repository
from service.organisations.schemas import (
    OrganisationCreate,
    OrganisationRead,
    OrganisationUpdate,
)
from service.paging import Page, Slice
from service.revisions import require_revision
from service.words import AuditKind
from service.work import Work

__all__ = ["create", "page", "read", "update"]


def create(work: Work, body: OrganisationCreate) -> UUID:
    """Add an organisation."""
    made = Organisation(**body.model_dump(), created_at=work.now, updated_at=work.now)
    work.session.add(made)
    work.session.flush()
    work.record(AuditKind.CHANGE, "organisation", made.id, what="created")
    return made.id


def read(work: Work, id_: UUID) -> OrganisationRead:
    """One organisation.

    Raises:
        NotFoundError: There is none that this user may see.
    """
    return _shown(_found(work, id_))


def page(work: Work, part: Slice) -> Page[OrganisationRead]:
    """Organisations, newest first."""
    rows = repository.page(work.session, work.who, part)
    return part.page(rows, _shown, lambda row: (row.created_at, row.id))


def update(
    work: Work, id_: UUID, body: OrganisationUpdate, if_match: str | None
) -> OrganisationRead:
    """Change an organisation.

    Raises:
        NotFoundError: There is none that this user may see.
        NoPreconditionError, StaleError: The edit is not of the revision that is stored.
    """
    row = _found(work, id_)
    require_revision(if_match, row.revision)
    row.sqlmodel_update(body.model_dump())
    work.session.flush()
    work.record(AuditKind.CHANGE, "organisation", id_, what="updated")
    return _shown(row)


def _found(work: Work, id_: UUID) -> Organisation:
    row = repository.find(work.session, work.who, id_)
    if row is None:
        raise NotFoundError("organisation")
    return row


def _shown(row: Organisation) -> OrganisationRead:
    return OrganisationRead.model_validate(row, from_attributes=True)
