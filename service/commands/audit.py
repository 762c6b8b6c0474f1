"""`schakel audit`: check the chain, keep checkpoints of it, and make past rankings again."""

import json
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

__all__ = ["audit_app"]

audit_app = typer.Typer(
    no_args_is_help=True, help="The audit log: check it, and make past rankings again."
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@audit_app.command()
def verify(
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="Checkpoints that the chain must still hold."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check every event of the chain; exit 1 if anything is wrong."""
    from service.audit import verify as checking
    from service.commands.opened import database_ready
    from service.progress import progress

    checkpoints = checking.read_checkpoints(checkpoint) if checkpoint else []
    with database_ready() as database, database.reading() as session:
        found = checking.verify(session, checkpoints, progress)
    if as_json:
        form = {"events": found.events, "erased": found.erased, "problems": found.problems}
        typer.echo(json.dumps(form))
    else:
        for problem in found.problems:
            typer.echo(problem)
        typer.echo(
            f"{found.events} events, content of {found.erased} erased, "
            f"{len(checkpoints)} checkpoint(s), {len(found.problems)} problem(s)"
        )
    raise typer.Exit(1 if found.problems else 0)


@audit_app.command()
def checkpoint(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Added to; keep it elsewhere.")],
) -> None:
    """Write down where the chain ends, so that a later check shows if its end was cut off."""
    from models.base import utc_now
    from service.audit.verify import head, write_checkpoint
    from service.commands.opened import database_ready

    with database_ready() as database, database.reading() as session:
        newest = head(session, utc_now())
    write_checkpoint(file, newest)
    typer.echo(f"event {newest.sequence}, {newest.hash}")


@audit_app.command()
def replay(
    ranking: Annotated[
        UUID | None, typer.Argument(help="The id of one of a shortlist; default: all.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make past rankings again; exit 1 if one differs and nothing explains why."""
    from service.audit.replay import Replay, replay_all, replay_one
    from service.commands.opened import services_ready
    from service.progress import progress

    with services_ready() as services, services.database.reading() as session:
        made: list[Replay]
        if ranking is None:
            made = list(replay_all(services.pool, session, progress))
        else:
            one = replay_one(services.pool, session, ranking)
            if one is None:
                raise typer.BadParameter(f"there is no ranking {ranking}", param_hint="RANKING")
            made = [one]
    for each in made:
        if as_json:
            form = {"what": each.what, "same": each.is_same, "why": each.reasons}
            typer.echo(json.dumps(form))
        else:
            why = "; ".join(each.reasons)
            typer.echo(f"{each.what}  {'same' if each.is_same else 'differs'}  {why}")
    unexplained = sum(not (each.is_same or each.reasons) for each in made)
    typer.echo(
        f"{len(made)} ranking(s), {sum(each.is_same for each in made)} the same, "
        f"{unexplained} differ without a reason",
        err=True,
    )
    raise typer.Exit(1 if unexplained else 0)
