"""What is decided about signing in.

Whatever is wrong, the answer is the same and takes as long: whether there is a user with an
address, and whether they may sign in, is not to be learned here. Refusals stay in the audit log,
with a reason and without the address.
"""

from models import User
from service.access.logins import end_logins, find_link, open_login
from service.access.passwords import require_good
from service.access.secrets import hash_password, verify_password
from service.access.throttle import begin_attempt, succeed
from service.errors import InvalidError, NotSignedInError
from service.login import repository
from service.login.schemas import Login, OpenLink, PasswordChange, PasswordSet
from service.words import AuditKind, LinkPurpose, UserState
from service.work import Visit, Work

__all__ = ["change_password", "log_in", "log_out", "open_link", "set_password"]


def log_in(visit: Visit, body: Login) -> str:
    """Sign somebody in with their password.

    Returns:
        The secret of a new login session.

    Raises:
        NotSignedInError: Address and password are not those of a user who may sign in.
        TooManyError: Too many attempts failed.
    """
    with visit.writing() as work:
        attempt = begin_attempt(work.session, body.email, visit.address, work.now)
    with visit.reading() as work:
        user = repository.by_email(work.session, body.email)
        kept = user.password_hash if user else None
    is_right = verify_password(body.password.get_secret_value(), kept)
    with visit.writing() as work:
        user = repository.by_email(work.session, body.email) if is_right else None
        if user is not None and user.password_hash == kept:
            succeed(work.session, attempt)
            return _let_in(work, user, how="password")
        _keep_refusal(work, "password")
    raise NotSignedInError(
        "no user with this e-mail address and password",
        way_out="mend them, or ask an administrator for a link to set a new password",
    )


def open_link(visit: Visit, body: OpenLink) -> str:
    """Sign a candidate in with their personal link.

    Returns:
        The secret of a new login session.

    Raises:
        NotSignedInError: The link is none that works.
    """
    with visit.writing() as work:
        link = find_link(work, body.token.get_secret_value(), LinkPurpose.PROFILE, lock=True)
        user = repository.by_id(work.session, link.user_id) if link else None
        if link is not None and user is not None and _may_open(work, user):
            link.used_at = link.used_at or work.now
            return _let_in(work, user, how="link")
    raise _refused_link(visit)


def set_password(visit: Visit, body: PasswordSet) -> None:
    """Set somebody's first or a new password with a link; their logins end.

    Raises:
        NotSignedInError: The link is none that works.
        InvalidError: The password is not good enough; the link can be used again.
    """
    password = body.password.get_secret_value()
    with visit.reading() as work:
        found = find_link(work, body.token.get_secret_value(), LinkPurpose.PASSWORD)
        user = repository.by_id(work.session, found.user_id) if found else None
        email = user.email if user else None
    if user is None:
        raise _refused_link(visit)
    require_good(password, email, "/password")
    kept = hash_password(password)
    with visit.writing() as work:
        link = find_link(work, body.token.get_secret_value(), LinkPurpose.PASSWORD, lock=True)
        user = repository.by_id(work.session, link.user_id) if link else None
        if link is not None and user is not None:
            link.used_at = work.now
            user.password_hash, user.state = kept, UserState.ACTIVE
            end_logins(work, user.id)
            work.record(AuditKind.LOGIN, "user", user.id, what="password_set", how="link")
            return
    raise _refused_link(visit)


def change_password(visit: Visit, body: PasswordChange) -> None:
    """Change one's own password; the other logins end.

    Raises:
        InvalidError: The old one is not right, or the new one not good enough.
        TooManyError: Too many attempts failed.
    """
    old, new = body.old_password.get_secret_value(), body.password.get_secret_value()
    me = visit.who.known
    with visit.writing() as work:
        user = work.session.get_one(User, me)
        email, kept = user.email, user.password_hash
        require_good(new, email, "/password")
        attempt = begin_attempt(work.session, email or "", visit.address, work.now)
    is_right, new_kept = verify_password(old, kept), hash_password(new)
    with visit.writing() as work:
        user = work.session.get_one(User, me)
        if is_right and user.password_hash == kept:
            succeed(work.session, attempt)
            user.password_hash = new_kept
            end_logins(work, me, but=visit.who.session_id)
            work.record(AuditKind.LOGIN, "user", me, what="password_set", how="password")
            return
        _keep_refusal(work, "password")
    raise InvalidError.of(
        "/old_password", "expected the password that you have, found another; mend it"
    )


def log_out(work: Work) -> None:
    """End the login session that somebody came with."""
    login = repository.login(work.session, work.who.session_id) if work.who.session_id else None
    if login is not None:
        login.revoked_at = work.now
    work.record(AuditKind.LOGIN, "user", work.who.known, what="logout")


def _let_in(work: Work, user: User, *, how: str) -> str:
    """A new login session; the one that the browser had ends."""
    before = repository.login(work.session, work.who.session_id) if work.who.session_id else None
    if before is not None:
        before.revoked_at = work.now
    work.record(AuditKind.LOGIN, "user", user.id, what="success", how=how)
    return open_login(work, user.id)


def _may_open(work: Work, user: User) -> bool:
    """A link lasts long and travels by e-mail, so it opens no account that sees other people."""
    is_active = user.state is UserState.ACTIVE
    return is_active and repository.is_only_candidate(work.session, user.id)


def _keep_refusal(work: Work, reason: str) -> None:
    work.record(AuditKind.LOGIN, "user", None, what="failure", reason=reason)


def _refused_link(visit: Visit) -> NotSignedInError:
    """Keep that a link was refused, and say so."""
    with visit.writing() as work:
        _keep_refusal(work, "link")
    return NotSignedInError(
        "a link that is not (or no longer) valid", way_out="ask who sent it for a new one"
    )
