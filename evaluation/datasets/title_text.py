"""Vacancies whose title is to find its own text among all texts.

Titles of real vacancies name tools and tasks, so the text that belongs to one can be found by who
understands both. Vacancies that are nearly the same (`near_dup_cluster`) count once.
"""

from collections.abc import Mapping
from pathlib import Path

from evaluation.datasets.files import data_files, fingerprint, json_lines
from evaluation.datasets.types import Documents, RetrievalSet
from evaluation.errors import DatasetError

__all__ = ["load", "text_of_vacancy"]

_TEXTS = ("description", "text")
_EXPECTED = "a text (description or text) and an id of its own"


def load(path: Path) -> list[RetrievalSet]:
    """Read the files `*.jsonl` of a folder, or one file: id, title, description or text.

    Of each `near_dup_cluster` the first vacancy stays; one without a cluster is alone.

    Raises:
        DatasetError: A line is not in its form, or an id stands twice.
    """
    return [_read(file) for file in data_files(path, "*.jsonl", "titles and texts of vacancies")]


def _read(path: Path) -> RetrievalSet:
    queries: dict[str, str] = {}
    texts: dict[str, tuple[str, ...]] = {}
    clusters: set[str] = set()
    seen: set[str] = set()
    for line, found in json_lines(path, {"id": (str, int), "title": str}):
        name = str(found["id"])
        text = text_of_vacancy(found)
        if text is None or name in seen:
            problem = "no text" if text is None else f"the id {name!r} again"
            raise DatasetError(
                path, line=line, expected=_EXPECTED, found=problem, way_out="mend the line"
            )
        seen.add(name)
        cluster = _cluster(name, found)
        title = str(found["title"]).strip()
        if cluster not in clusters and title and text.strip():
            clusters.add(cluster)
            queries[name], texts[name] = title, (text,)
    return _set(path, queries, texts, len(seen) - len(queries))


def _set(
    path: Path, queries: dict[str, str], texts: dict[str, tuple[str, ...]], left_out: int
) -> RetrievalSet:
    return RetrievalSet(
        name=path.stem,
        queries=queries,
        documents=Documents(dict(sorted(texts.items()))),
        judgments={name: {name: 1} for name in queries},
        fingerprint=fingerprint([path]),
        notes=(f"{left_out} near-duplicates left out",) if left_out else (),
    )


def text_of_vacancy(found: Mapping[str, object]) -> str | None:
    """The description of a vacancy as a line holds it, or else its text; None without either."""
    return next((each for each in map(found.get, _TEXTS) if isinstance(each, str)), None)


def _cluster(name: str, found: Mapping[str, object]) -> str:
    group = found.get("near_dup_cluster")
    return f"alone {name}" if group is None else str(group)
