"""The link by which a candidate comes to their own page, without a password."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import col, select

from models import Candidate, PersonalLink, User, UserRole
from service.access.secrets import digest_of, new_secret
from service.errors import ConflictError
from service.people.schemas import ProfileLinkRead
from service.people.service import found
from service.words import AuditKind, LinkPurpose, Role, UserState
from service.work import Work

__all__ = ["create_link"]

_LASTS = timedelta(days=30)
_NOWHERE = "candidate.invalid"


def create_link(work: Work, candidate_id: UUID) -> ProfileLinkRead:
    """Make a link for a candidate; those from before open nothing any more.

    Raises:
        NotFoundError: There is no candidate that this user may see.
        ConflictError: The candidate's account was disabled.
    """
    user = _user(work, found(work, candidate_id))
    earlier = select(PersonalLink).where(
        PersonalLink.user_id == user.id,
        PersonalLink.purpose == LinkPurpose.PROFILE,
        col(PersonalLink.revoked_at).is_(None),
    )
    for link in work.session.exec(earlier):
        link.revoked_at = work.now
    secret, expires_at = new_secret("pl"), work.now + _LASTS
    made = PersonalLink(
        user_id=user.id,
        purpose=LinkPurpose.PROFILE,
        token_hash=digest_of(secret),
        created_at=work.now,
        expires_at=expires_at,
    )
    work.session.add(made)
    work.record(
        AuditKind.CHANGE, "candidate", candidate_id, candidate_id=candidate_id, what="profile_link"
    )
    return ProfileLinkRead(token=secret, expires_at=expires_at)


def _user(work: Work, row: Candidate) -> User:
    """The candidate's own account, made where there is none.

    It has an address that reaches nobody. Were it the candidate's, then whoever types that of a
    colleague for a candidate would get a link to the colleague's account.
    """
    if row.user_id is not None:
        user = work.session.get_one(User, row.user_id)
        if user.state is not UserState.ACTIVE:
            raise ConflictError(
                f"expected an account that may sign in, found one that is {user.state}; "
                f"ask an administrator"
            )
        return user
    user = User(
        email=f"{row.id}@{_NOWHERE}",
        state=UserState.ACTIVE,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(user)
    work.session.flush()
    work.session.add(UserRole(user_id=user.id, role=Role.CANDIDATE))
    row.user_id = user.id
    flag_modified(row, "updated_at")  # the profile is no fresher for it
    work.session.flush()
    return user
