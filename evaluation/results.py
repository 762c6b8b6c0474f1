"""Results: what a system reached on a task, with all that is needed to make it again."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from evaluation.errors import ResultError

__all__ = ["Result", "file_name", "read_result", "read_results", "write_result"]

_FORM = 1
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one system reached on one task.

    Attributes:
        task: As on the command line.
        system: Its name.
        datasets: Names of the sets that were measured.
        dataset_fingerprint: Changes whenever a file of them does.
        taxonomy_fingerprint: Of the taxonomy in use.
        config: All else that the system depends on.
        command: Makes it again.
        seed: Of whatever is drawn.
        key: The metric that comparisons go by; more is better.
        metrics: Name to mean in [0, 1]; a name with a dot is of one set («house.mrr») or part.
        per_query: Metric to query to value, of the sets that count; query is «set/id».
        details: Tables for reports (calibration, stability), as JSON can hold them.
        notes: What was left out, in words.
        versions: Of Schakel, Python and the packages that compute.
    """

    task: str
    system: str
    datasets: Sequence[str]
    dataset_fingerprint: str
    taxonomy_fingerprint: str
    config: Mapping[str, object]
    command: str
    seed: int
    key: str
    metrics: Mapping[str, float]
    per_query: Mapping[str, Mapping[str, float]]
    details: Mapping[str, object] = field(default_factory=dict)
    notes: Sequence[str] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The result as JSON can hold it."""
        return {"form": _FORM, **asdict(self)}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Result":
        """The result that `to_json` gave.

        Raises:
            ValueError: A field is missing or of another type, or the form is another one.
        """
        if found.get("form") != _FORM:
            raise ValueError(f"expected form {_FORM}, found {found.get('form')!r}")
        names = [each.name for each in fields(cls)]
        missing = [name for name in names if name not in found]
        if missing:
            raise ValueError(f"expected a field {missing[0]!r}, found none")
        for name in ("metrics", "per_query", "config"):
            if not isinstance(found[name], dict):
                raise ValueError(
                    f"expected {name} as an object, found {type(found[name]).__name__}"
                )
        lists = {name: tuple(found[name]) for name in ("datasets", "notes")}
        return cls(**{**{name: found[name] for name in names}, **lists})


def file_name(task: str, system: str) -> str:
    """The name of a result's file.

    >>> file_name("ranking", "ours")
    'ranking.ours.json'
    """
    return f"{_NOT_IN_NAMES.sub('-', task)}.{_NOT_IN_NAMES.sub('-', system)}.json"


def write_result(folder: Path, result: Result) -> Path:
    """Write a result into a folder, made if need be; the same result gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(result.task, result.system)
    text = json.dumps(result.to_json(), indent=1, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def read_result(path: Path) -> Result:
    """Read a result.

    Raises:
        ResultError: The file is not there, or holds no result.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict):
            raise ValueError(f"expected an object, found {type(found).__name__}")
        return Result.from_json(found)
    except (OSError, ValueError) as error:
        raise ResultError(
            f"{path}: expected a result that --out wrote, but: {error}; run the task again"
        ) from error


def read_results(path: Path) -> dict[str, Result]:
    """The results of a folder by the name of their files, or the one of a file.

    Raises:
        ResultError: There is none, or one cannot be read.
    """
    if path.is_file():
        return {path.name: read_result(path)}
    found = {each.name: read_result(each) for each in sorted(path.glob("*.*.json"))}
    if not found:
        raise ResultError(
            f"{path}: expected results (task.system.json), found none; "
            f"make them with «schakel evaluate TASK --out {path}»"
        )
    return found
