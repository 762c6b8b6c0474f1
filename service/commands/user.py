"""`schakel user`: users from the command line, and so the first administrator."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.users.schemas import UserCreate
    from service.work import Visit

__all__ = ["GivenRole", "user_app"]

user_app = typer.Typer(
    no_args_is_help=True,
    help="Who may sign in. The first administrator is made here.",
)

_MOST = 100_000


class GivenRole(StrEnum):
    """A role that is given to somebody; candidates get a personal link instead."""

    ADMIN = "admin"
    COACH = "coach"
    EVALUATOR = "evaluator"
    PARTNER = "partner"
    PROGRAMME_MANAGER = "programme_manager"


Email = Annotated[str, typer.Argument(help="The e-mail address with which they sign in.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@user_app.command()
def add(
    email: Email,
    role: Annotated[GivenRole, typer.Option(help="What they come for.")],
    organisation: Annotated[
        str | None, typer.Option(help="Name of the organisation that a partner is of.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Their own name.")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Add a user who can sign in at once; asks for the password."""
    from service.access.passwords import require_good
    from service.access.secrets import hash_password
    from service.users import service
    from service.users.schemas import RoleAdd
    from service.words import Role

    if (role is GivenRole.PARTNER) != (organisation is not None):
        raise typer.BadParameter("for a partner, and for nobody else", param_hint="--organisation")
    body = _new_user(email, name)
    with _operating() as visit:
        password = _password(is_piped=password_stdin)
        require_good(password, body.email, "password")
        kept = hash_password(password)
        with visit.writing() as work:
            at = service.organisation_named(work, organisation) if organisation else None
            id_ = service.create(work, body)
            service.add_role(work, id_, RoleAdd(role=Role(role.value), organisation_id=at))
            service.activate(work, id_, kept)
    typer.echo(f"{body.email} can sign in, as {role.value}")


@user_app.command("list")
def list_(as_json: Json = False) -> None:
    """Show all users: address, state, roles and name, newest first."""
    from service.paging import Slice
    from service.users import service
    from service.users.schemas import UserFilter

    with _operating() as visit, visit.reading() as work:
        users = service.page(work, UserFilter(), Slice(limit=_MOST)).items
    if as_json:
        typer.echo(json.dumps([each.model_dump(mode="json") for each in users]))
        return
    for each in users:
        roles = [f"{role.role} {role.organisation or ''}".rstrip() for role in each.roles]
        typer.echo("\t".join([each.email or "", each.state, ", ".join(roles), each.name or ""]))


@user_app.command()
def link(email: Email) -> None:
    """Print the secret of a link with which somebody sets a password, once, within 72 hours."""
    from service.access.secrets import new_secret
    from service.users import service

    secret = new_secret("pl")
    with _operating() as visit, visit.writing() as work:
        made = service.create_password_link(work, service.id_of(work, email), secret)
        until = service.read_new_link(work, made, secret).expires_at
    typer.echo(secret)
    typer.echo(f"works once, until {until:%Y-%m-%d %H:%M} UTC; earlier ones ended", err=True)


@user_app.command()
def disable(email: Email) -> None:
    """Keep somebody out from now on: sessions, tokens and links end at once."""
    from service.users import service

    with _operating() as visit, visit.writing() as work:
        service.disable(work, service.id_of(work, email))
    typer.echo(f"{email} cannot sign in any more")


@contextmanager
def _operating() -> "Iterator[Visit]":
    """The service, for who runs it."""
    from service import migrating
    from service.access.principal import OPERATOR
    from service.errors import RevisionError
    from service.services import open_services
    from service.settings import read_settings
    from service.work import Visit

    settings = read_settings()
    found, needed = migrating.revision_of(settings.database_url), migrating.newest()
    if found != needed:
        raise RevisionError(expected=needed, found=found, way_out="run schakel db upgrade")
    with open_services(settings) as services:
        yield Visit(services=services, who=OPERATOR, address="command line")


def _new_user(email: str, name: str | None) -> "UserCreate":
    from pydantic import ValidationError

    from service.users.schemas import UserCreate

    try:
        return UserCreate(email=email, name=name)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        hint = "EMAIL" if field == "email" else f"--{field}"
        raise typer.BadParameter("this cannot be one", param_hint=hint) from None


def _password(*, is_piped: bool) -> str:
    if is_piped:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
