"""Imports over HTTP."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Response, UploadFile

from service.imports import service
from service.imports.files import ImportFile, headers_from
from service.imports.schemas import ImportDone, ImportItem, ImportRead
from service.paging import Page
from service.tables.column_types import TableKind
from service.web.deps import Reading, Visiting
from service.web.downloads import attachment
from service.web.lists import Paging
from service.web.problems import answers
from service.words import ImportKind

__all__ = ["router"]

router = APIRouter(prefix="/api/imports", tags=["imports and exports"])

Mapping = Annotated[
    str,
    Form(
        max_length=20_000,
        description="Of a table: an object in JSON of its headers to ours, where they differ.",
        examples=['{"Cursusnr": "Traject"}'],
    ),
]


@router.get("", operation_id="list_imports")
def list_imports(work: Reading, part: Paging) -> Page[ImportItem]:
    """Files that were imported or refused, newest first."""
    return service.page(work, part)


@router.post("/{kind}", operation_id="create_import", status_code=201, responses=answers(409))
def create_import(
    kind: ImportKind, file: UploadFile, visit: Visiting, mapping: Mapping = "{}"
) -> ImportDone:
    """Import a file: a table (CSV, XLSX), JSON Lines, or a document with fields.

    All of it or nothing: where a line is wrong, every bad line is named and nothing is changed.
    Lines are known by their number, so the same file again changes nothing.
    """
    brought = service.bring(
        visit,
        ImportFile(
            kind=kind,
            name=file.filename or "",
            content=file.file.read(),
            mapping=headers_from(mapping),
        ),
    )
    return ImportDone(**brought.run.model_dump(), ignored_columns=list(brought.ignored))


@router.get("/{import_id}", operation_id="read_import")
def read_import(import_id: UUID, work: Reading) -> ImportRead:
    """One import, with every line that was wrong."""
    return service.read(work, import_id)


@router.get("/{kind}/template", operation_id="read_import_template", response_class=Response)
def read_import_template(
    kind: ImportKind,
    format: Literal["csv", "xlsx"] = "xlsx",
    language: Literal["nl", "en"] = "nl",
) -> Response:
    """A table to fill in, with an example row that an import skips."""
    from service.tables.templates import write_template

    content = write_template(TableKind(kind.value), format, language)
    return attachment(content, f"{kind.value}-template.{format}")
