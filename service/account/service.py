"""What is decided about one's own account."""

from datetime import timedelta
from uuid import UUID

from models import ApiToken, ApiTokenScope, LoginSession, User
from service.access.policy import scopes_for
from service.access.roles import roles_of
from service.access.secrets import digest_of
from service.account import repository
from service.account.schemas import (
    AccountRead,
    AccountUpdate,
    SessionRead,
    TokenCreate,
    TokenMade,
    TokenRead,
)
from service.errors import BadField, ConflictError, InvalidError, NotFoundError
from service.paging import Page, Slice
from service.revisions import require_revision
from service.words import AuditKind
from service.work import Work

__all__ = [
    "create_token",
    "end_session",
    "list_sessions",
    "list_tokens",
    "read",
    "read_new_token",
    "revoke_token",
    "update",
]

_HINT = 9


def read(work: Work) -> AccountRead:
    """One's own account."""
    return _shown(work, work.session.get_one(User, work.who.known))


def update(work: Work, body: AccountUpdate, if_match: str | None) -> AccountRead:
    """Change one's own account.

    Raises:
        NoPreconditionError, StaleError: The edit is not of the revision that is stored.
    """
    user = work.session.get_one(User, work.who.known)
    require_revision(if_match, user.revision)
    user.sqlmodel_update(body.model_dump())
    work.session.flush()
    work.record(AuditKind.CHANGE, "user", user.id, what="updated", fields=sorted(body.model_dump()))
    return _shown(work, user)


def list_sessions(work: Work, part: Slice) -> Page[SessionRead]:
    """One's login sessions that go on, newest first."""

    def shown(row: LoginSession) -> SessionRead:
        return SessionRead(
            id=row.id,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            expires_at=row.expires_at,
            is_current=row.id == work.who.session_id,
        )

    rows = repository.logins(work.session, work.who, work.now, part)
    return part.page(rows, shown, lambda row: (row.created_at, row.id))


def end_session(work: Work, id_: UUID) -> None:
    """End a login session of one's own; ending it again changes nothing.

    Raises:
        NotFoundError: One has none with this id.
    """
    row = repository.login(work.session, work.who, id_)
    if row is None:
        raise NotFoundError("login session")
    if row.revoked_at is None:
        row.revoked_at = work.now
        work.record(AuditKind.LOGIN, "user", row.user_id, what="logout")


def list_tokens(work: Work, part: Slice) -> Page[TokenRead]:
    """One's API tokens, newest first, with those that ended."""
    rows = repository.tokens(work.session, work.who, part)
    scopes = repository.scopes_of(work.session, [each.id for each in rows])
    return part.page(
        rows,
        lambda row: _token_shown(row, scopes.get(row.id, [])),
        lambda row: (row.created_at, row.id),
    )


def create_token(work: Work, body: TokenCreate, secret: str) -> UUID:
    """Make an API token from a secret; one of the same name that ended makes place.

    Raises:
        InvalidError: A scope is none, or not for one's roles.
        ConflictError: A token of this name is in use.
    """
    _require_scopes(work, body.scopes)
    _clear_name(work, body.name)
    made = ApiToken(
        user_id=work.who.known,
        name=body.name,
        hint=secret[:_HINT],
        token_hash=digest_of(secret),
        created_at=work.now,
        expires_at=work.now + timedelta(days=body.days),
    )
    work.session.add(made)
    work.session.flush()
    scopes = sorted(set(body.scopes))
    work.session.add_all(ApiTokenScope(token_id=made.id, scope=each) for each in scopes)
    work.session.flush()
    work.record(AuditKind.LOGIN, "api_token", made.id, what="token_created", scopes=scopes)
    return made.id


def read_new_token(work: Work, id_: UUID, secret: str) -> TokenMade:
    """The token that was made; with the secret only if it is the one of this token."""
    row = _own_token(work, id_)
    shown = _token_shown(row, repository.scopes_of(work.session, [id_]).get(id_, []))
    is_new = row.token_hash == digest_of(secret)
    return TokenMade(**shown.model_dump(), secret=secret if is_new else None)


def revoke_token(work: Work, id_: UUID) -> None:
    """End an API token of one's own; ending it again changes nothing.

    Raises:
        NotFoundError: One has none with this id.
    """
    row = _own_token(work, id_)
    if row.revoked_at is None:
        row.revoked_at = work.now
        work.record(AuditKind.LOGIN, "api_token", id_, what="token_revoked")


def _own_token(work: Work, id_: UUID) -> ApiToken:
    row = repository.token(work.session, work.who, id_)
    if row is None:
        raise NotFoundError("token")
    return row


def _require_scopes(work: Work, scopes: list[str]) -> None:
    usable = scopes_for(work.who)
    bad = [
        BadField(f"/scopes/{at}", f"expected one of {', '.join(sorted(usable))}; found another")
        for at, each in enumerate(scopes)
        if each not in usable
    ]
    if bad:
        raise InvalidError(bad)


def _clear_name(work: Work, name: str) -> None:
    before = repository.token_named(work.session, work.who, name)
    if before is None:
        return
    if before.revoked_at is None and before.expires_at > work.now:
        raise ConflictError(
            "expected a name that no token of yours has, found one in use; take another name, or "
            "revoke that token"
        )
    work.session.delete(before)
    work.session.flush()


def _shown(work: Work, user: User) -> AccountRead:
    return AccountRead(
        id=user.id,
        email=user.email or "",
        name=user.name,
        language=user.language,
        roles=roles_of(work.session, [user.id])[user.id],
        candidate_id=work.who.candidate_id,
        scopes=sorted(scopes_for(work.who)),
        revision=user.revision,
    )


def _token_shown(row: ApiToken, scopes: list[str]) -> TokenRead:
    return TokenRead(
        id=row.id,
        name=row.name,
        hint=row.hint,
        scopes=scopes,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )
