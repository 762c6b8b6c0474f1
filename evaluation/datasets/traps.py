"""Traps: short texts with what must and what must not be found in them.

See the README beside the files for the form of a line.
"""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evaluation.datasets.files import as_model, data_files, fingerprint, json_lines
from evaluation.datasets.types import Trap, TrapSet, Wanted
from evaluation.errors import DatasetError
from matching.types import Importance

__all__ = ["load"]


class _WantedLine(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    skill: str
    text: str | None = None
    importance: str | None = None
    level: int | None = None
    negated: bool = False
    intent: bool = False


class _TrapLine(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    id: str
    category: str = "other"
    text: str
    must: list[_WantedLine] = []
    must_not: list[str] = []
    empty: bool = False


def load(path: Path) -> TrapSet:
    """Read the files `*.jsonl` of a folder, or one file.

    Raises:
        DatasetError: A line is not in its form, wants words that its text does not have, wants
            and refuses one skill, or has the id of another line.
    """
    files = data_files(path, "*.jsonl", "traps")
    traps: dict[str, Trap] = {}
    for file in files:
        for line, found in json_lines(file, {"id": str, "text": str}):
            trap = _trap(file, line, found)
            problem = _problem(trap) or (f"the id {trap.id!r} again" if trap.id in traps else "")
            if problem:
                raise _bad(file, line, "a trap that can be passed, with an id of its own", problem)
            traps[trap.id] = trap
    return TrapSet(traps=tuple(traps.values()), fingerprint=fingerprint(files))


def _trap(path: Path, line: int, found: Mapping[str, object]) -> Trap:
    read = as_model(path, line, found, _TrapLine)
    must = tuple(Wanted(**dict(each)) for each in read.must)
    return Trap(
        id=read.id,
        category=read.category,
        text=read.text,
        must=must,
        must_not=tuple(read.must_not),
        empty=read.empty,
    )


def _problem(trap: Trap) -> str:
    for wanted in trap.must:
        if wanted.text is not None and wanted.text not in trap.text:
            return f"the words {wanted.text!r}, which the text does not have"
        if wanted.importance not in (None, *Importance):
            return f"the importance {wanted.importance!r}"
        if wanted.skill in trap.must_not:
            return f"{wanted.skill!r} both wanted and refused"
    if trap.empty and any(not (each.negated or each.intent) for each in trap.must):
        return "an empty text of which skills are wanted"
    return ""


def _bad(path: Path, line: int, expected: str, found: str) -> DatasetError:
    return DatasetError(path, line=line, expected=expected, found=found, way_out="mend the line")
