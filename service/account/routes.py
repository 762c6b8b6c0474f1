"""One's own account over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from service.access.secrets import new_secret
from service.account import service
from service.account.schemas import (
    AccountRead,
    AccountUpdate,
    SessionRead,
    TokenCreate,
    TokenMade,
    TokenRead,
)
from service.paging import Page
from service.web.deps import Reading, Writing
from service.web.edits import IfMatch, show_revision
from service.web.lists import Paging
from service.web.once import Once
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/account", tags=["account"])


@router.get("", operation_id="read_account")
def read_account(work: Reading, response: Response) -> AccountRead:
    """Your account, with your roles; its ETag is what an edit names."""
    found = service.read(work)
    show_revision(response, found.revision)
    return found


@router.put("", operation_id="update_account", responses=answers(412, 428))
def update_account(
    body: AccountUpdate, work: Writing, response: Response, if_match: IfMatch = None
) -> AccountRead:
    """Change your name or language."""
    changed = service.update(work, body, if_match)
    show_revision(response, changed.revision)
    return changed


@router.get("/sessions", operation_id="list_sessions")
def list_sessions(work: Reading, part: Paging) -> Page[SessionRead]:
    """Your login sessions that go on, newest first."""
    return service.list_sessions(work, part)


@router.delete("/sessions/{session_id}", operation_id="end_session", status_code=204)
def end_session(session_id: UUID, work: Writing) -> None:
    """End one of your login sessions, such as one on a computer that you lost."""
    service.end_session(work, session_id)


@router.get("/tokens", operation_id="list_tokens")
def list_tokens(work: Reading, part: Paging) -> Page[TokenRead]:
    """Your API tokens, newest first, with those that ended."""
    return service.list_tokens(work, part)


@router.post("/tokens", operation_id="create_token", status_code=201, responses=answers(409))
def create_token(body: TokenCreate, work: Writing, once: Once) -> TokenMade:
    """Make an API token; its secret is shown once."""
    secret = new_secret("st")
    made = once.create(work, lambda: service.create_token(work, body, secret))
    return service.read_new_token(work, made, secret)


@router.delete("/tokens/{token_id}", operation_id="revoke_token", status_code=204)
def revoke_token(token_id: UUID, work: Writing) -> None:
    """End an API token at once."""
    service.revoke_token(work, token_id)
