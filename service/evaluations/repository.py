"""The files of runs: what the evaluation wrote, and what was asked of it."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from service.errors import NotFoundError
from service.evaluations.process import LOG
from service.evaluations.schemas import Stored
from service.files import write_whole

__all__ = ["Run", "all_of", "find", "make"]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_STATE = "run.json"
_SUMMARY = "summary.json"
_RESULTS = "*.*.json"
_TAIL = 65_536
_WHAT = "run"


@dataclass(frozen=True)
class Run:
    """The folder of a run. What cannot be read in it is as if it were not there.

    Attributes:
        folder: Its folder, whose name is its id.
    """

    folder: Path

    @property
    def id(self) -> str:
        """The name of its folder."""
        return self.folder.name

    @property
    def state(self) -> Stored:
        """What was asked, by whom and when; empty where it was not started here."""
        return self._json(_STATE) or {}

    def keep(self, **changes: object) -> None:
        """Change some of its state."""
        text = json.dumps({**self.state, **changes}, indent=1)
        write_whole(self.folder / _STATE, text.encode())

    def discard(self) -> None:
        """Take its folder away."""
        shutil.rmtree(self.folder)

    @property
    def summary(self) -> Stored | None:
        """All figures, as `python -m evaluation` sums them up when it is done."""
        return self._json(_SUMMARY)

    @property
    def written_at(self) -> datetime | None:
        """When it was summed up, or when its process said something last."""
        for name in (_SUMMARY, LOG):
            with suppress(OSError):
                return datetime.fromtimestamp((self.folder / name).stat().st_mtime, UTC)
        return None

    @property
    def has_results(self) -> bool:
        """Whether the evaluation wrote results here."""
        return any(self.folder.glob(_RESULTS))

    @property
    def version(self) -> frozenset[tuple[str, int]]:
        """The names of its results, with when each was written: other results, another version."""
        return frozenset(
            (each.name, each.stat().st_mtime_ns) for each in self.folder.glob(_RESULTS)
        )

    def result(self, task: str) -> Stored | None:
        """The result of our system."""
        return self._json(f"{task}.ours.json")

    def explained(self) -> Iterator[Stored]:
        """Why our rankings are so, vacancy by vacancy."""
        with suppress(OSError, ValueError):
            text = (self.folder / "ranking.ours.explained.jsonl").read_text(encoding="utf-8")
            yield from (json.loads(line) for line in text.splitlines())

    @property
    def said(self) -> Sequence[str]:
        """The last lines of its process, of progress and of anything else."""
        with suppress(OSError), (self.folder / LOG).open("rb") as file:
            file.seek(max(0, (self.folder / LOG).stat().st_size - _TAIL))
            return file.read().decode("utf-8", "replace").splitlines()
        return ()

    def _json(self, name: str) -> Stored | None:
        with suppress(OSError, ValueError):
            found: Any = json.loads((self.folder / name).read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else None
        return None


def all_of(runs: Path) -> list[Run]:
    """The runs of a folder; folders that are none are not."""
    if not runs.is_dir():
        return []
    found = [Run(each) for each in runs.iterdir() if _is_run(each)]
    return [each for each in found if each.state or each.has_results]


def find(runs: Path, run_id: str) -> Run:
    """A run by its id.

    Raises:
        NotFoundError: There is none.
    """
    if not _ID.fullmatch(run_id):
        raise NotFoundError(_WHAT)
    run = Run(runs / run_id)
    if not _is_run(run.folder) or not (run.state or run.has_results):
        raise NotFoundError(_WHAT)
    return run


def make(runs: Path, run_id: str, state: Mapping[str, object]) -> Run:
    """A new run; where its id is taken it gets a number behind it."""
    runs.mkdir(parents=True, exist_ok=True)
    number, name = 1, run_id
    while (runs / name).exists():
        number += 1
        name = f"{run_id}-{number}"
    run = Run(runs / name)
    run.folder.mkdir(mode=0o700)
    run.keep(**state)
    return run


def _is_run(folder: Path) -> bool:
    return bool(_ID.fullmatch(folder.name)) and folder.is_dir() and not folder.is_symlink()
