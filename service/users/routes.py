"""Users over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from service.access.secrets import new_secret
from service.paging import Page
from service.users import service
from service.users.schemas import (
    PasswordLink,
    RoleAdd,
    UserCreate,
    UserRead,
    UserUpdate,
    Which,
)
from service.web.deps import Reading, Writing
from service.web.edits import IfMatch, show_revision
from service.web.lists import Paging
from service.web.once import Once
from service.web.problems import answers

__all__ = ["router"]

router = APIRouter(prefix="/api/users", tags=["users"])


@router.get("", operation_id="list_users")
def list_users(work: Reading, part: Paging, which: Which) -> Page[UserRead]:
    """Users, newest first."""
    return service.page(work, which, part)


@router.post("", operation_id="create_user", status_code=201, responses=answers(409))
def create_user(body: UserCreate, work: Writing, once: Once, response: Response) -> UserRead:
    """Invite a user; give them roles and a link to set a password next."""
    made = service.read(work, once.create(work, lambda: service.create(work, body)))
    show_revision(response, made.revision)
    return made


@router.get("/{user_id}", operation_id="read_user")
def read_user(user_id: UUID, work: Reading, response: Response) -> UserRead:
    """One user; the ETag is what an edit names."""
    found = service.read(work, user_id)
    show_revision(response, found.revision)
    return found


@router.put("/{user_id}", operation_id="update_user", responses=answers(409, 412, 428))
def update_user(
    user_id: UUID,
    body: UserUpdate,
    work: Writing,
    response: Response,
    if_match: IfMatch = None,
) -> UserRead:
    """Change a user, or disable them: sessions, tokens and links then end at once."""
    changed = service.update(work, user_id, body, if_match)
    show_revision(response, changed.revision)
    return changed


@router.delete("/{user_id}", operation_id="erase_user", status_code=204, responses=answers(409))
def erase_user(user_id: UUID, work: Writing) -> None:
    """Erase a user: deleted, or, where they decided something that must stay explained, blanked."""
    service.erase(work, user_id)


@router.post("/{user_id}/roles", operation_id="add_role", status_code=201, responses=answers(409))
def add_role(user_id: UUID, body: RoleAdd, work: Writing, once: Once) -> UserRead:
    """Give a user a role; it counts from the next request."""
    once.create(work, lambda: service.add_role(work, user_id, body))
    return service.read(work, user_id)


@router.delete(
    "/{user_id}/roles/{role_id}",
    operation_id="remove_role",
    status_code=204,
    responses=answers(409),
)
def remove_role(user_id: UUID, role_id: UUID, work: Writing) -> None:
    """Take a role from a user; it counts from the next request."""
    service.remove_role(work, user_id, role_id)


@router.post(
    "/{user_id}/password-link",
    operation_id="create_password_link",
    status_code=201,
    responses=answers(409),
)
def create_password_link(user_id: UUID, work: Writing, once: Once) -> PasswordLink:
    """Make a link with which a user sets a password within 72 hours; earlier ones end."""
    secret = new_secret("pl")
    made = once.create(work, lambda: service.create_password_link(work, user_id, secret))
    return service.read_new_link(work, made, secret)
