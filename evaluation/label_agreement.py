"""How far two passes over the same texts agree on the skills in them; see docs/labelling.md.

Implicit labels are left out. A mention of one pass is that of the other where their spans touch
and they have a concept in common; two labels without a concept agree too, for both say that the
taxonomy has none. What is denied or to be learnt is a label as any other here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.datasets.mentions import check_offsets, read_labels, read_texts
from evaluation.datasets.types import Label, LabelledText
from evaluation.errors import DatasetError
from evaluation.extraction import share, touch
from matching.reading.text import tokenise

__all__ = ["LabelAgreement", "Pair", "Part", "agree", "agreement", "key_line", "show_agreement"]

Same = Callable[[Label, Label], bool]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One text with the labels of both passes; `text` is None where it is not at hand."""

    id: str
    split: str
    first: tuple[Label, ...]
    second: tuple[Label, ...]
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """Agreement over some of the texts.

    Attributes:
        name: Which.
        texts: How many.
        first: Labels of the first pass.
        second: Labels of the second pass.
        mention_f1: F1 of one pass against the other, in [0, 1]: spans touch, a concept in common.
        span_f1: The same whatever the concept.
        exact_f1: The same of spans with equal ends, whatever the concept.
        kappa: Cohen's, in [-1, 1], over words: inside a label or not. None without the texts, and
            where neither pass has words of both kinds.
    """

    name: str
    texts: int
    first: int
    second: int
    mention_f1: float
    span_f1: float
    exact_f1: float
    kappa: float | None


@dataclass(frozen=True, kw_only=True)
class LabelAgreement:
    """Agreement of two files.

    Attributes:
        parts: All texts, then those of each split where there are several.
        only_first: Texts that the second file lacks.
        only_second: Texts that the first file lacks.
    """

    parts: tuple[Part, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """The agreement as JSON can hold it."""
        return asdict(self)


def agree(first: Path, second: Path, texts: Path | None = None) -> LabelAgreement:
    """Compare two files of labels.

    Args:
        first: A file as labels.jsonl; its skills need not be in the taxonomy of today.
        second: The same of another pass.
        texts: Where the texts lie, for kappa; a folder or one file.

    Raises:
        DatasetError: A file is missing or not in its form, the two share no text, or they or the
            texts are of different versions of one.
    """
    ours, theirs = ({each.id: each for each in read_labels(path)} for path in (first, second))
    shared = [name for name in ours if name in theirs]
    if not shared:
        raise DatasetError(
            second,
            expected=f"labels of the texts of {first}",
            found="none of them",
            way_out="give two passes over the same texts",
        )
    for name in shared:
        _same_version(second, ours[name], theirs[name])
    read: dict[str, str] = {}
    if texts:
        read = read_texts(texts, [ours[name] for name in shared])
        for path, labelled in ((first, ours), (second, theirs)):
            check_offsets(path, [labelled[name] for name in shared], read)
    return LabelAgreement(
        parts=agreement([_pair(ours[name], theirs[name], read) for name in shared]),
        only_first=tuple(name for name in ours if name not in theirs),
        only_second=tuple(name for name in theirs if name not in ours),
    )


def agreement(pairs: Sequence[Pair]) -> tuple[Part, ...]:
    """Agreement over all texts, and over those of each split where there are several."""
    splits = sorted({each.split for each in pairs})
    apart = [(name, [each for each in pairs if each.split == name]) for name in splits]
    every: list[tuple[str, Sequence[Pair]]] = [("all texts", pairs)]
    return tuple(_part(*each) for each in [*every, *(apart if len(splits) > 1 else [])])


def _same_version(path: Path, first: LabelledText, second: LabelledText) -> None:
    if first.mark != second.mark:
        raise DatasetError(
            path,
            expected=f"labels of {first.id} with fingerprint {first.mark}",
            found=second.mark,
            way_out="compare passes over the same version of the text",
        )


def _pair(first: LabelledText, second: LabelledText, texts: Mapping[str, str]) -> Pair:
    exact = [tuple(each for each in of.labels if not each.implicit) for of in (first, second)]
    return Pair(
        id=first.id,
        split=first.split,
        first=exact[0],
        second=exact[1],
        text=texts.get(first.id),
    )


def _part(name: str, pairs: Sequence[Pair]) -> Part:
    return Part(
        name=name,
        texts=len(pairs),
        first=sum(len(each.first) for each in pairs),
        second=sum(len(each.second) for each in pairs),
        mention_f1=_f1(pairs, lambda a, b: _touch(a, b) and _alike(a, b)),
        span_f1=_f1(pairs, _touch),
        exact_f1=_f1(pairs, lambda a, b: _span(a) == _span(b)),
        kappa=_kappa(pairs),
    )


def _f1(pairs: Sequence[Pair], same: Same) -> float:
    """The harmonic mean of the shares of each pass that the other has; 1 where both are empty."""
    ours = [any(same(a, b) for b in each.second) for each in pairs for a in each.first]
    theirs = [any(same(a, b) for a in each.first) for each in pairs for b in each.second]
    if not ours and not theirs:
        return 1.0
    first, second = share(sum(ours), len(ours)), share(sum(theirs), len(theirs))
    return 2 * first * second / (first + second) if first + second else 0.0


def _kappa(pairs: Sequence[Pair]) -> float | None:
    from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

    first: list[bool] = []
    second: list[bool] = []
    for each in pairs:
        if each.text is None:
            return None
        words = tokenise(each.text)
        for span in zip(words.starts, words.ends, strict=True):
            first.append(any(touch(span, _span(label)) for label in each.first))
            second.append(any(touch(span, _span(label)) for label in each.second))
    if len({*first, *second}) < 2:
        return None
    return float(cohen_kappa_score(first, second))


def _touch(first: Label, second: Label) -> bool:
    return touch(_span(first), _span(second))


def _alike(first: Label, second: Label) -> bool:
    return first.skills == second.skills or not {*first.skills}.isdisjoint(second.skills)


def _span(label: Label) -> tuple[int, int]:
    return label.start, label.end


def show_agreement(out: Console, found: LabelAgreement) -> None:
    """Print how far the passes agree, over all texts and on each split."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    names = ("texts", "first", "second", "mention F1", "span F1", "exact F1", "kappa of words")
    for name in ("agreement", *names):
        table.add_column(name, justify="left" if name == "agreement" else "right")
    for each in found.parts:
        figures = (each.mention_f1, each.span_f1, each.exact_f1)
        table.add_row(
            each.name,
            *map(str, (each.texts, each.first, each.second)),
            *(f"{figure:.3f}" for figure in figures),
            "" if each.kappa is None else f"{each.kappa:.3f}",
        )
    out.print(table)


def key_line(found: LabelAgreement) -> str:
    """The key figures as `name value` pairs on one line; an unknown kappa is left out."""
    every = found.parts[0]
    figures = {
        "mention_f1": every.mention_f1,
        "span_f1": every.span_f1,
        "exact_f1": every.exact_f1,
        "kappa": every.kappa,
    }
    words = [f"{name} {value:.3f}" for name, value in figures.items() if value is not None]
    return " ".join([*words, f"texts {every.texts} first {every.first} second {every.second}"])
