"""`schakel db`: the tables of the database that SCHAKEL_DATABASE_URL names."""

import json
from typing import Annotated

import typer

__all__ = ["db_app"]

db_app = typer.Typer(
    no_args_is_help=True,
    help="The database of the service; SCHAKEL_DATABASE_URL names it.",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@db_app.command()
def upgrade(
    revision: Annotated[str, typer.Argument(help="How far; default: all the way.")] = "head",
) -> None:
    """Make the tables, or bring them to what this version needs; a whole run or nothing."""
    from service import migrating
    from service.db import shown
    from service.settings import read_settings

    url = read_settings().database_url
    before, after = migrating.upgrade(url, revision)
    _say_moved(shown(url), before, after)


@db_app.command()
def downgrade(
    revision: Annotated[str, typer.Argument(help="Back to this one; base takes all away.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Yes, lose what only later revisions hold.")
    ] = False,
) -> None:
    """Go back to an earlier revision, and lose what only later ones hold."""
    from service import migrating
    from service.db import shown
    from service.settings import read_settings

    url = read_settings().database_url
    if not yes:
        raise typer.BadParameter(
            f"{shown(url)} would lose what only revisions after {revision} hold; "
            f"make a backup, then say --yes",
            param_hint="--yes",
        )
    before, after = migrating.downgrade(url, revision)
    _say_moved(shown(url), before, after)


@db_app.command()
def current(as_json: Json = False) -> None:
    """Show where the database is, its revision, and the one that this version needs."""
    from service import migrating
    from service.db import shown
    from service.settings import read_settings

    url = read_settings().database_url
    found, needed = migrating.revision_of(url), migrating.newest()
    if as_json:
        form = {"database": shown(url), "revision": found, "needed": needed}
        typer.echo(json.dumps(form))
    else:
        typer.echo(f"{shown(url)} is at {found or 'none'}; this version needs {needed}")


@db_app.command()
def check() -> None:
    """Name everything that is wrong with the database; exit 1 if anything is."""
    from service import migrating
    from service.settings import read_settings

    problems = migrating.find_problems(read_settings().database_url)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(problems)} problem(s)", err=True)
    raise typer.Exit(1 if problems else 0)


def _say_moved(database: str, before: str | None, after: str | None) -> None:
    was = "as it was" if before == after else f"was at {before or 'none'}"
    typer.echo(f"{database} is at {after or 'none'} ({was})")
