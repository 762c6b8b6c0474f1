"""Two runs side by side: did quality fall?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.errors import CompareError
from evaluation.results import Result, read_results
from evaluation.significance import Difference, Verdict, compare_paired, verdicts

__all__ = ["Comparison", "compare_paths", "compare_results", "fell"]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One task in two runs, by its key metric; `difference` is second minus first."""

    task: str
    first: Result
    second: Result
    difference: Difference
    verdict: Verdict

    @property
    def changed(self) -> tuple[str, ...]:
        """What else is different between the runs, besides the code."""
        first, second = self.first, self.second
        pairs = {
            "system": (first.system, second.system),
            "taxonomy": (first.taxonomy_fingerprint, second.taxonomy_fingerprint),
            "config": (dict(first.config), dict(second.config)),
        }
        return tuple(name for name, (ours, theirs) in pairs.items() if ours != theirs)

    def to_json(self) -> dict[str, object]:
        """The comparison as JSON can hold it."""
        key = self.first.key
        return {
            "task": self.task,
            "metric": key,
            "first": {"system": self.first.system, "value": self.first.metrics[key]},
            "second": {"system": self.second.system, "value": self.second.metrics[key]},
            "difference": self.difference.mean,
            "interval": list(self.difference.interval),
            "p_value": self.difference.p_value,
            "queries": self.difference.queries,
            "verdict": self.verdict.value,
            "changed": list(self.changed),
        }


def compare_paths(
    first: Path, second: Path, *, systems: Sequence[str] = ("ours",), seed: int = 0
) -> tuple[list[Comparison], list[str]]:
    """Compare two results, or two folders of results.

    Args:
        first: A file that a task wrote, or a folder of them: the run to compare with.
        second: The same of the newer run; two files may be of two systems.
        systems: Which systems to compare in folders.
        seed: Of the draws.

    Returns:
        Comparisons, and in words what could not be compared.

    Raises:
        ResultError: A file cannot be read, or a folder has none.
        CompareError: Nothing can be compared.
    """
    before, after = read_results(first), read_results(second)
    if first.is_file() and second.is_file():
        pairs = [(*before.values(), *after.values())]
        missing: list[str] = []
    else:
        wanted = {name for name, each in before.items() if each.system in systems}
        pairs = [(before[name], after[name]) for name in sorted(wanted) if name in after]
        missing = [f"{second} has no {name}" for name in sorted(wanted - set(after))]
    if not pairs:
        raise CompareError(
            f"expected results of {', '.join(systems)} in {first} and {second}, found none in "
            f"both; run the same tasks for both, or name a system with --system"
        )
    return compare_results(pairs, seed=seed), missing


def compare_results(pairs: Sequence[tuple[Result, ...]], *, seed: int = 0) -> list[Comparison]:
    """Compare pairs of results; verdicts are corrected for all of them being asked at once.

    Raises:
        CompareError: The two of a pair are of other tasks, metrics or data.
    """
    for first, second in pairs:
        _check(first, second)
    differences = [
        compare_paired(first.per_query[first.key], second.per_query[first.key], seed=seed)
        for first, second in pairs
    ]
    said = verdicts(differences)
    return [
        Comparison(
            task=first.task, first=first, second=second, difference=difference, verdict=verdict
        )
        for (first, second), difference, verdict in zip(pairs, differences, said, strict=True)
    ]


def fell(comparisons: Sequence[Comparison]) -> bool:
    """Whether quality fell significantly in any of them."""
    return any(each.verdict is Verdict.WORSE for each in comparisons)


def _check(first: Result, second: Result) -> None:
    for what, ours, theirs in (
        ("task", first.task, second.task),
        ("key metric", first.key, second.key),
        ("dataset fingerprint", first.dataset_fingerprint, second.dataset_fingerprint),
        ("set of queries", _queries(first), _queries(second)),
    ):
        if ours != theirs:
            raise CompareError(
                f"{first.task}: expected two runs with one {what}, found {_short(ours)} and "
                f"{_short(theirs)}; run both on the same data, with the same --split and --limit"
            )


def _queries(result: Result) -> frozenset[str]:
    found: Mapping[str, float] = result.per_query.get(result.key, {})
    return frozenset(found)


def _short(value: object) -> str:
    return f"{len(value)} of them" if isinstance(value, frozenset) else repr(value)
