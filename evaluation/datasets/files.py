"""Reading the files of datasets line by line, with the place of whatever is wrong."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from evaluation.errors import DatasetError

if TYPE_CHECKING:
    from _csv import Reader

__all__ = [
    "as_model",
    "csv_rows",
    "data_files",
    "fingerprint",
    "json_lines",
    "need_file",
    "tab_rows",
    "text_of",
]

Row = TypeVar("Row", bound=BaseModel)

_SHOWN = 60


def need_file(path: Path, what: str) -> Path:
    """The path itself, if a file is there.

    Raises:
        DatasetError: There is none.
    """
    if not path.is_file():
        raise DatasetError(
            path,
            expected=f"a file with {what}",
            found="no such file" if not path.exists() else "a folder",
            way_out="check --data; docs/evaluating.md says which files a dataset has",
        )
    return path


def data_files(path: Path, pattern: str, what: str, option: str = "--data") -> list[Path]:
    """The files of a folder that match, in order of name, or the one file that `path` is.

    Args:
        path: The folder or file.
        pattern: Of names.
        what: What the files hold.
        option: Which option said the path.

    Raises:
        DatasetError: There is none.
    """
    if path.is_file():
        return [path]
    found = sorted(each for each in path.glob(pattern) if each.is_file())
    if not found:
        raise DatasetError(
            path,
            expected=f"files {pattern} with {what}",
            found="none" if path.is_dir() else "no such folder",
            way_out=f"check {option}; docs/evaluating.md says which files a dataset has",
        )
    return found


def fingerprint(paths: Iterable[Path]) -> str:
    """16 hexadecimal digits that change when the name or a byte of a file does."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda each: each.name):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def text_of(path: Path) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        DatasetError: It is not UTF-8.
    """
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DatasetError(
            path,
            line=content.count(b"\n", 0, error.start) + 1,
            expected="UTF-8",
            found=f"the byte 0x{content[error.start]:02x}",
            way_out="save the file as UTF-8",
        ) from error


def tab_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines of a file without header as fields between tabs; empty lines are skipped.

    Raises:
        DatasetError: A line has another number of fields than there are columns.
    """
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        fields = line.rstrip("\r").split("\t")
        if len(fields) != len(columns):
            raise DatasetError(
                path,
                line=number,
                expected=f"{len(columns)} fields between tabs ({', '.join(columns)})",
                found=f"{len(fields)}: {line[:_SHOWN]!r}",
                way_out="mend the line",
            )
        yield number, fields


def csv_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows of a CSV file with a header that has at least these columns, with their last line.

    Raises:
        DatasetError: A column is missing, or a row has too few or too many fields.
    """
    reader = csv.reader(io.StringIO(text_of(path), newline=""))
    rows = _rows(path, reader)
    header = next(rows, [])
    missing = [column for column in columns if column not in header]
    if missing:
        raise DatasetError(
            path,
            line=1,
            expected=f"a column {missing[0]!r}",
            found=f"the columns {', '.join(header) or '(none)'}",
            way_out="check that it is the dataset's own file",
        )
    for fields in rows:
        if fields and len(fields) != len(header):
            raise DatasetError(
                path,
                line=reader.line_num,
                expected=f"{len(header)} fields, as in the header",
                found=f"{len(fields)}",
                way_out="put fields that hold a comma between quotes",
            )
        if fields:
            yield reader.line_num, dict(zip(header, fields, strict=True))


def _rows(path: Path, reader: "Reader") -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise _bad(path, reader.line_num, "a row of CSV", f"none ({error})") from error


def json_lines(
    path: Path, fields: Mapping[str, type | tuple[type, ...]]
) -> Iterator[tuple[int, dict[str, object]]]:
    """Objects of a JSON Lines file that have at least these fields, of these types.

    Raises:
        DatasetError: A line is no JSON object, or a field is missing or of another type.
    """
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _bad(path, number, "a JSON object", f"none ({error})") from error
        if not isinstance(found, dict):
            raise _bad(path, number, "a JSON object", type(found).__name__)
        for name, kind in fields.items():
            if not isinstance(found.get(name), kind):
                shown = repr(found[name])[:_SHOWN] if name in found else "nothing"
                raise _bad(path, number, f"{name} of type {_names(kind)}", shown)
        yield number, found


def as_model(path: Path, line: int, found: Mapping[str, object], model: type[Row]) -> Row:
    """A row of a file as the model of its form.

    Raises:
        DatasetError: A field is missing, unknown or of another type; the first one is named.
    """
    try:
        return model.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        shown = repr(first["input"])[:_SHOWN]
        raise _bad(path, line, f"{field}: {first['msg']}", shown) from error


def _bad(path: Path, line: int, expected: str, found: str) -> DatasetError:
    return DatasetError(path, line=line, expected=expected, found=found, way_out="mend the line")


def _names(kind: type | tuple[type, ...]) -> str:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return " or ".join(each.__name__ for each in kinds)
