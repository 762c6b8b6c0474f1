"""What a task is asked, and what comes out of it with all that is needed to make it again."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from evaluation.explained import Explained
from evaluation.results import Result
from evaluation.runs import Run
from matching.matcher import Matcher

__all__ = ["Job", "Outcome", "result_of"]


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is to be done: a task, by which systems (none named: all), with what."""

    task: str
    matcher: Matcher
    command: str
    systems: tuple[str, ...] = ()
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A result, the rankings behind it where there are any, and how many seconds it took.

    `explained` says why the rankings are so, of each vacancy; only our system can.
    """

    result: Result
    seconds: float
    run: Run | None = None
    explained: Sequence[Explained] = ()


def result_of(
    job: Job,
    system: str,
    config: Mapping[str, object],
    sets: Sequence[tuple[str, str]],
    **measured: object,
) -> Result:
    """A result with what all tasks have.

    Args:
        job: What was asked.
        system: Who did it.
        config: All else that the system depends on.
        sets: Names and fingerprints of what was measured.
        measured: The other fields of `Result`.
    """
    made_of = hashlib.sha256("\n".join(sorted(mark for _, mark in sets)).encode()).hexdigest()
    return Result(
        task=job.task,
        system=system,
        datasets=tuple(name for name, _ in sets),
        dataset_fingerprint=made_of[:16] if len(sets) > 1 else sets[0][1],
        taxonomy_fingerprint=job.matcher.taxonomy.fingerprint,
        config=config,
        command=job.command,
        seed=job.seed,
        versions=_versions(),
        **measured,  # type: ignore[arg-type]
    )


@cache
def _versions() -> Mapping[str, str]:
    found = {"python": python_version()}
    for name in ("schakel", "numpy", "scikit-learn", "rapidfuzz", "bm25s", "pytrec-eval-terrier"):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found
