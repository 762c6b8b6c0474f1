"""What the words around a mention say of it: importance, level, negation and intention.

Signs (phrases of `wording.toml`) work within a clause: a part of a sentence with a statement of
its own. A sign works on the mentions after it, before it, or both, as its kind says. Negation is
found in the manner of NegEx: signs before, signs after, look-alikes, and words that stop it.

References:
    Chapman, Bridewell, Hanbury, Cooper, Buchanan (2001), Journal of Biomedical Informatics 34,
    301-310.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matching.reading.clauses import Clause, clauses
from matching.reading.gazetteer import Span
from matching.reading.layout import Sentence, tells
from matching.reading.signs import Sign, find_signs
from matching.reading.text import Text
from matching.reading.wording import Wording
from matching.types import Importance, Kind, Section

__all__ = ["Reading", "read_sentence"]

_WITHOUT = frozenset({"zonder", "without"})
_SO_THAT = "om"
_NEGATION_REACH = 6
_LIST_REACH = 3
_LEVEL_REACH = 3
_SHORT_CLAUSE = 7
_LONGEST_ASIDE = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says of one span."""

    importance: Importance = Importance.MUST
    level: int | None = None
    negated: bool = False
    intent: bool = False


def read_sentence(
    text: Text, sentence: Sentence, spans: Sequence[Span], wording: Wording
) -> list[Reading]:
    """One reading for each of the sentence's spans, in their order."""
    default = Importance.NICE if sentence.section is Section.NICE_TO_HAVE else Importance.MUST
    readings = {span: Reading(importance=default) for span in spans}
    signs = find_signs(text, sentence, spans, wording)
    parts = clauses(text, sentence, signs, wording)
    for number, clause in enumerate(parts):
        inside = [span for span in spans if clause.holds(span.start)]
        said = [sign for sign in signs if clause.holds(sign.start)]
        if _is_others(text, clause, wording):
            _deny(readings, [*[span for span in spans if span.end <= clause.start][-1:], *inside])
        elif inside:
            _apply(text, readings, inside, said, wording)
        elif said and clause.size <= _SHORT_CLAUSE:
            _apply_beside(readings, spans, parts, number, said)
    return [readings[span] for span in spans]


def _apply(
    text: Text,
    readings: dict[Span, Reading],
    spans: Sequence[Span],
    signs: Sequence[Sign],
    wording: Wording,
) -> None:
    _apply_importance(readings, spans, signs)
    _apply_levels(readings, spans, signs)
    negated = _negated(text, spans, signs, wording)
    intended = _intended(text, spans, signs)
    for span in spans:
        readings[span] = replace(readings[span], negated=span in negated, intent=span in intended)


def _is_others(text: Text, clause: Clause, wording: Wording) -> bool:
    """Whether brackets say no more than that another team has what stands before them."""
    if not clause.aside or clause.size > _LONGEST_ASIDE:
        return False
    return tells(text, clause.start, clause.start + clause.size, wording.others)


def _deny(readings: dict[Span, Reading], spans: Iterable[Span]) -> None:
    """«Kubernetes (platform team)», «Oracle (being phased out)»: not for who is sought."""
    for span in spans:
        readings[span] = replace(readings[span], negated=True)


def _apply_importance(
    readings: dict[Span, Reading], spans: Sequence[Span], signs: Sequence[Sign]
) -> None:
    """Each sign holds for the mentions before it up to the sign before, or else those after it."""
    ranking = [sign for sign in signs if sign.name.startswith("importance.")]
    left = -1
    for number, sign in enumerate(ranking):
        right = ranking[number + 1].start if number + 1 < len(ranking) else None
        meant = [span for span in spans if left < span.start < sign.start]
        if sign.name == "importance.nice_ahead" or not meant:
            meant = [
                span
                for span in spans
                if span.start >= sign.end and (right is None or span.start < right)
            ]
            left = right or sign.end
            if sign.name == "importance.nice_ahead":
                left = sign.end
        else:
            left = sign.end
        importance = Importance.MUST if sign.name == "importance.must" else Importance.NICE
        for span in meant:
            readings[span] = replace(readings[span], importance=importance)


def _apply_levels(
    readings: dict[Span, Reading], spans: Sequence[Span], signs: Sequence[Sign]
) -> None:
    """A level holds for the mentions after it up to the next level, or for the one right before."""
    levels = [sign for sign in signs if sign.level]
    for number, sign in enumerate(levels):
        right = levels[number + 1].start if number + 1 < len(levels) else None
        before = [span for span in spans if 0 <= sign.start - span.end <= _LEVEL_REACH]
        after = [
            span
            for span in spans
            if span.start >= sign.end and (right is None or span.start < right)
        ]
        behind = bool(before) and (sign.apart or not after)
        meant = before[-1:] if behind else after
        for span in meant:
            readings[span] = replace(readings[span], level=sign.level)


def _negated(
    text: Text, spans: Sequence[Span], signs: Sequence[Sign], wording: Wording
) -> set[Span]:
    found: set[Span] = set()
    denials = [sign for sign in signs if sign.name.startswith("negation")]
    if len(denials) > 1 and any(_lacks(text, sign) for sign in denials):
        return found
    for sign in signs:
        if sign.name == "negation.after":
            found.update(span for span in spans if span.end <= sign.start)
        elif sign.name == "negation.before":
            ahead = _reached(text, spans, sign, wording)
            if not ahead:
                nearby = [span for span in spans if 0 <= sign.start - span.end <= 1]
                ahead = nearby if not any(span.start >= sign.end for span in spans) else []
            found.update(ahead)
    return found


def _lacks(text: Text, sign: Sign) -> bool:
    """«Zonder Git kun je niet»: a denial of going without affirms."""
    return text.folded[sign.start] in _WITHOUT


def _reached(text: Text, spans: Sequence[Span], sign: Sign, wording: Wording) -> list[Span]:
    """The mentions that a negation before them reaches: near it, or in a list from there."""
    reached: list[Span] = []
    edge, reach = sign.end, _NEGATION_REACH
    for span in spans:
        if span.start < sign.end:
            continue
        between = text.folded[edge : span.start]
        if len(between) > reach or any(word in wording.stops for word in between):
            break
        reached.append(span)
        edge, reach = span.end, _LIST_REACH
    return reached


def _intended(text: Text, spans: Sequence[Span], signs: Sequence[Sign]) -> set[Span]:
    found: set[Span] = set()
    told = [span for span in spans if _is_trait_to_learn(text, span, signs)]
    wishes = [sign for sign in signs if sign.name == "intent.wish"]
    for sign in signs:
        if sign.name == "intent.phrases":
            found.update(spans)
        elif sign.name == "intent.ahead":
            found.update(span for span in spans if span.start >= sign.end)
        elif sign.name == "intent.learn":
            before = [wish.end for wish in wishes if wish.start < sign.start]
            if before:
                found.update(span for span in spans if span.start >= before[0])
    return found.difference(told)


def _is_trait_to_learn(text: Text, span: Span, signs: Sequence[Sign]) -> bool:
    """Whether learning is what a trait is about: «blijven leren», «de drive om te leren»."""
    if span.name.kind is not Kind.TRANSVERSAL:
        return False
    is_so = span.end < len(text) and text.folded[span.end] == _SO_THAT
    return is_so or any(
        sign.start < span.end and span.start < sign.end
        for sign in signs
        if sign.name.startswith("intent")
    )


def _apply_beside(
    readings: dict[Span, Reading],
    spans: Sequence[Span],
    parts: Sequence[Clause],
    number: int,
    signs: Iterable[Sign],
) -> None:
    """Signs of a clause without mentions speak of the clause before it, or else of the next."""
    clause = parts[number]
    if clause.aside:
        meant = [span for span in spans if span.end <= clause.start][-1:]
    else:
        meant = _neighbours(spans, parts, number)
    for sign in signs:
        for span in meant:
            readings[span] = _said_beside(readings[span], sign)


def _neighbours(spans: Sequence[Span], parts: Sequence[Clause], number: int) -> list[Span]:
    order = [*reversed(parts[:number]), *parts[number + 1 : number + 2]]
    for clause in order:
        inside = [span for span in spans if clause.holds(span.start)]
        if inside:
            return inside
    return []


def _said_beside(reading: Reading, sign: Sign) -> Reading:
    if sign.name in ("importance.nice", "importance.nice_ahead"):
        return replace(reading, importance=Importance.NICE, negated=False)
    if sign.name == "importance.must":
        return replace(reading, importance=Importance.MUST)
    if sign.name == "negation.after":
        return replace(reading, negated=True)
    if sign.name == "intent.phrases":
        return replace(reading, intent=True)
    return replace(reading, level=sign.level) if sign.level else reading
