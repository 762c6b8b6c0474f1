"""`schakel retention`: what is kept no longer than it may; meant to be run every day."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["retention_app"]

retention_app = typer.Typer(
    no_args_is_help=True,
    help="What is due by the rules of retention, and erasing it; run it every day.",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@retention_app.command("show")
def show(as_json: Json = False) -> None:
    """Show what is due; erase nothing."""
    from models.base import utc_now
    from service.commands.opened import database_ready
    from service.retention.service import find_due

    with database_ready() as database, database.reading() as session:
        due = find_due(session, utc_now())
    if as_json:
        typer.echo(due.model_dump_json())
        return
    for each in due.candidates:
        typer.echo(f"{each.id} {each.why} since {each.since.date()}")
    _say(len(due.candidates), due.rows)


@retention_app.command("run")
def run(as_json: Json = False) -> None:
    """Erase what is due, and what was deleted earlier from the files; it cannot be undone."""
    from service.access.principal import OPERATOR
    from service.commands.opened import services_ready
    from service.progress import progress
    from service.retention.service import run as run_retention

    with services_ready() as services:
        done = run_retention(services, OPERATOR, lambda ids: progress(ids, "Erasing candidates"))
    if as_json:
        typer.echo(done.model_dump_json())
        return
    _say(done.candidates, done.rows)


def _say(candidates: int, rows: "Mapping[str, int]") -> None:
    typer.echo(f"candidates: {candidates}")
    for name, count in rows.items():
        typer.echo(f"{name.replace('_', ' ')}: {count}")
