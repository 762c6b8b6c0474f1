"""Labelled skills of vacancy texts that lie elsewhere; docs/labelling.md is the protocol.

A line of `labels.jsonl` has the id of a text, its split, its fingerprint (the first 16
hexadecimal digits of the SHA-256 of the text in UTF-8) and its mentions: offsets, a skill of the
taxonomy or null, and what the text says of it. The texts are files *.jsonl with id and
description, or text.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from evaluation.datasets.files import as_model, data_files, fingerprint, json_lines, need_file
from evaluation.datasets.title_text import text_of_vacancy
from evaluation.datasets.types import Label, LabelledText, MentionSet
from evaluation.errors import DatasetError
from matching.types import Importance

__all__ = ["LABELS", "check_offsets", "load", "mark_of", "read_labels", "read_texts"]

LABELS = "labels.jsonl"

Name = Annotated[str, Field(min_length=1)]


class _MentionRow(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    start: Annotated[int, Field(ge=0)]
    end: int
    skill: Name | None
    name: Name | None = None
    also: list[Name] = []
    importance: Literal["must", "nice"] = "must"
    negated: bool = False
    intent: bool = False
    implicit: bool = False


class _TextRow(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    id: Name
    split: Literal["dev", "test"]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
    mentions: list[_MentionRow]


def load(
    path: Path,
    texts: Path,
    *,
    skills: Collection[str],
    named: Callable[[str], str | None] = lambda name: None,
    split: str | None = None,
    limit: int | None = None,
) -> MentionSet:
    """Read the labels of a folder, or of one file, and the texts that they are of.

    Args:
        path: A folder with labels.jsonl, or such a file.
        texts: A folder with the texts, or one file of them.
        skills: The ids of the taxonomy.
        named: The skill that has a name, if any. A label without a concept has a name, and gets
            the concept once the taxonomy has one of that name.
        split: dev, test or all; None is dev, so that test is only measured by who asks for it.
        limit: At most so many texts, the first ones.

    Raises:
        DatasetError: A file is missing or not in its form, a skill is unknown, a text is missing
            or another one than was labelled, or nothing is left.
    """
    file = path / LABELS if path.is_dir() or not path.exists() else path
    every = [_grown(each, named) for each in read_labels(file, skills=skills)]
    of_ids = read_texts(texts, every)
    check_offsets(file, every, of_ids)
    wanted = split or "dev"
    chosen = [each for each in every if wanted in (each.split, "all")][:limit]
    if not chosen:
        raise DatasetError(
            file,
            expected=f'texts with "split": "{wanted}"',
            found="none",
            way_out="label some, or ask for --split all",
        )
    return MentionSet(
        name=f"{file.parent.name if file.name == LABELS else file.stem} ({wanted})",
        labelled=tuple(chosen),
        texts={each.id: of_ids[each.id] for each in chosen},
        fingerprint=fingerprint([file]),
        notes=_notes(chosen),
    )


def _grown(text: LabelledText, named: Callable[[str], str | None]) -> LabelledText:
    """A text whose labels without a concept have the one of their name, where there is one now."""
    found = [
        (label, None if label.skills or not label.name else named(label.name))
        for label in text.labels
    ]
    labels = (replace(label, skills=(skill,)) if skill else label for label, skill in found)
    return replace(text, labels=tuple(labels))


def mark_of(text: str) -> str:
    """The fingerprint of a text: 16 hexadecimal digits.

    >>> mark_of("Kennis van Java")
    '87e0d6eeda5fd252'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_labels(path: Path, *, skills: Collection[str] | None = None) -> list[LabelledText]:
    """Read a file of labels.

    Args:
        path: The file.
        skills: The ids that labels may have; None: any.

    Raises:
        DatasetError: The file is missing, a line is not in its form, has the id of another one or
            an unknown skill, or two labels of a text overlap of which neither is implicit.
    """
    found: dict[str, LabelledText] = {}
    for line, row in json_lines(need_file(path, "labels of texts"), {"id": str}):
        read = as_model(path, line, row, _TextRow)
        labels = [_label(path, line, each, skills) for each in read.mentions]
        labels.sort(key=lambda each: (each.start, each.end))
        if read.id in found:
            raise _bad(path, line, "an id of its own", f"{read.id!r} again")
        _apart(path, line, [each for each in labels if not each.implicit])
        found[read.id] = LabelledText(
            id=read.id, split=read.split, mark=read.sha256, labels=tuple(labels)
        )
    return list(found.values())


def _label(path: Path, line: int, row: _MentionRow, skills: Collection[str] | None) -> Label:
    place = f"{row.start}-{row.end}"
    if row.end <= row.start:
        raise _bad(path, line, "an end behind the start", place)
    if row.skill is None and row.also:
        raise _bad(path, line, f"a skill at {place}, where there are others in also", "null")
    named = tuple(dict.fromkeys([*([row.skill] if row.skill else []), *row.also]))
    for skill in named:
        if skills is not None and skill not in skills:
            raise DatasetError(
                path,
                line=line,
                expected=f"the id of a skill in the taxonomy at {place}",
                found=repr(skill),
                way_out="look it up with «schakel taxonomy search», or make it null with a name",
            )
    return Label(
        start=row.start,
        end=row.end,
        skills=named,
        name=row.name or "",
        importance=Importance(row.importance),
        negated=row.negated,
        intent=row.intent,
        implicit=row.implicit,
    )


def _apart(path: Path, line: int, labels: Sequence[Label]) -> None:
    for first, second in pairwise(labels):
        if second.start < first.end:
            both = f"{first.start}-{first.end} and {second.start}-{second.end}"
            raise _bad(path, line, "labels that do not overlap, unless implicit", both)


def read_texts(path: Path, labelled: Iterable[LabelledText]) -> dict[str, str]:
    """The labelled texts by id, from the files *.jsonl of a folder, or from one file.

    Raises:
        DatasetError: A line is not in its form, a text is missing, stands there twice in
            different words, or is not the one that was labelled.
    """
    marks = {each.id: each.mark for each in labelled}
    found: dict[str, str] = {}
    for file in data_files(path, "*.jsonl", "the labelled texts", "--texts"):
        for line, row in json_lines(file, {"id": (str, int)}):
            name, text = str(row["id"]), text_of_vacancy(row)
            if name not in marks or text is None:
                continue
            if found.setdefault(name, text) != text:
                raise _bad(file, line, f"one text {name}", "another one with that id")
    _as_labelled(path, marks, found)
    return found


def _as_labelled(path: Path, marks: Mapping[str, str], texts: Mapping[str, str]) -> None:
    for name, mark in marks.items():
        if name not in texts:
            raise DatasetError(
                path,
                expected=f"the text {name}, with description or text",
                found="none with that id",
                way_out="point --texts at the files that were labelled",
            )
        found = mark_of(texts[name])
        if found != mark:
            raise DatasetError(
                path,
                expected=f"the text {name} as it was labelled, with fingerprint {mark}",
                found=found,
                way_out="take the version of the texts that was labelled, or label it again",
            )


def check_offsets(path: Path, labelled: Iterable[LabelledText], texts: Mapping[str, str]) -> None:
    """Look whether all labels of a file lie in their texts.

    Raises:
        DatasetError: One does not.
    """
    for each in labelled:
        length = len(texts[each.id])
        for label in each.labels:
            if label.end > length:
                raise DatasetError(
                    path,
                    expected=f"offsets inside {each.id}, which has {length} characters",
                    found=f"{label.start}-{label.end}",
                    way_out="mend the line",
                )


def _notes(labelled: Iterable[LabelledText]) -> tuple[str, ...]:
    left_out = sum(not label.asked for each in labelled for label in each.labels)
    said = f"{left_out} labels of skills that are denied or to be learnt left out"
    return (said,) if left_out else ()


def _bad(path: Path, line: int, expected: str, found: str) -> DatasetError:
    return DatasetError(path, line=line, expected=expected, found=found, way_out="mend the line")
