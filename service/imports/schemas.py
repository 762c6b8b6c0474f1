"""Imports as answers show them. What stands in a file is never repeated."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from service.words import ImportKind, ImportState

__all__ = ["ImportDone", "ImportItem", "ImportRead", "LineTold"]


class LineTold(BaseModel):
    """Something about a cell."""

    line: int | None = Field(description="From 1; null where it is about the file as a whole.")
    column: str = Field(description="The file's header, or the field of a line of JSON.")
    detail: str


class ImportItem(BaseModel):
    """An import in a list."""

    id: UUID
    kind: ImportKind
    state: ImportState = Field(description="All of the file, or nothing.")
    at: datetime
    by_id: UUID | None = Field(description="Whose it was; null for the command line.")
    file_hash: str = Field(description="SHA-256 of the file.")
    added: int
    updated: int
    unchanged: int
    problem_count: int = Field(description="How many cells were not as expected.")


class ImportRead(ImportItem):
    """An import, with what was wrong or left out: the first 1,000 of each."""

    problems: list[LineTold]
    notices: list[LineTold] = Field(
        description="What was left out of lines that were imported, such as unknown skills."
    )


class ImportDone(ImportRead):
    """An import that was just done."""

    ignored_columns: list[str] = Field(description="Headers of the file that are none of ours.")
