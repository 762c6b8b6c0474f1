"""Extraction of skills from texts: systems, and how they do on marked spans and on traps."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from evaluation.datasets.types import Sentence, SpanSet, Trap, TrapSet, Wanted
from evaluation.progress import progress
from matching.matcher import Matcher
from matching.reading.text import TokenTrie, tokenise
from matching.taxonomy import Taxonomy
from matching.taxonomy.tokens import label_key
from matching.types import Mention

__all__ = [
    "Finder",
    "NameFinder",
    "OurFinder",
    "SilentFinder",
    "count_spans",
    "faults",
    "measure_traps",
    "share",
    "span_metrics",
    "touch",
]


class Finder(Protocol):
    """Finds the mentions of skills in a text."""

    @property
    def name(self) -> str:
        """What it is called on the command line and in results."""

    def config(self) -> Mapping[str, object]:
        """All that it depends on besides text and taxonomy, as JSON can hold it."""

    def find(self, text: str) -> list[Mention]:
        """The mentions, in order."""


@dataclass(frozen=True)
class OurFinder:
    """Schakel's extractor."""

    matcher: Matcher
    name: str = "ours"

    def config(self) -> Mapping[str, object]:
        """The certainty of misspelt names."""
        return {"fuzzy_certainty": self.matcher.config.fuzzy_certainty}

    def find(self, text: str) -> list[Mention]:
        """See `Finder`."""
        return self.matcher.extract(text)


@dataclass(frozen=True)
class NameFinder:
    """Every name of the taxonomy, whatever stands around it: what reading the context adds to."""

    taxonomy: Taxonomy
    name: str = "every-name"

    def config(self) -> Mapping[str, object]:
        """Nothing: it has no parameters."""
        return {}

    @cached_property
    def _names(self) -> TokenTrie[str]:
        trie: TokenTrie[str] = TokenTrie()
        for skill in self.taxonomy.skills.values():
            for label in skill.labels():
                trie.add(label_key(label), skill.id)
        return trie

    def find(self, text: str) -> list[Mention]:
        """See `Finder`."""
        read = tokenise(text)
        return [
            Mention(
                start=read.starts[found.start],
                end=read.ends[found.end - 1],
                text=read.words(found.start, found.end),
                skill=found.value,
            )
            for found in self._names.find(read)
        ]


@dataclass(frozen=True)
class SilentFinder:
    """Finds nothing: what a metric gives to silence."""

    name: str = "silent"
    settings: Mapping[str, object] = field(default_factory=dict)

    def config(self) -> Mapping[str, object]:
        """Nothing."""
        return self.settings

    def find(self, text: str) -> list[Mention]:
        """See `Finder`."""
        return []


def count_spans(finder: Finder, spans: SpanSet) -> tuple[Counter[str], dict[str, float]]:
    """How many spans and tokens are found, marked and both.

    Returns:
        Counts for `span_metrics`, which can be added up over sets; and for each sentence its f1
        of tokens, in [0, 1], which is 1 where nothing is marked and nothing found.
    """
    totals: Counter[str] = Counter()
    per_sentence: dict[str, float] = {}
    for sentence in spans.sentences:
        found = {(each.start, each.end) for each in finder.find(sentence.text)}
        counts = _count(sentence, found)
        totals.update(counts)
        silent = not counts["token_found"] and not counts["token_marked"]
        per_sentence[sentence.id] = 1.0 if silent else _f1(counts, "token_")
    return totals, per_sentence


def span_metrics(counts: Mapping[str, int]) -> dict[str, float]:
    """How far found spans are those that people marked.

    A span that is marked as skill and as knowledge counts once. The taxonomy aims at named
    skills, which SkillSpan calls knowledge; long activities are its skills.

    Returns:
        In [0, 1]: precision, recall and f1 of spans that are exactly the same, those of tokens
        (token_…), and the share of marked spans of each kind that a found one touches
        (touched_skill, touched_knowledge).
    """
    metrics = {}
    for prefix in ("", "token_"):
        right = counts[f"{prefix}right"]
        metrics[f"{prefix}precision"] = share(right, counts[f"{prefix}found"])
        metrics[f"{prefix}recall"] = share(right, counts[f"{prefix}marked"])
        metrics[f"{prefix}f1"] = _f1(counts, prefix)
    for kind in ("skill", "knowledge"):
        metrics[f"touched_{kind}"] = share(counts[f"touched_{kind}"], counts[f"marked_{kind}"])
    return metrics


def _count(sentence: Sentence, found: set[tuple[int, int]]) -> Counter[str]:
    marked = {span for of_kind in sentence.spans.values() for span in of_kind}
    found_tokens, marked_tokens = _tokens(sentence, found), _tokens(sentence, marked)
    counts = Counter(
        right=len(found & marked),
        found=len(found),
        marked=len(marked),
        token_right=len(found_tokens & marked_tokens),
        token_found=len(found_tokens),
        token_marked=len(marked_tokens),
    )
    for kind, of_kind in sentence.spans.items():
        counts[f"marked_{kind}"] += len(of_kind)
        counts[f"touched_{kind}"] += sum(
            any(touch(each, span) for each in found) for span in of_kind
        )
    return counts


def _tokens(sentence: Sentence, spans: set[tuple[int, int]]) -> set[int]:
    return {
        place
        for place, token in enumerate(sentence.tokens)
        if any(touch(token, span) for span in spans)
    }


def touch(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two spans, as (start, end), have a character in common."""
    return first[0] < second[1] and second[0] < first[1]


def share(part: int, whole: int) -> float:
    """A part of a whole, in [0, 1] where it is one; 0 of nothing."""
    return part / whole if whole else 0.0


def _f1(counts: Mapping[str, int], prefix: str) -> float:
    both = counts[f"{prefix}found"] + counts[f"{prefix}marked"]
    return share(2 * counts[f"{prefix}right"], both)


def measure_traps(finder: Finder, traps: TrapSet) -> tuple[dict[str, float], dict[str, float]]:
    """How many traps are passed.

    Returns:
        Metrics in [0, 1]: passed (all is right about the trap), found (of what must be found, the
        share that is, as it must be), refused (of what must not be found, the share that is not),
        and passed for each category; and for each trap 1 or 0.
    """
    passed: dict[str, float] = {}
    totals: Counter[str] = Counter()
    for trap in progress(traps.traps, f"{finder.name}: traps"):
        mentions = finder.find(trap.text)
        passed[trap.id] = float(not faults(trap, mentions))
        totals["must"] += len(trap.must)
        totals["right"] += sum(not _fault(each, mentions) for each in trap.must)
        named = {each.skill for each in mentions}
        totals["must_not"] += len(trap.must_not)
        totals["refused"] += sum(skill not in named for skill in trap.must_not)
    metrics = {
        "passed": _mean(list(passed.values())),
        "found": share(totals["right"], totals["must"]),
        "refused": share(totals["refused"], totals["must_not"]),
    }
    for category in sorted({trap.category for trap in traps.traps}):
        inside = [passed[trap.id] for trap in traps.traps if trap.category == category]
        metrics[f"passed.{category}"] = _mean(inside)
    return metrics, passed


def faults(trap: Trap, mentions: Sequence[Mention]) -> list[str]:
    """All that is wrong with what was found in a trap's text, in words; nothing if it passes."""
    found = [fault for fault in (_fault(each, mentions) for each in trap.must) if fault]
    named = {mention.skill for mention in mentions}
    found += [f"{skill} found" for skill in trap.must_not if skill in named]
    if trap.empty:
        found += [f"{mention.skill} found in an empty text" for mention in mentions]
    return found


def _fault(wanted: Wanted, mentions: Sequence[Mention]) -> str:
    """What is wrong about one wanted skill; empty if nothing is.

    A negated or intended skill may be found with that flag or not at all; any other needs a
    mention without flags that has all that is wanted of it.
    """
    of_skill = [each for each in mentions if each.skill == wanted.skill]
    for flag in ("negated", "intent"):
        if getattr(wanted, flag):
            wrong = any(not getattr(each, flag) for each in of_skill)
            return f"{wanted.skill} found, not {flag}" if wrong else ""
    plain = [each for each in of_skill if not (each.negated or each.intent)]
    if any(_as_wanted(each, wanted) for each in plain):
        return ""
    return f"{wanted.skill} not found as it must be" if of_skill else f"{wanted.skill} not found"


def _as_wanted(mention: Mention, wanted: Wanted) -> bool:
    return (
        wanted.text in (None, mention.text)
        and wanted.importance in (None, mention.importance.value)
        and wanted.level in (None, mention.level)
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
