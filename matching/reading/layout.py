"""Sections and sentences: which part of a vacancy or CV each token stands in.

A line that is a heading of `wording.toml`, or begins with one that a colon follows, opens a
section; so does «Over» or «About» with a name. Where there are no headings, a sentence that begins
as company talk, benefits or contact lines do is put there by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matching.reading.text import Text, TokenTrie
from matching.reading.wording import Wording
from matching.types import Section

__all__ = ["SILENT", "Sentence", "sentences", "tells"]

SILENT = frozenset({Section.COMPANY, Section.BENEFITS, Section.CONTACT, Section.NOT_ASKED})
"""Sections that say nothing of what is asked or of what somebody can do."""

_BULLET = re.compile(r"(?:^|\n)[ \t]*(?:[-*•·►●▪✓✔–+o]|\d{1,2}[.)])[ \t]+$")
_END_OF_SENTENCE = re.compile(r"[.!?…]+[\"'”’)\]]*\s")
_HEADING_EXTRA = 6
_SHORT_HEADING_EXTRA = 3
_UNKNOWN_HEADING = 7
_LONGEST_NAME = 3
_SUBJECT = 7
_LONGEST_SENTENCE = 120
_LONGEST_LEAD = 8
_GREETINGS = frozenset({"welkom", "welcome"})
_WISHES = frozenset({"importance.nice", "importance.nice_ahead"})
_SUBJECT_VERBS = frozenset(
    {"is", "zijn", "levert", "biedt", "ontwikkelt", "helpt", "provides", "delivers", "develops"}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `start` up to `end` and the section they stand in; a heading says nothing itself.

    `working` marks company talk that says how the work is done.
    """

    start: int
    end: int
    section: Section
    heading: bool = False
    bullet: bool = False
    working: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    bullet: bool
    after_blank: bool


def sentences(text: Text, wording: Wording, *, personal: bool = False) -> list[Sentence]:
    """All sentences of the text in order; every token is in one.

    In a `personal` text, a CV, only headings make a section: «Sinds 2019 netwerkbeheerder bij een
    bank» is no company talk.
    """
    found: list[Sentence] = []
    section = Section.OTHER
    for line in _lines(text):
        opened = _opens(text, line, wording)
        if opened is None and section in SILENT and _is_unknown_heading(text, line):
            opened = Section.OTHER
        section = opened or section
        if opened and _is_whole(text, line, wording):
            found.append(Sentence(line.start, line.end, section, heading=True))
        else:
            found.extend(_in_line(text, line, section, wording, personal=personal))
    return found


def _opens(text: Text, line: _Line, wording: Wording) -> Section | None:
    """The section that a line opens; «Niet nodig: Java» says nothing of the lines below it."""
    opened = _heading(text, line, wording)
    if opened is Section.NOT_ASKED and not _is_whole(text, line, wording):
        return None
    return opened or (Section.COMPANY if _is_about_a_name(text, line, wording) else None)


def _is_about_a_name(text: Text, line: _Line, wording: Wording) -> bool:
    """«Over De Vierstromen», «About Tidewell»: nothing but the word and a name."""
    name = text.tokens[line.start + 1 : line.end]
    return (
        text.folded[line.start] in wording.about
        and 0 < len(name) <= _LONGEST_NAME
        and all(word[0].isupper() for word in (text.tokens[line.start], *name))
        and not text.gaps[line.end].startswith((".", ",", ";"))
        and not line.bullet
    )


def _is_whole(text: Text, line: _Line, wording: Wording) -> bool:
    found = wording.headings.longest(text, line.start, text.folded, line.end)
    return found is not None and found.end == line.end


def _lines(text: Text) -> Iterator[_Line]:
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or "\n" in text.gaps[index]:
            gap = text.gaps[start]
            yield _Line(start, index, bool(_BULLET.search(gap)), gap.count("\n") > 1)
            start = index


def _heading(text: Text, line: _Line, wording: Wording) -> Section | None:
    found = wording.headings.longest(text, line.start, text.folded, line.end)
    if not found:
        is_lead = not line.bullet and ":" in text.gaps[line.end].partition("\n")[0]
        return _lead(text, line.start, line.end, wording) if is_lead else None
    after, rest = text.gaps[found.end], line.end - found.end
    ending = text.gaps[line.end].partition("\n")[0].strip()
    if rest == 0 and not line.bullet:
        return found.value if not ending.startswith((",", ";")) else None
    if ":" in after:
        return found.value
    if line.bullet:
        return None
    asks = ending.startswith(("?", ":"))
    longer = found.end - found.start > 1 and not ending.startswith((".", ",", ";"))
    most = _HEADING_EXTRA if asks else _SHORT_HEADING_EXTRA if longer else 0
    return found.value if rest <= most else None


def _is_unknown_heading(text: Text, line: _Line) -> bool:
    if line.bullet or line.end - line.start > _UNKNOWN_HEADING:
        return False
    gap = text.gaps[line.end]
    ending = gap.partition("\n")[0].strip()
    if ending.startswith((":", "?", "…", "...")):
        return True
    return line.after_blank and not ending and gap.count("\n") == 1


def _in_line(
    text: Text, line: _Line, section: Section, wording: Wording, *, personal: bool
) -> Iterator[Sentence]:
    previous = section
    for start, end in _split(text, line, wording):
        opened = _inline_heading(text, start, end, wording)
        own = opened or section
        if opened is not Section.NOT_ASKED:
            section = own
        if own not in SILENT and not personal:
            said = _said_by(text, start, end, wording, bullet=line.bullet)
            if said is None and previous in SILENT and not _asks(text, start, end, wording):
                said = previous
            own = said or own
        if own is Section.COMPANY and _addresses(text, start, end, wording):
            own = Section.OTHER
        working = own is Section.COMPANY and any(
            tells(text, start, end, each) for each in (wording.working, wording.tools)
        )
        yield Sentence(start, end, own, bullet=line.bullet, working=working)
        previous = own


def _inline_heading(text: Text, start: int, end: int, wording: Wording) -> Section | None:
    """The section that a sentence opens by itself: «Eis: ervaring met Java.»."""
    found = wording.headings.longest(text, start, text.folded, end)
    opens = found is not None and found.end < end and ":" in text.gaps[found.end]
    return found.value if found and opens else _lead(text, start, end - 1, wording)


def _lead(text: Text, start: int, end: int, wording: Wording) -> Section | None:
    """The section of what follows a colon: wishes, for «Useful, but not required:».

    «Welcome to Tidewell:» is none.
    """
    if text.folded[start] in _GREETINGS:
        return None
    for index in range(start + 1, min(end, start + _LONGEST_LEAD) + 1):
        if ":" in text.gaps[index]:
            first = wording.headings.longest(text, start, text.folded, index)
            if first is not None and first.value is Section.NICE_TO_HAVE:
                return first.value
            signs = {sign.value for sign in wording.signs.find(text, start, index)}
            return None if signs.isdisjoint(_WISHES) else Section.NICE_TO_HAVE
    return None


def _split(text: Text, line: _Line, wording: Wording) -> Iterator[tuple[int, int]]:
    start = line.start
    for index in range(line.start + 1, line.end + 1):
        too_long = index - start >= _LONGEST_SENTENCE
        if index == line.end or too_long or _ends_before(text, index, wording):
            yield start, index
            start = index


def _ends_before(text: Text, index: int, wording: Wording) -> bool:
    gap = text.gaps[index]
    if len(gap) < 2:
        return False
    if ";" in gap or "•" in gap:
        return True
    if not _END_OF_SENTENCE.search(gap):
        return False
    previous = text.folded[index - 1]
    if gap.lstrip()[:1] == "." and (len(previous) == 1 or previous in wording.abbreviations):
        return False
    first = text.tokens[index][0]
    return not first.islower()


def _said_by(text: Text, start: int, end: int, wording: Wording, *, bullet: bool) -> Section | None:
    """The silent section that a sentence belongs to by its own words, if any."""
    found = wording.sentence_starts.longest(text, start, text.folded, end)
    asks = _asks(text, start if found is None else found.end, end, wording)
    if found and found.value is Section.COMPANY:
        return None if asks else found.value
    if found:
        return None if _is_work(text, start, end, found.value, wording) else found.value
    if bullet or asks:
        return None
    if start == 0 and _opens_with_a_name(text, end, wording):
        return Section.COMPANY
    subject = text.folded[start : min(end, start + _SUBJECT)]
    is_told = tells(text, start, end, wording.company_words)
    return Section.COMPANY if is_told and not _SUBJECT_VERBS.isdisjoint(subject) else None


def _opens_with_a_name(text: Text, end: int, wording: Wording) -> bool:
    """Whether a text begins with what somebody of that name does: «De Molen bouwt»."""
    return any(
        text.folded[index] in wording.opening and text.tokens[index - 1][0].isupper()
        for index in range(1, min(end, _SUBJECT))
    )


def _is_work(text: Text, start: int, end: int, section: Section, wording: Wording) -> bool:
    """«Je krijgt te maken met Oracle»: what one gets is work, and no chance to grow."""
    return (
        section is Section.BENEFITS
        and tells(text, start, end, wording.chances)
        and not tells(text, start, end, wording.growth)
    )


def _addresses(text: Text, start: int, end: int, wording: Wording) -> bool:
    return not wording.address.isdisjoint(text.folded[start:end])


def _asks(text: Text, start: int, end: int, wording: Wording) -> bool:
    return tells(text, start, end, wording.asking)


def tells(text: Text, start: int, end: int, phrases: TokenTrie[bool]) -> bool:
    """Whether one of the phrases stands in tokens `start` up to `end`."""
    return next(phrases.find(text, start, end), None) is not None
