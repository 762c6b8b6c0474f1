"""`schakel seed`: an empty database filled for a demo."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.work import Services

__all__ = ["fill", "seed_app"]

seed_app = typer.Typer(no_args_is_help=True, help="Fill an empty database for a demo.")

_RANDOM_BYTES = 12


@seed_app.callback()
def _several() -> None:
    """Keep `demo` a command of its own."""


@seed_app.command()
def demo(
    password: Annotated[
        str | None, typer.Option(help="Of all accounts; default: a random one, shown once.")
    ] = None,
) -> None:
    """Fill an empty database with the invented people and vacancies of data/sample."""
    from service.commands.opened import services_ready

    with services_ready() as services:
        fill(services, password)
        if not services.settings.is_demo:
            typer.echo("set SCHAKEL_IS_DEMO=true, so that every answer says so", err=True)


def fill(services: "Services", password: str | None = None) -> None:
    """Seed, and print who can sign in, with which password."""
    import secrets

    from matching.taxonomy import data_folder
    from service.access.passwords import require_good
    from service.progress import progress
    from service.seeding import seed_demo

    chosen = password or secrets.token_urlsafe(_RANDOM_BYTES)
    require_good(chosen, None, "password")
    accounts = seed_demo(services, data_folder() / "sample", chosen, progress)
    typer.echo("all people, employers, schools and vacancies are invented", err=True)
    for each in accounts:
        typer.echo(f"{each.email}\t{each.role.value}")
    typer.echo(f"password of all\t{chosen}")
