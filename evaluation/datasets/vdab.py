"""Competence phrases of the Flemish employment service → skills of ESCO, mapped by people.

A file has a phrase (vdab_label_nl) and a URI on each row, with how the two relate. Strict counts
exact and close matches; loose counts broader and narrower ones too.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from evaluation.datasets.files import csv_rows, data_files, fingerprint
from evaluation.datasets.types import Documents, RetrievalSet
from evaluation.errors import DatasetError
from matching.taxonomy.esco.drafts import Draft, Drafts
from matching.taxonomy.esco.files import PREFIX, EscoFiles

__all__ = ["LOOSE", "STRICT", "load", "load_concepts"]

STRICT = frozenset({"skos:exactMatch", "skos:closeMatch"})
LOOSE = STRICT | {"skos:broadMatch", "skos:narrowMatch"}

_COLUMNS = ("vdab_id", "vdab_label_nl", "relation", "esco_uri")
_ESCO_COLUMNS = ("conceptUri", "preferredLabel", "altLabels")
_LANGUAGES = ("nl", "en")


def load(path: Path, esco: Path) -> list[RetrievalSet]:
    """Read the CSV files of a folder, or one file, to rank the concepts of `esco` for.

    Each file gives two sets: its name for strict, with «-loose» behind it for loose, which is no
    part of the key figures. A phrase that has no answer among the concepts is left out, and
    counted in the notes.

    Raises:
        DatasetError: A file is missing, lacks a column, or holds an unknown relation.
        TaxonomyError: The ESCO files cannot be read.
    """
    documents, concept_files = load_concepts(esco)
    sets: list[RetrievalSet] = []
    for file in data_files(path, "*.csv", "phrases and URIs"):
        made_of = fingerprint([file, *concept_files])
        phrases, relations = _read(file)
        for relevant, counts in ((STRICT, True), (LOOSE, False)):
            judgments, notes = _set_of(phrases, relations, relevant, documents.texts)
            sets.append(
                RetrievalSet(
                    name=file.stem if counts else f"{file.stem}-loose",
                    queries={query: phrases[query] for query in judgments},
                    documents=documents,
                    judgments=judgments,
                    fingerprint=made_of,
                    notes=notes,
                    counts=counts,
                )
            )
    if not any(each.queries for each in sets if each.counts):
        raise _unmatched(path, esco)
    return [each for each in sets if each.queries]


def _unmatched(path: Path, esco: Path) -> DatasetError:
    return DatasetError(
        path,
        expected=f"phrases that match a skill in {esco}",
        found="none",
        way_out="point --esco at ESCO's CSV files (skills or collections)",
    )


def load_concepts(esco: Path) -> tuple[Documents, list[Path]]:
    """The skills of ESCO's official files (skills and collections), by URI, with all their names.

    Returns:
        Names by URI, Dutch first and preferred labels before others, with the descriptions that
        there are; and the files they stand in.

    Raises:
        TaxonomyError: The folder holds no CSV files, or one that is not ESCO's.
        DatasetError: None of them holds skills.
    """
    files = EscoFiles(esco)
    drafts = Drafts()
    paths: list[Path] = []
    said: dict[str, tuple[str, ...]] = {}
    for language in _LANGUAGES:
        whole = files.path("skills", language)
        for path in [whole] if whole else [path for _, path in files.collections(language)]:
            paths.append(path)
            for row, draft in drafts.take(files.rows(path, _ESCO_COLUMNS), language):
                if text := row.text("description"):
                    said[draft.uri] = (*said.get(draft.uri, ()), text)
    if not drafts:
        raise DatasetError(
            esco,
            expected="skills_nl.csv, skills_en.csv or files as digitalSkillsCollection_nl.csv",
            found="none of them",
            way_out="download them from https://esco.ec.europa.eu/en/use-esco/download",
        )
    names = {uri: _names(drafts[uri]) for uri in sorted(drafts)}
    return Documents(names, said), paths


def _names(draft: Draft) -> tuple[str, ...]:
    preferred = [draft.labels[each] for each in _LANGUAGES if each in draft.labels]
    others = [name for each in _LANGUAGES for name in draft.aliases[each]]
    return tuple(dict.fromkeys((*preferred, *others)))


def _read(path: Path) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Phrases by id, and for each the relation to each URI."""
    phrases: dict[str, str] = {}
    relations: dict[str, dict[str, str]] = {}
    for line, row in csv_rows(path, _COLUMNS):
        for column, expected, right in (
            ("relation", f"one of {', '.join(sorted(LOOSE))}", row["relation"] in LOOSE),
            ("esco_uri", f"a URI that begins with {PREFIX}", row["esco_uri"].startswith(PREFIX)),
            ("vdab_label_nl", "a phrase", bool(row["vdab_label_nl"].strip())),
        ):
            if not right:
                raise DatasetError(
                    path,
                    line=line,
                    expected=f"{column}: {expected}",
                    found=repr(row[column][:60]),
                    way_out="mend the line",
                )
        phrases.setdefault(row["vdab_id"], row["vdab_label_nl"].strip())
        relations.setdefault(row["vdab_id"], {})[row["esco_uri"]] = row["relation"]
    return phrases, relations


def _set_of(
    phrases: Mapping[str, str],
    relations: Mapping[str, Mapping[str, str]],
    relevant: Collection[str],
    documents: Collection[str],
) -> tuple[dict[str, dict[str, int]], tuple[str, ...]]:
    """Judgments of the phrases that have an answer, and how many have one outside `documents`."""
    judgments: dict[str, dict[str, int]] = {}
    outside = 0
    for query in phrases:
        wanted = [uri for uri, relation in relations[query].items() if relation in relevant]
        found = {uri: 1 for uri in wanted if uri in documents}
        if found:
            judgments[query] = found
        elif wanted:
            outside += 1
    notes = (f"{outside} phrases whose skill is not in the ESCO folder left out",)
    return judgments, notes if outside else ()
