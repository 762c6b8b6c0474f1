"""MELO: job titles of a national classification → surface forms of ESCO occupations.

References:
    Retyk, Gasco, Carrino, Deniz, Zbib (2024), MELO: an evaluation benchmark for multilingual
    entity linking of occupations, RecSys in HR.
"""

from pathlib import Path

from evaluation.datasets.files import fingerprint, need_file, tab_rows
from evaluation.datasets.types import Documents, RetrievalSet
from evaluation.errors import DatasetError

__all__ = ["load"]

_FILES = {
    "queries.tsv": ("query id", "title"),
    "corpus_elements.tsv": ("element id", "label"),
    "concept_mapping.tsv": ("element id", "URI"),
    "annotations.tsv": ("query id", "0", "element id", "grade"),
}


def load(folder: Path) -> RetrievalSet:
    """Read a folder with queries, corpus_elements, concept_mapping and annotations (.tsv).

    A document is one label of a concept: all labels of the right concept are relevant, as the
    annotations say, and figures are those of the paper (surface forms). The first of a concept, by
    id, is its preferred label.

    Raises:
        DatasetError: A file is missing or a line is not in its form.
    """
    paths = {name: need_file(folder / name, " and ".join(_FILES[name])) for name in _FILES}
    queries = _pairs(paths["queries.tsv"])
    labels = _pairs(paths["corpus_elements.tsv"])
    concepts = _pairs(paths["concept_mapping.tsv"])
    unmapped = next((each for each in labels if each not in concepts), None)
    if unmapped:
        raise DatasetError(
            paths["concept_mapping.tsv"],
            expected=f"a line for element {unmapped}",
            found="none",
            way_out="take both files from one release",
        )
    judgments = _judgments(paths["annotations.tsv"], queries, labels)
    judged = {query: text for query, text in queries.items() if any(judgments[query].values())}
    left_out = len(queries) - len(judged)
    return RetrievalSet(
        name=folder.name,
        queries=judged,
        documents=Documents(
            {element: (label,) for element, label in sorted(labels.items())},
            others=frozenset(labels) - _first_of_each(concepts),
        ),
        judgments={query: judgments[query] for query in judged},
        fingerprint=fingerprint(paths.values()),
        notes=(f"{left_out} queries without an answer left out",) if left_out else (),
    )


def _pairs(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for line, (key, value) in tab_rows(path, _FILES[path.name]):
        if key in found:
            raise DatasetError(
                path,
                line=line,
                expected="an id of its own",
                found=f"{key!r} again",
                way_out="leave one of the lines out",
            )
        found[key] = value
    return found


def _first_of_each(concepts: dict[str, str]) -> set[str]:
    """The first element of each concept by id."""
    first: dict[str, str] = {}
    for element, concept in sorted(concepts.items()):
        first.setdefault(concept, element)
    return set(first.values())


def _judgments(
    path: Path, queries: dict[str, str], labels: dict[str, str]
) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {query: {} for query in queries}
    for line, (query, _, element, grade) in tab_rows(path, _FILES[path.name]):
        for name, known, what in ((query, queries, "a query"), (element, labels, "a name")):
            if name not in known:
                raise DatasetError(
                    path,
                    line=line,
                    expected=f"the id of {what} in the other files",
                    found=repr(name),
                    way_out="take all files from one release",
                )
        if not grade.isdigit():
            raise DatasetError(
                path,
                line=line,
                expected="a whole grade of 0 or more",
                found=repr(grade),
                way_out="mend the line",
            )
        found[query][element] = int(grade)
    return found
