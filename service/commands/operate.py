"""`schakel serve`, `backup` and `restore`: for those who run the service."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["backup", "restore", "serve"]

_GRACE_SECONDS = 30


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port to listen on.")] = 8000,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes; limits per minute count in each.")
    ] = 1,
    proxies: Annotated[
        str,
        typer.Option(help="Addresses of proxies whose X-Forwarded-For is believed, with commas."),
    ] = "127.0.0.1",
) -> None:
    """Run the service until it is told to stop; requests that run then are finished."""
    import uvicorn

    from service.commands.opened import database_ready

    with database_ready():
        pass  # say what is wrong now, and not in every worker
    uvicorn.run(
        "service.asgi:make_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def backup(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Written when all went well.")],
) -> None:
    """Write the whole database to one file, while the service goes on; it is read back."""
    from models.base import utc_now
    from service.backup import back_up
    from service.commands.opened import database_ready
    from service.progress import progress

    with database_ready() as database:
        manifest = back_up(database.engine, file, utc_now(), progress)
    rows = sum(each.rows for each in manifest.tables.values())
    typer.echo(f"{file}: {rows} rows of {len(manifest.tables)} tables, read back and the same")


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Of schakel backup.")],
) -> None:
    """Fill an empty database from a backup: all of it, compared row by row, or nothing."""
    from service import migrating
    from service.backup import read_manifest
    from service.backup import restore as fill
    from service.db import open_engine, shown
    from service.progress import progress
    from service.settings import read_settings

    url = read_settings().database_url
    migrating.upgrade(url, read_manifest(file).revision)
    engine = open_engine(url)
    try:
        manifest = fill(engine, file, progress)
    finally:
        engine.dispose()
    rows = sum(each.rows for each in manifest.tables.values())
    typer.echo(f"{shown(url)}: {rows} rows of {manifest.made_at.isoformat()}, and all the same")
