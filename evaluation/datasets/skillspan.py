"""SkillSpan: sentences of English vacancies with spans of skills and knowledge (BIO tags).

References:
    Zhang, Jensen, Sonniks, Plank (2022), SkillSpan: hard and soft skill extraction from English
    job postings, NAACL, 4962-4984.
"""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from evaluation.datasets.files import data_files, fingerprint, json_lines
from evaluation.datasets.types import Sentence, SpanSet
from evaluation.errors import DatasetError

__all__ = ["KINDS", "load", "spans_of_tags"]

KINDS = ("skill", "knowledge")
_TAGS = frozenset("BIO")


def load(path: Path) -> list[SpanSet]:
    """Read the files `*.json` of a folder (a JSON object a line), or one file; each is a set.

    Raises:
        DatasetError: A line is not in its form, or has another number of tags than of tokens.
    """
    return [
        SpanSet(name=file.stem, sentences=_read(file), fingerprint=fingerprint([file]))
        for file in data_files(path, "*.json", "tokens and tags")
    ]


def _read(path: Path) -> tuple[Sentence, ...]:
    fields: dict[str, type] = {"tokens": list, "tags_skill": list, "tags_knowledge": list}
    sentences = []
    for line, found in json_lines(path, fields):
        tokens = _strings(path, line, "tokens", found["tokens"])
        places = _places(tokens)
        spans = {}
        for kind in KINDS:
            tags = _strings(path, line, f"tags_{kind}", found[f"tags_{kind}"])
            if len(tags) != len(tokens) or any(tag[:1] not in _TAGS for tag in tags):
                raise DatasetError(
                    path,
                    line=line,
                    expected=f"tags_{kind}: a tag B, I or O for each of {len(tokens)} tokens",
                    found=f"{len(tags)}: {' '.join(tags)[:40]!r}",
                    way_out="mend the line",
                )
            spans[kind] = tuple(
                (places[first][0], places[last][1]) for first, last in spans_of_tags(tags)
            )
        text = " ".join(tokens)
        sentences.append(Sentence(id=str(line), text=text, spans=spans, tokens=tuple(places)))
    return tuple(sentences)


def _strings(path: Path, line: int, field: str, value: object) -> list[str]:
    if isinstance(value, list) and all(isinstance(each, str) and each for each in value):
        return value
    raise DatasetError(
        path,
        line=line,
        expected=f"{field}: a list of words",
        found=repr(value)[:60],
        way_out="mend the line",
    )


def _places(tokens: Sequence[str]) -> list[tuple[int, int]]:
    ends = accumulate(len(token) + 1 for token in tokens)
    return [(end - 1 - len(token), end - 1) for token, end in zip(tokens, ends, strict=True)]


def spans_of_tags(tags: Sequence[str]) -> list[tuple[int, int]]:
    """First and last token of each span; an I that follows an O begins one too.

    >>> spans_of_tags(["O", "B", "I", "B", "O", "I"])
    [(1, 2), (3, 3), (5, 5)]
    """
    spans: list[tuple[int, int]] = []
    before = "O"
    for index, tag in enumerate(each[:1] for each in tags):
        if tag == "B" or (tag == "I" and before == "O"):
            spans.append((index, index))
        elif tag == "I":
            spans[-1] = (spans[-1][0], index)
        before = tag
    return spans
