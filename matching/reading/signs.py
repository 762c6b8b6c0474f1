"""Signs: phrases that say something of the mentions around them, and years of experience."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from matching.reading.gazetteer import Span
from matching.reading.layout import Sentence
from matching.reading.text import Found, Text
from matching.reading.wording import Wording
from matching.types import Kind

__all__ = ["Sign", "find_signs"]

_NUMBER = re.compile(r"\d{1,2}\+?$")
_NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        ("een one", "twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven"),
        start=1,
    )
    for word in words.split()
}
_YEARS_BACK = 3
_YEARS_AHEAD = 3
_EXPERIENCE = frozenset(
    {"ervaring", "werkervaring", "experience", "met", "with", "in", "als", "as", "gewerkt", "of"}
)
_YEARS_TO_LEVEL = ((5, 4), (3, 3), (1, 2), (0, 1))
_APART = frozenset("(:-–,=/")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign at tokens `start` up to `end`.

    `name` is its place in the wording («negation.before»); `level` is set where it says one, and
    `apart` where punctuation ties it to the mention before it («Java: expert», «SQL (3 jaar)»).
    """

    start: int
    end: int
    name: str
    level: int | None = None
    apart: bool = False


def find_signs(
    text: Text, sentence: Sentence, spans: Sequence[Span], wording: Wording
) -> list[Sign]:
    """All signs of a sentence in order; none where a mention or a look-alike stands.

    «Willing to learn» is both a skill and a sign for what follows it.
    """
    taken = {index for span in spans for index in range(span.start, span.end)}
    eager = {span.end for span in spans if span.name.kind is Kind.TRANSVERSAL}
    pseudo = wording.pseudo.find(text, sentence.start, sentence.end)
    lookalike = {
        (index, found.value) for found in pseudo for index in range(found.start, found.end)
    }
    signs = [
        sign
        for found in wording.signs.find(text, sentence.start, sentence.end)
        for sign in _read(text, found, sentence)
        if (
            not taken.intersection(range(sign.start, sign.end))
            or (sign.name.startswith("intent") and sign.end in eager)
        )
        and (sign.start, sign.name.partition(".")[0]) not in lookalike
    ]
    return sorted(signs, key=lambda sign: sign.start)


def _read(text: Text, found: Found[str], sentence: Sentence) -> Iterable[Sign]:
    start, end, name = found
    if name == "level.years":
        yield from _years(text, start, end, sentence)
    elif name.startswith("level."):
        yield Sign(start, end, "level", int(name[-1]), _is_apart(text, start))
    else:
        yield Sign(start, end, name)


def _years(text: Text, start: int, end: int, sentence: Sentence) -> Iterator[Sign]:
    """Years of experience as a level: under 1, from 1, from 3, from 5 years.

    Years of something else («in een jaar») have neither a word of experience behind them nor a
    sign that ties them to the mention before them.
    """
    numbers = [
        (index, _number(text.tokens[index]))
        for index in range(max(sentence.start, start - _YEARS_BACK), start)
    ]
    for index, number in numbers:
        if number is not None:
            apart = _is_apart(text, index)
            if not apart and not _EXPERIENCE.intersection(
                text.folded[end : min(sentence.end, end + _YEARS_AHEAD)]
            ):
                return
            level = next(level for least, level in _YEARS_TO_LEVEL if number >= least)
            yield Sign(index, end, "level", level, apart)
            return


def _number(token: str) -> int | None:
    if _NUMBER.match(token):
        return int(token.rstrip("+"))
    return _NUMBER_WORDS.get(token.casefold())


def _is_apart(text: Text, index: int) -> bool:
    return text.gaps[index].strip()[:1] in _APART if text.gaps[index].strip() else False
