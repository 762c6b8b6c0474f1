"""Occupations: those that a job title means, and those that a CV tells of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from matching.config import MatchingConfig
from matching.reading.context import read_sentence
from matching.reading.gazetteer import Gazetteer
from matching.reading.layout import SILENT, sentences
from matching.reading.linking import Linker, link_title
from matching.reading.text import tokenise
from matching.reading.wording import Wording
from matching.taxonomy import Taxonomy

__all__ = ["Career", "OccupationReader"]

_MOST = 2
_EXACT = 0.95
_MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Career:
    """Occupations that a text says its writer held, and those that they want."""

    held: tuple[str, ...]
    wants: tuple[str, ...]


class OccupationReader:
    """Recognises occupations in titles and texts."""

    def __init__(self, taxonomy: Taxonomy, wording: Wording, config: MatchingConfig) -> None:
        self._taxonomy = taxonomy
        self._wording = wording
        self._config = config
        self._titles: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self._taxonomy.occupations.values())

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._taxonomy.occupations.values())

    def of_title(self, title: str) -> tuple[str, ...]:
        """The occupations that a job title means, at most two, best first; none if in doubt.

        The title as a whole counts first; if it is no occupation's name, the names in it; and
        then the most alike one.
        """
        if title not in self._titles:
            if len(self._titles) > _MOST_REMEMBERED:
                self._titles.clear()
            self._titles[title] = self._look_up(title)
        return self._titles[title]

    def _look_up(self, title: str) -> tuple[str, ...]:
        read, links = link_title(self._linker, title, self._wording, _MOST)
        if links and links[0].score >= _EXACT:
            return (links[0].concept,)
        text = tokenise(read.core)
        inside = dict.fromkeys(span.name.concept for span in self._gazetteer.spans(text))
        if inside:
            return tuple(inside)[:_MOST]
        return tuple(link.concept for link in links[:1] if link.score >= self._config.title_score)

    def of_titles(self, titles: Iterable[str]) -> tuple[str, ...]:
        """The occupations of several titles, each once."""
        return tuple(dict.fromkeys(found for each in titles for found in self.of_title(each)))

    def of_cv(self, raw: str) -> Career:
        """The occupations that a CV names: as wanted where it says so, or else as held."""
        text = tokenise(raw)
        spans = self._gazetteer.spans(text)
        held: dict[str, None] = {}
        wants: dict[str, None] = {}
        for sentence in sentences(text, self._wording) if spans else ():
            inside = [span for span in spans if sentence.start <= span.start < sentence.end]
            if sentence.section in SILENT or not inside:
                continue
            for span, said in zip(
                inside, read_sentence(text, sentence, inside, self._wording), strict=True
            ):
                if not said.negated:
                    (wants if said.intent else held)[span.name.concept] = None
        return Career(tuple(held), tuple(wants))
