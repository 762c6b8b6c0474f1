"""`schakel import` and `schakel export`: files of the alliance in and out."""

import json
from pathlib import Path
from typing import Annotated

import typer

from service.exports.schemas import ExportFormat, ExportKind

__all__ = ["export_file", "import_file"]

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def import_file(
    kind: Annotated[ExportKind, typer.Argument(help="What the file holds.")],
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="All of it, or nothing.")
    ],
    mapping: Annotated[
        str, typer.Option(help="Of a table: JSON of its headers to ours, where they differ.")
    ] = "{}",
    as_json: Json = False,
) -> None:
    """Import a file, all of it or nothing; the same file again changes nothing."""
    from service.access.principal import OPERATOR
    from service.commands.opened import services_ready
    from service.imports.files import ImportFile, headers_from
    from service.imports.service import bring
    from service.imports.told import ImportRefusedError
    from service.progress import progress
    from service.words import ImportKind
    from service.work import Visit

    brought = ImportFile(
        kind=ImportKind(kind.value),
        name=file.name,
        content=file.read_bytes(),
        mapping=headers_from(mapping),
    )
    with services_ready() as services:
        try:
            done = bring(Visit(services=services, who=OPERATOR), brought, progress)
        except ImportRefusedError as refused:
            for problem in refused.problems:
                typer.echo(str(problem), err=True)
            typer.echo(f"nothing was imported, because of {refused.total} problem(s)", err=True)
            raise typer.Exit(1) from None
    for notice in done.run.notices:
        place = notice.column if notice.line is None else f"line {notice.line}, {notice.column}"
        typer.echo(f"{place}: {notice.detail}", err=True)
    if done.ignored:
        typer.echo(f"not read: {', '.join(done.ignored)}", err=True)
    run = done.run
    if as_json:
        typer.echo(json.dumps({**run.model_dump(mode="json"), "ignored_columns": done.ignored}))
        return
    typer.echo(f"{kind.value}: {run.added} added, {run.updated} updated, {run.unchanged} unchanged")


def export_file(
    kind: Annotated[ExportKind, typer.Argument(help="What to export.")],
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Written when all went well.")],
    form: Annotated[
        ExportFormat | None, typer.Option("--format", help="Default: as the file's name ends.")
    ] = None,
    with_contact: Annotated[
        bool, typer.Option("--with-contact", help="Names and addresses of candidates too.")
    ] = False,
) -> None:
    """Write all candidates, vacancies, programmes or organisations to a file."""
    from service.access.principal import OPERATOR
    from service.commands.opened import services_ready
    from service.exports.service import export_records
    from service.files import write_whole
    from service.work import Visit

    wanted = form or _by_name(file)
    with services_ready() as services, Visit(services=services, who=OPERATOR).writing() as work:
        content = export_records(work, kind, wanted, with_contact=with_contact)
        write_whole(file, content)
    typer.echo(f"{file}: {len(content)} bytes")


def _by_name(file: Path) -> ExportFormat:
    try:
        return ExportFormat(file.suffix.removeprefix(".").lower())
    except ValueError:
        endings = ", ".join(f".{each}" for each in ExportFormat)
        raise typer.BadParameter(f"give --format, or a name in {endings}") from None
