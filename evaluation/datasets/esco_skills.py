"""Sentences of vacancies → ESCO skills: the HOUSE, TECH and TECHWOLF sets.

A file `*_annotations.csv` has the columns sentence and label; HOUSE and TECH have span and
sub_span too. A sentence stands on as many rows as it has spans. As in the papers and in WorkRB,
a row whose label is none of the listed skills (LABEL NOT PRESENT, UNDERSPECIFIED, UNK) counts
for nothing, and a sentence without any listed skill is left out.

References:
    Decorte, Van Hautte, Deleu, Develder, Demeester (2022), Design of negative sampling strategies
    for distantly supervised skill extraction, RecSys in HR.
    Decorte, Verlinden, Van Hautte, Deleu, Develder, Demeester (2023), Extreme multi-label skill
    extraction training using large language models, arXiv:2307.10778.
"""

from pathlib import Path

from evaluation.datasets.files import csv_rows, data_files, fingerprint, need_file, text_of
from evaluation.datasets.types import Documents, RetrievalSet
from evaluation.errors import DatasetError

__all__ = ["NO_LABEL", "load"]

NO_LABEL = frozenset({"", "LABEL NOT PRESENT", "UNDERSPECIFIED", "UNK"})
"""What stands in place of a label where no skill of ESCO fits."""

_LABELS = "skills_en_label.txt"
_SUFFIX = "_annotations"


def load(folder: Path) -> list[RetrievalSet]:
    """Read every `*_annotations.csv` of a folder, with the labels of `skills_en_label.txt`.

    `folder` may also be one such file; the labels then lie beside it.

    Raises:
        DatasetError: A file is missing, lacks a column, or no label of it is a listed skill.
    """
    paths = data_files(folder, f"*{_SUFFIX}.csv", "sentences and labels")
    labels_path = need_file(paths[0].parent / _LABELS, "the label of a skill on each line")
    labels = sorted({line.strip() for line in text_of(labels_path).splitlines()} - {""})
    if not labels:
        raise DatasetError(
            labels_path,
            expected="the label of a skill on each line",
            found="an empty file",
            way_out="take the file from the dataset",
        )
    documents = Documents({label: (label,) for label in labels})
    return [_read(path, labels_path, documents) for path in paths]


def _read(path: Path, labels_path: Path, documents: Documents) -> RetrievalSet:
    judgments: dict[str, dict[str, int]] = {}
    unlisted = 0
    for _, row in csv_rows(path, ("sentence", "label")):
        label = row["label"].strip()
        found = judgments.setdefault(row["sentence"].strip(), {})
        if label in documents.texts:
            found[label] = 1
        elif label not in NO_LABEL:
            unlisted += 1
    named = {sentence: found for sentence, found in judgments.items() if found}
    if not named:
        raise _strange(path, labels_path)
    return RetrievalSet(
        name=path.stem.removesuffix(_SUFFIX),
        queries={str(number): sentence for number, sentence in enumerate(named)},
        documents=documents,
        judgments={str(number): found for number, found in enumerate(named.values())},
        fingerprint=fingerprint((path, labels_path)),
        notes=_notes(len(judgments) - len(named), unlisted),
    )


def _strange(path: Path, labels_path: Path) -> DatasetError:
    return DatasetError(
        path,
        expected=f"labels that {labels_path.name} lists",
        found="none",
        way_out="check that both files belong together",
    )


def _notes(without: int, unlisted: int) -> tuple[str, ...]:
    notes = [f"{without} sentences without a skill of ESCO left out"] if without else []
    if unlisted:
        notes.append(f"{unlisted} labels that are not listed left out")
    return tuple(notes)
