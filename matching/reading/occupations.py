"""Occupations: those that a job title means, and those that a CV tells of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from matching.config import MatchingConfig
from matching.reading.context import read_sentence
from matching.reading.gazetteer import Gazetteer, Span, spans_between
from matching.reading.layout import SILENT, Sentence, sentences
from matching.reading.linking import Link, Linker
from matching.reading.people import without_people
from matching.reading.text import Text, tokenise
from matching.reading.titles import Title, link_titles
from matching.reading.wording import Wording
from matching.reading.words import is_word
from matching.taxonomy import Taxonomy
from matching.types import Evidence

__all__ = ["Career", "OccupationReader"]

_MOST = 2
_EXACT = 0.95
_MOST_REMEMBERED = 10_000
_PARTICLES = frozenset({"de", "van", "der", "den", "ten", "ter"})
_LEADING = 4
_BEING = frozenset(
    {"als", "as", "was", "ben", "am", "formerly", "former", "voorheen", "voormalig", "ex"}
)
_ARTICLES = frozenset({"een", "a", "an"})
_OTHERS = frozenset({"de", "het", "the", "onze", "our", "mijn", "my", "elke", "every", "each"})
_BECOMING = frozenset(
    {"worden", "become", "als", "as", "werken", "work", "doorgroeien", "rol", "role", "baan"}
)


@dataclass(frozen=True, slots=True)
class Career:
    """Occupations that a text says its writer held, and those that they want.

    `own` are those held of which the words leave no doubt that they are the writer's own, with
    the place where they stand first: «the accountant of the shop» is somebody else.
    """

    held: tuple[str, ...]
    wants: tuple[str, ...]
    own: Mapping[str, Evidence]


class OccupationReader:
    """Recognises occupations in titles and texts.

    Args:
        taxonomy: The occupations.
        linker: To them.
        wording: The words around them that matter.
        config: `title_score` is where a resemblance begins to count.
    """

    def __init__(
        self, taxonomy: Taxonomy, linker: Linker, wording: Wording, config: MatchingConfig
    ) -> None:
        self._taxonomy = taxonomy
        self._linker = linker
        self._wording = wording
        self._config = config
        self._titles: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._taxonomy.occupations.values())

    def of_title(self, title: str) -> tuple[str, ...]:
        """The occupations that a job title means, at most two, best first; none if in doubt.

        The title as a whole counts first; if it is no occupation's name, the names in it; and
        then the most alike one.
        """
        return self.of_each([title])[0]

    def of_each(self, titles: Sequence[str]) -> list[tuple[str, ...]]:
        """The occupations of each of these titles; faster than one by one."""
        found = {each: known for each in titles if (known := self._titles.get(each)) is not None}
        missing = [each for each in dict.fromkeys(titles) if each not in found]
        linked = link_titles(self._linker, missing, self._wording, _MOST)
        for title, (read, links) in zip(missing, linked, strict=True):
            found[title] = self._meant(read, links)
        if len(self._titles) + len(missing) > _MOST_REMEMBERED:
            self._titles = {}
        self._titles.update((each, found[each]) for each in missing[-_MOST_REMEMBERED:])
        return [found[each] for each in titles]

    def _meant(self, read: Title, links: Sequence[Link]) -> tuple[str, ...]:
        if links and links[0].score >= _EXACT:
            return (links[0].concept,)
        text = tokenise(read.core)
        inside = dict.fromkeys(span.name.concept for span in self._gazetteer.spans(text))
        if inside:
            return tuple(inside)[:_MOST]
        return tuple(link.concept for link in links[:1] if link.score >= self._config.title_score)

    def of_titles(self, titles: Iterable[str]) -> tuple[str, ...]:
        """The occupations of several titles, each once."""
        return tuple(dict.fromkeys(found for each in self.of_each(list(titles)) for found in each))

    def of_cv(self, raw: str) -> Career:
        """The occupations that a CV names: as wanted where it says so, or else as held.

        Names of people are not read, nor is an occupation written like a surname.
        """
        text = tokenise(raw)
        spans = without_people(text, self._gazetteer.spans(text), self._wording)
        held: dict[str, None] = {}
        wants: dict[str, None] = {}
        own: dict[str, Evidence] = {}
        for sentence in sentences(text, self._wording) if spans else ():
            if sentence.section in SILENT:
                continue
            inside = [
                span
                for span in spans_between(spans, sentence.start, sentence.end)
                if not _is_surname(text, span)
            ]
            wished = _is_wish(text, sentence, self._wording)
            for span, said in zip(
                inside, read_sentence(text, sentence, inside, self._wording), strict=True
            ):
                if said.negated:
                    continue
                if said.intent or wished:
                    wants[span.name.concept] = None
                    continue
                held[span.name.concept] = None
                if _is_own(text.folded[sentence.start : span.start]):
                    own.setdefault(span.name.concept, _quoted(text, span))
        return Career(tuple(held), tuple(wants), own)


def _is_own(before: Sequence[str]) -> bool:
    """Whether an occupation with these words before it in its sentence is that of the writer.

    «Ten years as a nurse», «Nurse, ten years»: it comes after a word of being, or it leads.
    """
    rest = before[:-1] if before and before[-1] in _ARTICLES else before
    if rest and rest[-1] in _BEING:
        return True
    return len(rest) == len(before) <= _LEADING and not (before and before[-1] in _OTHERS)


def _quoted(text: Text, span: Span) -> Evidence:
    start = text.starts[span.start]
    return Evidence(source="text", text=text.raw[start : span.stop], start=start, end=span.stop)


def _is_surname(text: Text, span: Span) -> bool:
    """«Anna de Boer»: one word with a capital behind another, or behind a particle."""
    if span.end - span.start > 1 or not text.tokens[span.start].istitle():
        return False
    before = span.start - 1
    if before < 0 or text.gaps[span.start] != " ":
        return False
    previous = text.tokens[before]
    return previous.casefold() in _PARTICLES or (
        previous.istitle() and not is_word(previous.casefold())
    )


def _is_wish(text: Text, sentence: Sentence, wording: Wording) -> bool:
    """«Ik wil graag data engineer worden»: a wish, and a word of becoming."""
    words = text.folded[sentence.start : sentence.end]
    wished = any(
        sign.value == "intent.wish"
        for sign in wording.signs.find(text, sentence.start, sentence.end)
    )
    return wished and not _BECOMING.isdisjoint(words)
