"""Labelled skills in texts against those that a finder finds; docs/labelling.md has the rules.

A mention that is found is right if it touches a label that has its concept. Mentions and labels
that are denied or to be learnt count as none. Implicit labels stand apart: who finds the concept
of one where it is has found nothing right and nothing wrong.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.datasets.types import Label, LabelledText
from evaluation.extraction import share, touch
from matching.types import Mention

__all__ = ["Reading", "counts", "mention_metrics", "read", "text_f1"]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One text: what was labelled in it and what was found.

    Attributes:
        labels: Those that count, by start.
        implied: Implicit ones.
        found: Mentions that count, in order.
        probable: Those that a description, not a name, makes probable.
    """

    labels: tuple[Label, ...]
    implied: tuple[Label, ...]
    found: tuple[Mention, ...]
    probable: tuple[Mention, ...] = ()

    def right(self, mention: Mention) -> Label | None:
        """The first label that a found mention is right about; None if there is none."""
        return _first(mention, self.labels)

    @property
    def missed(self) -> list[Label]:
        """Labels that no mention is right about."""
        return [each for each in self.labels if not _is_found(each, self.found)]

    @property
    def false(self) -> list[Mention]:
        """Mentions that are right about no label, implicit ones included."""
        every = (*self.labels, *self.implied)
        return [each for each in self.found if _first(each, every) is None]


def read(text: LabelledText, mentions: Iterable[Mention]) -> Reading:
    """The labels and the mentions of a text that count."""
    asked = [each for each in text.labels if each.asked]
    there = [each for each in mentions if not (each.negated or each.intent)]
    return Reading(
        labels=tuple(each for each in asked if not each.implicit),
        implied=tuple(each for each in asked if each.implicit),
        found=tuple(each for each in there if not each.probable),
        probable=tuple(each for each in there if each.probable),
    )


def counts(reading: Reading) -> Counter[str]:
    """What `mention_metrics` and `text_f1` go by; counts of texts can be added up."""
    right = [(each, label) for each in reading.found if (label := reading.right(each))]
    spans = [_span(each) for each in reading.found]
    inside = [each for each in spans if _touches(each, reading.labels)]
    beside = [each for each in spans if each not in inside and _touches(each, reading.implied)]
    every = (*reading.labels, *reading.implied)
    touched = [each for each in reading.labels if any(touch(_span(each), span) for span in spans)]
    return Counter(
        found=len(right) + len(reading.false),
        right=len(right),
        labelled=len(reading.labels),
        recalled=len(reading.labels) - len(reading.missed),
        named=sum(bool(each.skills) for each in reading.labels),
        span_found=len(spans) - len(beside),
        span_right=len(inside),
        span_recalled=len(touched),
        importance=sum(each.importance is label.importance for each, label in right),
        implied=len(reading.implied),
        implied_found=sum(
            _is_found(each, (*reading.found, *reading.probable)) for each in reading.implied
        ),
        probable=len(reading.probable),
        probable_right=sum(_first(each, every) is not None for each in reading.probable),
    )


def text_f1(counted: Mapping[str, int]) -> float:
    """F1 of one text, in [0, 1]: 1 where nothing is labelled and nothing found."""
    if not counted["found"] and not counted["labelled"]:
        return 1.0
    return _f1(_precision(counted), _recall(counted))


def mention_metrics(counted: Mapping[str, int]) -> dict[str, float]:
    """How well skills are found, over all texts together.

    Returns:
        In [0, 1]: precision (right mentions of those found), recall (labels found of all) and f1,
        their harmonic mean; recall_named (of labels that have a concept); span_precision and
        span_recall (whatever the concept); importance (right mentions that say must or nice as
        the label does); implicit_recall where there are implicit labels (found by a name or as
        probable); probable_precision (of probable mentions, the share that is right about a label,
        implicit or not) where there are any. 0 of nothing.
    """
    precision, recall = _precision(counted), _recall(counted)
    metrics = {
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
        "recall_named": share(counted["recalled"], counted["named"]),
        "span_precision": share(counted["span_right"], counted["span_found"]),
        "span_recall": share(counted["span_recalled"], counted["labelled"]),
        "importance": share(counted["importance"], counted["right"]),
    }
    if counted["implied"]:
        metrics["implicit_recall"] = share(counted["implied_found"], counted["implied"])
    if counted["probable"]:
        metrics["probable_precision"] = share(counted["probable_right"], counted["probable"])
    return metrics


def _first(mention: Mention, labels: Iterable[Label]) -> Label | None:
    return next((each for each in labels if _agree(mention, each)), None)


def _is_found(label: Label, mentions: Iterable[Mention]) -> bool:
    return any(_agree(each, label) for each in mentions)


def _agree(mention: Mention, label: Label) -> bool:
    return mention.skill in label.skills and touch(_span(mention), _span(label))


def _touches(span: tuple[int, int], labels: Sequence[Label]) -> bool:
    return any(touch(span, _span(each)) for each in labels)


def _span(of: Label | Mention) -> tuple[int, int]:
    return of.start, of.end


def _precision(counted: Mapping[str, int]) -> float:
    return share(counted["right"], counted["found"])


def _recall(counted: Mapping[str, int]) -> float:
    return share(counted["recalled"], counted["labelled"])


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
