"""What a route asks for: a piece of work that reads or writes, done for who is signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import BackgroundTasks, Depends, Request
from sqlmodel import Session

from service.access.lookup import (
    is_use_due,
    note_use,
    principal_of_session,
    principal_of_token,
)
from service.access.policy import POLICY, Rule, require_allowed
from service.access.principal import NOBODY, Principal
from service.audit.chain import taken
from service.errors import NotAllowedError, NotSignedInError, RefusedError
from service.web.limits import Limits
from service.words import AuditKind
from service.work import GATE, Services, Visit, Work

__all__ = [
    "COOKIE",
    "Reading",
    "Seeing",
    "Visiting",
    "Writing",
    "address_of",
    "admit",
    "admitted",
    "authorise",
    "services_of",
    "writing",
]

COOKIE = "__Host-schakel"
"""The cookie of a login; the prefix makes browsers insist on HTTPS and on this host alone."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def services_of(request: Request) -> Services:
    """What lives as long as the process."""
    services: Services = request.app.state.services
    return services


def authorise(request: Request, background: BackgroundTasks) -> None:
    """Find out who asks and whether they may; every route of the API depends on it.

    Raises:
        NotSignedInError: They must sign in.
        NotAllowedError: They may not, or the request comes from another site.
        TooManyError: Too many requests.
    """
    operation: str = request.scope["route"].operation_id or ""
    admit(request, background, operation, POLICY[operation])


def admit(request: Request, background: BackgroundTasks, operation: str, rule: Rule) -> None:
    """Let in whom a rule allows to do an operation; they stand in the state of the request.

    Raises:
        NotSignedInError: They must sign in.
        NotAllowedError: They may not, or the request comes from another site.
        TooManyError: Too many requests.
    """
    with services_of(request).database.reading() as session:
        request.state.who = admitted(session, request, background, operation, rule)


def admitted(
    session: Session, request: Request, background: BackgroundTasks, operation: str, rule: Rule
) -> Principal:
    """The same for who goes on in this session; it is closed where they are denied."""
    services = services_of(request)
    limits: Limits = request.app.state.limits
    who = _principal(session, request, services)
    limits.count(operation, rule.per_minute, _counted(request, who))
    try:
        require_allowed(operation, rule, who)
    except NotAllowedError:
        session.close()  # so that nobody waits for a second connection with one in hand
        _record_denial(services, who, operation)
        raise
    if is_use_due(who, services.clock()):
        background.add_task(_note_use, services, who)
    return who


def _principal(session: Session, request: Request, services: Services) -> Principal:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    now = services.clock()
    if kind:
        who = principal_of_token(session, token, now) if kind.lower() == "bearer" else None
        if who is None:
            raise NotSignedInError("an API token that is not (or no longer) valid")
        return who
    secret = request.cookies.get(COOKIE)
    who = principal_of_session(session, secret, now) if secret else None
    if request.method not in _SAFE:
        _require_same_origin(request, has_cookie=who is not None)
    return who or NOBODY


def _require_same_origin(request: Request, *, has_cookie: bool) -> None:
    """A page of another site must not act with somebody's cookie, nor sign somebody in.

    Browsers name the origin wherever a page sends something; programs without a cookie need not.
    """
    origin = request.headers.get("Origin")
    if origin is None and not has_cookie:
        return
    if not origin or origin.partition("://")[2] != request.headers.get("Host"):
        raise NotAllowedError(
            f"expected Origin to be this site, found {origin or 'none'}; send it from a page of "
            f"this site, or use an API token"
        )


def _counted(request: Request, who: Principal) -> str:
    return str(who.user_id or address_of(request))


def address_of(request: Request) -> str:
    """From where a request comes."""
    return request.client.host if request.client else "unknown"


def _note_use(services: Services, who: Principal) -> None:
    """After the answer, so that nobody waits for it."""
    with services.database.writing() as session:
        note_use(session, who, services.clock())


def _record_denial(services: Services, who: Principal, operation: str) -> None:
    with services.database.writing() as session:
        Work(session=session, services=services, who=who).record(
            AuditKind.DENIAL, "operation", None, operation=operation
        )


def _reading(request: Request) -> Iterator[Work]:
    services = services_of(request)
    with services.database.reading() as session:
        yield Work(session=session, services=services, who=request.state.who)


def _seeing(request: Request) -> Iterator[Work]:
    services = services_of(request)
    with services.database.reading() as session:
        yield Work(session=session, services=services, who=request.state.who)
        seen = taken(session)
    services.recorder.keep(seen)


def _writing(request: Request) -> Iterator[Work]:
    operation: str = request.scope["route"].operation_id
    with writing(services_of(request), request.state.who, operation) as work:
        yield work


@contextmanager
def writing(services: Services, who: Principal, operation: str) -> Iterator[Work]:
    """Work that is committed when the block ends well; what the gate refuses is kept apart."""
    try:
        with services.database.writing() as session:
            yield Work(session=session, services=services, who=who)
    except RefusedError as refused:
        _record_refusal(services, who, operation, refused)
        raise


def _record_refusal(
    services: Services, who: Principal, operation: str, refused: RefusedError
) -> None:
    """Keep what a rule of the gate refused; apart, for the work itself is undone."""
    with services.database.writing() as session:
        Work(session=session, services=services, who=who).record(
            AuditKind.DENIAL,
            GATE,
            refused.organisation,
            operation=operation,
            rule=refused.rule,
            about=refused.subject,
        )


def _visiting(request: Request) -> Visit:
    services = services_of(request)
    return Visit(services=services, who=request.state.who, address=address_of(request))


Reading = Annotated[Work, Depends(_reading, scope="function")]
"""Work that changes nothing, not even the audit log."""

Seeing = Annotated[Work, Depends(_seeing, scope="function")]
"""Work that reads; what it records is kept before the answer is sent, or nothing is answered."""

Writing = Annotated[Work, Depends(_writing, scope="function")]
"""Work that is committed before the answer is sent, or not at all."""

Visiting = Annotated[Visit, Depends(_visiting)]
"""Somebody at the door: for what keeps that it was refused, and so commits by itself."""
