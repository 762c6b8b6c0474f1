"""Names of people and other personal lines of a CV, which are not inputs.

«Naam: …», «Mijn naam is …» and a first line that is nothing but a name can hold words that are
also occupations (Bakker, Kok) or tools (Jenkins): what stands there is never read.
"""

from collections.abc import Iterator, Sequence

from matching.reading.gazetteer import Span
from matching.reading.text import Found, Text, lines
from matching.reading.wording import Wording

__all__ = ["without_people"]

_SHORTEST_NAME, _LONGEST_NAME = 2, 5
_PARTICLES = frozenset({"de", "van", "der", "den", "ten", "ter", "te", "el", "al", "da", "von"})


def without_people(text: Text, spans: Sequence[Span], wording: Wording) -> list[Span]:
    """The spans that stand in no personal line and in no name."""
    if not spans:
        return []
    personal = {
        *_field_lines(text, wording),
        *_introduced_names(text, wording),
        *_first_line(text, spans, wording),
    }
    return [span for span in spans if not personal.intersection(range(span.start, span.end))]


def _field_lines(text: Text, wording: Wording) -> Iterator[int]:
    """Tokens of lines such as «Naam: …», «Address: …», «Nationaliteit …»."""
    for start, end in lines(text):
        found = wording.personal.longest(text, start, text.folded, end)
        if found and (found.end == end or text.gaps[found.end].strip()[:1] in (":", "-", "–", "|")):
            yield from range(start, end)


def _introduced_names(text: Text, wording: Wording) -> Iterator[int]:
    """Tokens of names behind «mijn naam is», «ik heet», «CV van»."""
    for found in wording.name_phrases.find(text):
        index = found.end
        while index < len(text) and index - found.end < _LONGEST_NAME and _in_name(text, index):
            yield index
            index += 1


def _in_name(text: Text, index: int) -> bool:
    gap = text.gaps[index]
    goes_on = "\n" not in gap and gap.strip() in ("", ":", "-")
    token = text.tokens[index]
    return goes_on and (token[:1].isupper() or text.folded[index] in _PARTICLES)


def _first_line(text: Text, spans: Sequence[Span], wording: Wording) -> Iterator[int]:
    """Tokens of a first line that is a name: all capitals, and not all of it words of a job."""
    start, end = next(lines(text), (0, 0))
    line = range(start, end)
    if not _SHORTEST_NAME <= len(line) <= _LONGEST_NAME or not text.tokens[0][:1].isupper():
        return
    if not all(_in_name(text, index) for index in line[1:]):
        return
    known = {index for span in spans for index in range(span.start, span.end)}
    known.update(index for index in line if (text.folded[index],) in wording.follows)
    known.update(index for found in wording.seniority.find(text, 0, end) for index in _range(found))
    named = any(text.folded[index] in wording.first_names for index in line)
    shouted = all(text.tokens[index].isupper() for index in line)
    if named or not (shouted or known.issuperset(line)):
        yield from line


def _range(found: Found[bool]) -> range:
    return range(found.start, found.end)
