"""What is decided about users. There is always an administrator who can sign in."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from models import User, UserRole
from service.access.logins import PASSWORD_LINK, end_all, make_link
from service.access.roles import roles_of
from service.access.secrets import digest_of
from service.errors import ConflictError, InvalidError, NotFoundError
from service.paging import Page, Slice
from service.revisions import require_revision
from service.users import repository
from service.users.schemas import (
    PasswordLink,
    RoleAdd,
    UserCreate,
    UserFilter,
    UserRead,
    UserUpdate,
)
from service.words import AuditKind, LinkPurpose, Role, UserState
from service.work import Work

__all__ = [
    "activate",
    "add_role",
    "create",
    "create_password_link",
    "disable",
    "erase",
    "erase_account",
    "id_of",
    "organisation_named",
    "page",
    "read",
    "read_new_link",
    "remove_role",
    "update",
]


def page(work: Work, which: UserFilter, part: Slice) -> Page[UserRead]:
    """Users, newest first."""
    rows = repository.page(work.session, which, part)
    roles = roles_of(work.session, [each.id for each in rows])

    def shown(row: User) -> UserRead:
        return UserRead.model_validate({**row.model_dump(), "roles": roles[row.id]})

    return part.page(rows, shown, lambda row: (row.created_at, row.id))


def create(work: Work, body: UserCreate) -> UUID:
    """Add a user, who is invited and cannot sign in before setting a password.

    Raises:
        ConflictError: There is one with this e-mail address.
    """
    if repository.by_email(work.session, body.email) is not None:
        raise ConflictError(
            "expected an e-mail address that no user has, found one in use; look for that user"
        )
    made = User(**body.model_dump(), created_at=work.now, updated_at=work.now)
    work.session.add(made)
    work.session.flush()
    work.record(AuditKind.CHANGE, "user", made.id, what="created")
    return made.id


def activate(work: Work, id_: UUID, password_hash: str) -> None:
    """Give somebody who was just added a password, so that they can sign in."""
    user = _found(work, id_)
    user.password_hash, user.state = password_hash, UserState.ACTIVE


def id_of(work: Work, email: str) -> UUID:
    """The id of the user with an e-mail address.

    Raises:
        ConflictError: There is none.
    """
    user = repository.by_email(work.session, email.strip().lower())
    if user is None:
        raise ConflictError(
            "expected the e-mail address of a user, found that nobody has it; mend it"
        )
    return user.id


def organisation_named(work: Work, name: str) -> UUID:
    """The id of an organisation.

    Raises:
        ConflictError: There is none of this name.
    """
    found = repository.organisation_named(work.session, name)
    if found is None:
        raise ConflictError(
            f"expected the name of an organisation, found none that is called {name}; "
            f"write it as it stands there, or add it first"
        )
    return found


def read(work: Work, id_: UUID) -> UserRead:
    """One user.

    Raises:
        NotFoundError: There is none.
    """
    return _shown(work, _found(work, id_))


def update(work: Work, id_: UUID, body: UserUpdate, if_match: str | None) -> UserRead:
    """Change a user; one who is disabled loses sessions, tokens and links at once.

    Raises:
        NotFoundError: There is none.
        NoPreconditionError, StaleError: The edit is not of the revision that is stored.
        ConflictError: They are erased, or the last administrator.
    """
    user = _not_erased(work, id_)
    require_revision(if_match, user.revision)
    was_disabled = user.state is UserState.DISABLED
    if body.is_disabled and not was_disabled:
        _disable(work, user)
    elif was_disabled and not body.is_disabled:
        user.state = _enabled(work, user)
    user.name, user.language = body.name, body.language
    work.session.flush()
    work.record(AuditKind.CHANGE, "user", id_, what="updated", state=user.state)
    return _shown(work, user)


def disable(work: Work, id_: UUID) -> None:
    """Disable a user, who then loses sessions, tokens and links at once.

    Raises:
        NotFoundError: There is none.
        ConflictError: They are erased, or the last administrator.
    """
    user = _not_erased(work, id_)
    _disable(work, user)
    work.record(AuditKind.CHANGE, "user", id_, what="updated", state=user.state)


def add_role(work: Work, id_: UUID, body: RoleAdd) -> UUID:
    """Give a user a role.

    Raises:
        NotFoundError: There is no such user.
        InvalidError: There is no such organisation.
        ConflictError: They have it, or are erased.
    """
    _not_erased(work, id_)
    at = body.organisation_id
    if at is not None and not repository.has_organisation(work.session, at):
        raise InvalidError.of(
            "/organisation_id", "expected the id of an organisation, found none with it; mend it"
        )
    if repository.role_like(work.session, id_, body.role, at) is not None:
        raise ConflictError("expected a role that the user does not have, found that they have it")
    made = UserRole(user_id=id_, role=body.role, organisation_id=at)
    work.session.add(made)
    work.session.flush()
    work.record(AuditKind.CHANGE, "user", id_, what="role_added", role=body.role, organisation=at)
    return made.id


def remove_role(work: Work, id_: UUID, role_id: UUID) -> None:
    """Take a role from a user.

    Raises:
        NotFoundError: The user has none with this id.
        ConflictError: It would leave no administrator.
    """
    row = repository.role(work.session, id_, role_id)
    if row is None:
        raise NotFoundError("role")
    if row.role is Role.ADMIN:
        _require_other_admin(work, id_)
    role, at = row.role, row.organisation_id
    work.session.delete(row)
    work.session.flush()
    work.record(AuditKind.CHANGE, "user", id_, what="role_removed", role=role, organisation=at)


def create_password_link(work: Work, id_: UUID, secret: str) -> UUID:
    """Make a link from a secret, with which a user sets a password.

    Raises:
        NotFoundError: There is no such user.
        ConflictError: They are disabled or erased.
    """
    user = _not_erased(work, id_)
    if user.state is UserState.DISABLED:
        raise ConflictError(
            "expected a user who may sign in, found one who is disabled; enable them first"
        )
    made = make_link(work, id_, LinkPurpose.PASSWORD, secret, lasts=PASSWORD_LINK)
    work.record(AuditKind.CHANGE, "user", id_, what="password_link_created")
    return made


def read_new_link(work: Work, id_: UUID, secret: str) -> PasswordLink:
    """The link that was made; with the secret only if it is the one of this link."""
    row = repository.link(work.session, id_)
    if row is None:
        raise NotFoundError("link")
    is_new = row.token_hash == digest_of(secret)
    return PasswordLink(id=id_, token=secret if is_new else None, expires_at=row.expires_at)


def erase(work: Work, id_: UUID) -> None:
    """Erase a user.

    Raises:
        NotFoundError: There is none.
        ConflictError: They are the last administrator, or a candidate.
    """
    user = _found(work, id_)
    if repository.is_candidate(work.session, id_):
        raise ConflictError(
            "expected a user who is no candidate, found one who is; erase the candidate, and the "
            "account goes too"
        )
    if user.state is not UserState.ERASED:
        _require_other_admin(work, id_)
        erase_account(work, user)


def erase_account(work: Work, user: User) -> None:
    """Delete an account, or blank it where what somebody did refers to it (decision 9).

    No candidate may refer to it any more. Which of the two is left to the foreign keys, so that no
    new table can be forgotten.
    """
    id_ = user.id
    work.record(AuditKind.ERASURE, "user", id_)
    repository.forget(work.session, user)
    try:
        with work.session.begin_nested():
            work.session.delete(user)
    except IntegrityError:
        pass  # they did something that must stay explained, and so does their blank row


def _disable(work: Work, user: User) -> None:
    _require_other_admin(work, user.id)
    end_all(work, user.id)
    user.state = UserState.DISABLED


def _require_other_admin(work: Work, id_: UUID) -> None:
    admins = repository.active_admins(work.session)
    if list(admins) == [id_]:
        raise ConflictError(
            "expected another administrator who can sign in, found none; make one first"
        )


def _enabled(work: Work, user: User) -> UserState:
    """The state of somebody who is not disabled any more."""
    can_sign_in = user.password_hash is not None or repository.is_candidate(work.session, user.id)
    return UserState.ACTIVE if can_sign_in else UserState.INVITED


def _found(work: Work, id_: UUID) -> User:
    row = repository.find(work.session, id_)
    if row is None:
        raise NotFoundError("user")
    return row


def _not_erased(work: Work, id_: UUID) -> User:
    row = _found(work, id_)
    if row.state is UserState.ERASED:
        raise ConflictError("expected a user, found one who is erased; nothing can be changed")
    return row


def _shown(work: Work, user: User) -> UserRead:
    roles = roles_of(work.session, [user.id])[user.id]
    return UserRead.model_validate({**user.model_dump(), "roles": roles})
