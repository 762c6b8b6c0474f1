"""Files that an answer brings, to be kept and never shown as a page."""

from pathlib import PurePath

from fastapi import Response

__all__ = ["attachment"]

_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jsonl": "application/jsonl",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def attachment(content: bytes, name: str) -> Response:
    """A file under a name that is ours, so that no header holds what others wrote."""
    return Response(
        content,
        media_type=_TYPES[PurePath(name).suffix],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
