"""What is decided about vacancies and their versions."""

from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from models import Organisation, Vacancy, VacancyVersion
from service.engine.rows import VersionRows
from service.engine.versions import read_version_rows
from service.errors import ConflictError, InvalidError, NotFoundError
from service.paging import Page, Slice
from service.revisions import require_revision
from service.vacancies import repository
from service.vacancies.reading import preview, version_rows
from service.vacancies.schemas import (
    VacancyCreate,
    VacancyRead,
    VacancySummary,
    VersionCreate,
    VersionRead,
    VersionSummary,
)
from service.vacancies.showing import (
    show_vacancy,
    show_vacancy_summary,
    show_version,
    show_version_summary,
)
from service.words import AuditKind, VacancyState
from service.work import Work

__all__ = [
    "create",
    "create_version",
    "find",
    "newest_of",
    "page",
    "preview",
    "read_vacancy",
    "read_version",
    "require_running",
    "touch",
    "version_numbered",
    "version_with_id",
    "versions",
]


def create(work: Work, body: VacancyCreate) -> UUID:
    """Add a vacancy, open, with its first version.

    Raises:
        InvalidError: The organisation is none for which this user may ask; or a bad skill.
    """
    employer = _employer(work, body.organisation_id)
    vacancy = Vacancy(
        organisation_id=employer.id,
        external_id=body.external_id,
        state=VacancyState.OPEN,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(vacancy)
    work.session.flush()
    _add_version(work, vacancy, body, None)
    work.record(
        AuditKind.CHANGE,
        "vacancy",
        vacancy.id,
        what="created",
        organisation=vacancy.organisation_id,
    )
    return vacancy.id


def find(work: Work, id_: UUID) -> Vacancy:
    """A vacancy that this user may see.

    Raises:
        NotFoundError: There is none.
    """
    row = repository.find(work.session, work.who, id_)
    if row is None:
        raise NotFoundError("vacancy")
    return row


def newest_of(work: Work, id_: UUID) -> VacancyVersion:
    """The newest version of a vacancy that this user may see.

    Raises:
        NotFoundError: There is none.
    """
    find(work, id_)
    return repository.newest_version(work.session, id_)


def page(
    work: Work, part: Slice, *, state: VacancyState | None, needs_approval: bool
) -> Page[VacancySummary]:
    """Vacancies with their newest version, newest first."""
    rows = repository.page(work.session, work.who, part, state=state, needs_approval=needs_approval)
    return part.page(
        rows, lambda row: show_vacancy_summary(*row), lambda row: (row[0].created_at, row[0].id)
    )


def read_vacancy(work: Work, id_: UUID) -> VacancyRead:
    """One vacancy with all that its newest version asks."""
    vacancy = find(work, id_)
    version = repository.newest_version(work.session, id_)
    return show_vacancy(work, vacancy, _rows(work, version))


def versions(work: Work, id_: UUID, part: Slice) -> Page[VersionSummary]:
    """The versions of a vacancy, newest first."""
    find(work, id_)
    newest = repository.newest_version(work.session, id_).number
    return part.page(
        repository.versions(work.session, id_, part),
        lambda row: show_version_summary(row, newest),
        lambda row: (row.created_at, row.id),
    )


def version_numbered(work: Work, id_: UUID, number: int) -> VacancyVersion:
    """A version of a vacancy that this user may see.

    Raises:
        NotFoundError: There is none.
    """
    find(work, id_)
    row = repository.find_version(work.session, id_, number)
    if row is None:
        raise NotFoundError("version")
    return row


def read_version(work: Work, version: VacancyVersion) -> VersionRead:
    """A version with all that it asks."""
    newest = repository.newest_version(work.session, version.vacancy_id).number
    return show_version(work, _rows(work, version), newest)


def version_with_id(work: Work, id_: UUID) -> VersionRead:
    """A version that was just made."""
    return read_version(work, repository.version_by_id(work.session, id_))


def create_version(work: Work, id_: UUID, body: VersionCreate, if_match: str | None) -> UUID:
    """Correct or change what a vacancy asks; it must be approved again.

    Raises:
        ConflictError: The vacancy has ended.
        InvalidError: A bad skill.
        NoPreconditionError, StaleError: The change is not of the vacancy as it is stored.
    """
    vacancy = find(work, id_)
    require_revision(if_match, vacancy.revision)
    require_running(vacancy)
    newest = repository.newest_version(work.session, id_)
    made = _add_version(work, vacancy, body, _rows(work, newest))
    touch(work, vacancy)
    work.record(AuditKind.CHANGE, "vacancy", id_, what="version", number=made.number)
    return made.id


def require_running(vacancy: Vacancy) -> None:
    """Go on only where a vacancy has not ended.

    Raises:
        ConflictError: It has.
    """
    if vacancy.ended_at is not None:
        raise ConflictError(
            f"expected a vacancy that has not ended, found one that is {vacancy.state.value}; "
            f"make a new vacancy"
        )


def touch(work: Work, vacancy: Vacancy) -> None:
    """Count on the revision of a vacancy, so that an edit made beside this one fails."""
    vacancy.updated_at = work.now
    flag_modified(vacancy, "updated_at")
    work.session.flush()


def _employer(work: Work, named: UUID | None) -> Organisation:
    own = sorted(work.who.organisations)
    if named is None and len(own) != 1:
        raise InvalidError.of("/organisation_id", "expected the employer, found none; name it")
    found = repository.employer(work.session, work.who, named or own[0])
    if found is None:
        raise InvalidError.of(
            "/organisation_id",
            "expected an active employer for which you may ask, found none with this id",
        )
    return found


def _add_version(
    work: Work, vacancy: Vacancy, body: VersionCreate, before: VersionRows | None
) -> VacancyVersion:
    rows = version_rows(work, body, vacancy_id=vacancy.id, before=before)
    work.session.add(rows.version)
    work.session.flush()
    work.session.add_all([*rows.requirements, *rows.languages, *rows.work_modes])
    work.session.flush()
    return rows.version


def _rows(work: Work, version: VacancyVersion) -> VersionRows:
    return read_version_rows(work.session, [version.id])[version.id]
