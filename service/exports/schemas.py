"""What can be asked of an export."""

from enum import StrEnum

from service.tables.column_types import TableKind

__all__ = ["ExportFormat", "ExportKind", "SheetFormat"]

ExportKind = TableKind
"""What is exported: the same kinds that are imported."""


class ExportFormat(StrEnum):
    """Of an export of records."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PDF = "pdf"


class SheetFormat(StrEnum):
    """Of a table to read or to work in."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"
