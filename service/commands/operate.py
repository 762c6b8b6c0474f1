"""`schakel serve`, `backup` and `restore`: for those who run the service."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
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
    demo: Annotated[
        bool,
        typer.Option("--demo", help="On a database of invented people, gone at the end."),
    ] = False,
) -> None:
    """Run the service until it is told to stop; requests that run then are finished."""
    import uvicorn

    from service.commands.opened import database_ready

    with _demo() if demo else nullcontext():
        with database_ready():
            pass  # say what is wrong now, and not in every worker
        if demo:
            typer.echo(f"http://{host}:{port}")
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


@contextmanager
def _demo() -> Iterator[None]:
    """A database of its own that the settings name, also in workers; gone at the end."""
    import os
    import signal
    import sys
    from tempfile import TemporaryDirectory

    from service import migrating
    from service.commands.opened import services_ready
    from service.commands.seed import fill
    from service.evaluations import process
    from service.settings import PREFIX, read_settings

    # A server that is told to stop ends by the signal, and would leave the folder behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with TemporaryDirectory(prefix="schakel-demo-") as folder:
        os.environ[f"{PREFIX}DATABASE_URL"] = f"sqlite:///{folder}/demo.db"
        os.environ[f"{PREFIX}RUNS"] = f"{folder}/runs"
        os.environ[f"{PREFIX}IS_DEMO"] = "true"
        migrating.upgrade(read_settings().database_url)
        with services_ready() as services:
            fill(services)
        yield
        process.end(Path(folder) / "runs")


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
