"""Files that come in, with what was wrong in them, and files that go out."""

from typing import Literal
from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from service.errors import ConflictError, InvalidError
from service.exports import service as exports
from service.exports.schemas import ExportFormat, ExportKind
from service.imports import service
from service.imports.files import ImportFile, headers_from
from service.imports.told import ImportRefusedError
from service.pages.forms import Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.tables.column_types import TableKind
from service.web.downloads import attachment
from service.words import ImportKind, Role

__all__ = ["outgoing", "router"]

router = page_router("/imports", Role.ADMIN, Role.PROGRAMME_MANAGER)
outgoing = page_router("/admin/exports", Role.ADMIN, per_minute=30)

_PAGE = 50


class _Export(BaseModel):
    kind: ExportKind
    format: ExportFormat
    with_contact: bool = False


@router.get("")
def imports(view: Viewing, after: str | None = None) -> HTMLResponse:
    """Files that were imported or refused, and a form for another."""
    return _imports(view, Form.showing(kind=ImportKind.CANDIDATES), after=after)


@router.post("")
def create_import(view: Viewing, form: Posted) -> Response:
    """Import a file: all of it, or nothing."""
    file = form.files.get("file")
    if file is None or not file.filename or form.value("kind") not in {*ImportKind}:
        return _imports(view, form, missing=True, status=422)
    try:
        given = ImportFile(
            kind=ImportKind(form.value("kind")),
            name=file.filename,
            content=file.file.read(),
            mapping=headers_from(form.value("mapping").strip() or "{}"),
        )
        done = service.bring(view.visit(), given)
    except ImportRefusedError as error:
        return _imports(view, form, refused=error, status=422)
    except InvalidError as error:
        return _imports(view, form.failing(error), status=422)
    except ConflictError as error:
        return _imports(view, form, conflict=str(error), status=409)
    return view.go(f"/imports/{done.run.id}", done="imported")


@router.get("/templates/{kind}")
def template(view: Viewing, kind: ImportKind, format: Literal["csv", "xlsx"] = "xlsx") -> Response:
    """A table to fill in."""
    from service.tables.templates import write_template

    content = write_template(TableKind(kind.value), format, view.language)
    return attachment(content, f"{kind.value}-template.{format}")


@router.get("/{import_id}")
def one_import(view: Viewing, import_id: UUID) -> HTMLResponse:
    """One import, with every line that was wrong."""
    with view.reading() as work:
        found = service.read(work, import_id)
    return view.show("admin/import.html", run=found)


@outgoing.post("")
def export(view: Viewing, form: Posted) -> Response:
    """All records of a kind as a file; a form, for the audit log keeps that it was taken."""
    asked = body_of(_Export, form.given("kind", "format", "with_contact"))
    with view.writing() as work:
        content = exports.export_records(
            work, asked.kind, asked.format, with_contact=asked.with_contact
        )
    return attachment(content, f"{asked.kind.value}.{asked.format.value}")


def _imports(
    view: View,
    form: Form,
    *,
    after: str | None = None,
    refused: ImportRefusedError | None = None,
    conflict: str | None = None,
    missing: bool = False,
    status: int = 200,
) -> HTMLResponse:
    with view.reading() as work:
        page = service.page(work, Slice.following(_PAGE, after))
    return view.show(
        "admin/imports.html",
        page=page,
        form=form,
        refused=refused,
        conflict=conflict,
        missing=missing,
        kinds=ImportKind,
        export_kinds=ExportKind,
        export_formats=ExportFormat,
        status=status,
    )
