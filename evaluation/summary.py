"""A folder of results in one small file, for programs: figures with intervals, and verdicts."""

import json
from pathlib import Path

from evaluation.report.contrasts import Against, TaskResults, group, interval_of
from evaluation.results import Result, read_results

__all__ = ["SUMMARY", "summary_of", "write_summary"]

SUMMARY = "summary.json"
"""The name of the file."""
_FORM = 1


def summary_of(results: list[Result]) -> dict[str, object]:
    """What a folder of results says.

    Raises:
        CompareError: Results of one task are of other data, queries or metrics.
    """
    return {"form": _FORM, "tasks": [_task(each) for each in group(results)]}


def write_summary(folder: Path) -> Path:
    """Write the summary of a folder beside its results.

    Raises:
        ResultError: There are no results.
        CompareError: Those of one task do not belong together.
    """
    text = json.dumps(
        summary_of(list(read_results(folder).values())),
        indent=1,
        ensure_ascii=False,
        allow_nan=False,
    )
    path = folder / SUMMARY
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _task(task: TaskResults) -> dict[str, object]:
    first, best = task.first, task.best
    return {
        "task": task.task,
        "key": first.key,
        "queries": len(first.per_query[first.key]),
        "datasets": list(first.datasets),
        "data": first.dataset_fingerprint,
        "taxonomy": first.taxonomy_fingerprint,
        "command": first.command,
        "notes": list(dict.fromkeys(note for each in task.results for note in each.notes)),
        "versions": dict(first.versions),
        "best": best.system if best else None,
        "verdict": task.verdict.value if task.verdict else None,
        "systems": [_system(each, task.against.get(each.system)) for each in task.results],
    }


def _system(result: Result, against: Against | None) -> dict[str, object]:
    return {
        "system": result.system,
        "metrics": {
            name: {"value": value, "interval": interval_of(result, name)}
            for name, value in result.metrics.items()
        },
        "against_ours": None
        if against is None
        else {
            "difference": against.difference.mean,
            "interval": list(against.difference.interval),
            "p_value": against.difference.p_value,
            "verdict": against.verdict.value,
        },
    }
