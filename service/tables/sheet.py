"""A table that leaves the service, whatever file it becomes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from service.tables.defusing import cleaned

__all__ = ["Language", "Sheet", "Value", "plain"]

Language = Literal["nl", "en"]
Value = str | int | float | date | None
"""What a cell can hold: None is an empty cell, and True becomes «ja» or «yes»."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A table with what a reader needs beside it. CSV leaves out title and notes."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    made_on: date
    notes: Sequence[str] = ()
    language: Language = "nl"

    def about(self) -> tuple[str, ...]:
        """When it was made, and the notes."""
        day = self.made_on
        made = {"nl": f"Gemaakt op {day:%d-%m-%Y}", "en": f"Made on {day:%Y-%m-%d}"}
        return made[self.language], *(cleaned(note) for note in self.notes)


def plain(value: Value, language: Language) -> str | int | float | date:
    """The value without what no file can hold; moments become texts to the minute."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return {"nl": ("nee", "ja"), "en": ("no", "yes")}[language][value]
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return cleaned(value) if isinstance(value, str) else value
