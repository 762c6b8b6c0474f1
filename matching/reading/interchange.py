"""Reading interchange files: JSON Lines in UTF-8, all lines or none, every bad line named."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from matching.errors import BadLine, InterchangeError
from matching.reading.records import CandidateRecord, IdentifiedRecord, ProgrammeRecord

__all__ = ["Check", "known_programme", "read_numbered", "read_records"]

R = TypeVar("R", bound=IdentifiedRecord)
Check = Callable[[R], tuple[str, str] | None]

_MOST_NAMED = 1000
_HALF = "expected whole characters, found half of one (\\ud800 to \\udfff)"


def read_records(path: Path, model: type[R], check: Check[R] | None = None) -> list[R]:
    """All records of a file, in its order.

    Args:
        path: A file of JSON Lines; empty lines are skipped.
        model: What each line must be.
        check: Says the field and the problem of a record that is wrong for another reason.

    Raises:
        InterchangeError: A line cannot be read or an id stands twice; all such lines are named.
        OSError: The file cannot be opened.
    """
    with path.open("rb") as lines:
        return [record for _, record in read_numbered(lines, path, model, check)]


def read_numbered(
    lines: Iterable[bytes], path: Path, model: type[R], check: Check[R] | None = None
) -> list[tuple[int, R]]:
    """As `read_records`, from lines that need not stand in a file; with their numbers, from 1.

    Args:
        lines: JSON Lines; empty ones are skipped, and counted.
        path: What errors call the lines.
        model: What each line must be.
        check: Says the field and the problem of a record that is wrong for another reason.

    Raises:
        InterchangeError: A line cannot be read or an id stands twice; all such lines are named.
    """
    records: list[tuple[int, R]] = []
    bad: list[BadLine] = []
    first_line: dict[str, int] = {}
    for number, line in _filled(lines):
        try:
            found = _object(line)
            halves = [name for name, value in found.items() if _is_broken(value)]
            bad.extend(BadLine(path, number, name, _HALF) for name in halves)
            if halves:
                continue
            record = model.model_validate(found)
        except ValidationError as error:
            bad.extend(_problems(path, number, error))
            continue
        except ValueError as error:
            bad.append(BadLine(path, number, "line", str(error)))
            continue
        earlier = first_line.setdefault(record.id, number)
        if earlier != number:
            problem = f"expected an id of its own, found {record.id!r} of line {earlier} again"
            bad.append(BadLine(path, number, "id", problem))
        refused = check(record) if check else None
        if refused:
            bad.append(BadLine(path, number, *refused))
        records.append((number, record))
    if bad:
        raise InterchangeError(bad[:_MOST_NAMED])
    return records


def known_programme(programmes: Iterable[ProgrammeRecord]) -> Check[CandidateRecord]:
    """A check for `read_records`: candidates name no programme but these."""
    known = {programme.id for programme in programmes}

    def check(candidate: CandidateRecord) -> tuple[str, str] | None:
        if candidate.programme is None or candidate.programme in known:
            return None
        return (
            "programme",
            f"expected the id of a programme, found {candidate.programme!r} (candidate "
            f"{candidate.id}); add it to the programmes or mend the id",
        )

    return check


def _filled(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if content.strip():
            yield number, content


def _object(line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(
            f"expected UTF-8, found the byte 0x{line[error.start]:02x} at {error.start + 1}; "
            f"save the file as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        raise ValueError(
            f"expected a JSON object, found an error at character {error.pos + 1}: {error.msg}"
        ) from error
    except RecursionError as error:
        raise ValueError("expected a JSON object, found one nested too deep") from error
    if not isinstance(found, dict):
        raise ValueError(f"expected a JSON object, found {type(found).__name__}")
    return found


def _is_broken(value: object) -> bool:
    """Whether a text in it holds half of a character (a lone surrogate), which no file can."""
    if isinstance(value, str) and value.isascii():
        return False
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _problems(path: Path, number: int, error: ValidationError) -> Iterator[BadLine]:
    for detail in error.errors(include_url=False):
        field = ".".join(str(part) for part in detail["loc"]) or "line"
        message = detail["msg"].removeprefix("Value error, ")
        told = detail["type"] in ("missing", "value_error")
        found = "" if told else f", found {_short(detail['input'])}"
        yield BadLine(path, number, field, f"{message}{found}")


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
