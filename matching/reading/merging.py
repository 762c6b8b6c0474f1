"""Names in a sentence and what its verbs tell, put together so that no two overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matching.reading.gazetteer import Span
from matching.reading.names import Name
from matching.reading.patterns import NAMES_ONLY
from matching.reading.text import Text
from matching.types import Needs

__all__ = ["Hit", "is_doubted", "is_verb_alone", "merged"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A verb at one token and its object at others; no object is an empty range.

    `whole` is whether the object is a word by itself and not the end of a compound.
    """

    verb: int
    start: int
    end: int
    name: Name
    whole: bool = True


def merged(text: Text, spans: Sequence[Span], hits: Iterable[Hit], certainty: float) -> list[Span]:
    """Spans and hits; of verbs with one object the nearest takes it, others stand alone."""
    kept = list(spans)
    added: list[Span] = []
    for hit in sorted(hits, key=_distance):
        kept = [_vouched(span, hit) for span in kept]
        told = [span for span in kept if span.start < hit.end and hit.start < span.end]
        staying = [span for span in told if _stays(span, hit)]
        if any(_tells(span, hit) for span in staying):
            continue
        told += [span for span in kept if _yields(span, hit)]
        gone = [span for span in told if span not in staying]
        place = _place(hit, [span for span in (*kept, *added) if span not in gone])
        if place:
            kept = [span for span in kept if span not in gone]
            start, end = place
            added.append(Span(start, end, text.ends[end - 1], hit.name, certainty))
    return sorted((*kept, *added), key=lambda span: span.start)


def _tells(span: Span, hit: Hit) -> bool:
    """Whether a name that stays tells all there is: not so if it has a verb of its own.

    In «ontwikkelen en testen van software» the name «testen van software» stays.
    """
    alike = span.name.concept == hit.name.concept or span.name.kind in NAMES_ONLY
    return alike or not hit.verb < span.start < hit.start


def _yields(span: Span, hit: Hit) -> bool:
    """Whether a name at the verb goes, for the object says more."""
    if not span.start <= hit.verb < span.end:
        return False
    return is_doubted(span) or (is_verb_alone(span) and hit.start < hit.end)


def is_verb_alone(span: Span) -> bool:
    """Whether a name may be a verb without its object: one word, and no product."""
    return span.end - span.start == 1 and span.name.kind not in NAMES_ONLY


def is_doubted(span: Span) -> bool:
    """Whether a name is an ordinary word that counts only where something says so."""
    return span.name.rule is not None and span.name.rule.needs is Needs.CONTEXT


def _vouched(span: Span, hit: Hit) -> Span:
    """A name that is an ordinary word counts where a verb says what is done with it."""
    is_object = hit.start <= span.start and span.end <= hit.end
    if is_object and is_doubted(span) and span.name.concept == hit.name.concept:
        return span._replace(name=replace(span.name, rule=None))
    return span


def _distance(hit: Hit) -> tuple[int, int]:
    return max(hit.start - hit.verb, hit.verb - hit.end), hit.verb


def _stays(span: Span, hit: Hit) -> bool:
    """Whether a name tells more than what is done to it."""
    name = span.name
    if span.start < hit.start or span.end > hit.end:
        return True
    return name.kind in NAMES_ONLY or name.concept == hit.name.concept or not hit.whole


def _place(hit: Hit, others: Sequence[Span]) -> tuple[int, int] | None:
    """The widest range of a hit that overlaps nothing: all of it, its verb, or its object."""
    ranges = ((hit.verb, hit.verb + 1), (hit.start, hit.end))
    if hit.start == hit.end:
        whole = ranges[0]
    else:
        whole = (min(hit.verb, hit.start), max(hit.verb + 1, hit.end))
    for start, end in (whole, *ranges):
        if start < end and all(end <= span.start or span.end <= start for span in others):
            return start, end
    return None
