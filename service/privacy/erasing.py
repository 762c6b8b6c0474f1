"""Erasing a person: the one function that does it, whoever asks. See docs/decisions/0009."""

from typing import Literal
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import col, delete, select

from models import (
    Candidate,
    Contact,
    IdempotencyKey,
    LoginAttempt,
    PersonalLink,
    User,
    UserRole,
    metadata,
)
from service.access.secrets import digest_of
from service.db import after_commit
from service.errors import NotFoundError
from service.privacy.owned import of_account, owned_tables
from service.privacy.scrub import scrub
from service.words import AuditKind, LinkPurpose, Role, UserState
from service.work import Work

__all__ = ["Because", "erase", "erase_rows"]

Because = Literal["asked", "retention", "duplicate"]
"""Why somebody is erased: it was asked, it was time, or another candidate is the same person."""


def erase(work: Work, candidate_id: UUID, *, because: Because = "asked") -> None:
    """Erase all about a candidate, and after the commit what is left of it in files.

    Whether the user may is decided before. What was moved to another candidate stays.

    Raises:
        NotFoundError: There is no such candidate.
    """
    erase_rows(work, candidate_id, because=because)
    after_commit(work.session, scrub)


def erase_rows(work: Work, candidate_id: UUID, *, because: Because) -> None:
    """Erase all about a candidate from the tables; who erases many has files scrubbed once.

    Raises:
        NotFoundError: There is no such candidate.
    """
    session = work.session
    session.flush()
    row = session.get(Candidate, candidate_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError("candidate")
    contact = session.get(Contact, candidate_id)
    _forget_keys(work, candidate_id)
    _forget_attempts(work, contact.email if contact else None)
    user = session.get(User, row.user_id) if row.user_id else None
    session.delete(row)
    session.flush()
    session.expire_all()  # what went along in the database is not there any more
    if user is not None:
        _remove_account(work, user)
    work.record(AuditKind.ERASURE, "candidate", candidate_id, what=because)


def _forget_keys(work: Work, candidate_id: UUID) -> None:
    """Whose request made the candidate, or something of theirs, is not told by its key either."""
    gone = [candidate_id]
    for owned in owned_tables():
        if "id" in owned.table.c:
            rows = select(owned.table.c.id).where(owned.rows_of(candidate_id))
            gone += work.session.exec(rows)
    key = col(IdempotencyKey.resource_id)
    work.session.exec(delete(IdempotencyKey).where(key.in_(gone)))


def _forget_attempts(work: Work, email: str | None) -> None:
    """The digest of an e-mail address can be guessed, so it is about the person."""
    if email is not None:
        tried = col(LoginAttempt.email_hash) == digest_of(email.lower())
        work.session.exec(delete(LoginAttempt).where(tried))


def _remove_account(work: Work, user: User) -> None:
    """Delete the account or blank it; who also works here keeps it, no longer as a candidate."""
    session = work.session
    roles = session.exec(select(UserRole).where(UserRole.user_id == user.id)).all()
    if any(each.role is not Role.CANDIDATE for each in roles):
        for role in roles:
            if role.role is Role.CANDIDATE:
                session.delete(role)
        own_page = col(PersonalLink.purpose) == LinkPurpose.PROFILE
        links = delete(PersonalLink).where(col(PersonalLink.user_id) == user.id, own_page)
        session.exec(links)
        return
    _forget_attempts(work, user.email)
    if _did_something(work, user.id):
        _blank(work, user)
    else:
        session.delete(user)
    session.flush()


def _blank(work: Work, user: User) -> None:
    for owned in of_account():
        for column in owned.columns:
            work.session.execute(owned.table.delete().where(owned.table.c[column] == user.id))
    user.state = UserState.ERASED
    user.email = user.name = user.password_hash = None


def _did_something(work: Work, user_id: UUID) -> bool:
    """Whether a row says that this user did something; such rows keep users from being deleted."""
    return any(
        work.session.execute(select(exists().where(key.parent == user_id))).scalar_one()
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "users" and key.ondelete == "RESTRICT"
    )
