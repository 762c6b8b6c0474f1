"""Extraction: a text to its mentions of skills."""

from collections.abc import Mapping
from functools import cached_property

from matching.config import MatchingConfig
from matching.reading.context import Reading, read_sentence
from matching.reading.elliptic import with_shared_ends
from matching.reading.gazetteer import Gazetteer, Span, spans_between
from matching.reading.layout import SILENT, sentences
from matching.reading.ordinary import decide
from matching.reading.people import without_people
from matching.reading.text import Text, tokenise
from matching.reading.wording import Wording
from matching.taxonomy import Taxonomy
from matching.types import Mention, Section

__all__ = ["LANGUAGES", "Extractor"]

LANGUAGES: Mapping[str, str | None] = {"auto": None, "nl": "nl", "en": "en"}
"""What a caller may ask for, and the language of names that it means (None is both)."""


class Extractor:
    """Finds the skills that a text names, and what it says of each.

    Args:
        taxonomy: The skills to find.
        wording: The words around them that matter.
        config: `fuzzy_certainty` is the certainty of misspelt names.
        language: «auto», «nl» or «en»: only names of that language.

    Raises:
        ValueError: Another language was asked.
    """

    def __init__(
        self,
        taxonomy: Taxonomy,
        wording: Wording,
        config: MatchingConfig,
        *,
        language: str = "auto",
    ) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"expected a language of {', '.join(LANGUAGES)}, found {language!r}")
        self._taxonomy = taxonomy
        self._wording = wording
        self._config = config
        self._language = LANGUAGES[language]

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(
            self._taxonomy.skills.values(),
            language=self._language,
            heads=self._wording.heads,
            fuzzy_certainty=self._config.fuzzy_certainty,
        )

    def extract(
        self, raw: str, *, section: Section | None = None, personal: bool = False
    ) -> list[Mention]:
        """All mentions in `raw` in order, with offsets in it; no two overlap.

        Headings, company talk, benefits and contact details name no skills. With `section` the
        whole text is of that section, whatever it says itself. A `personal` text is a CV: lines
        about the person and names are not read.
        """
        text = tokenise(raw)
        named = with_shared_ends(text, self._gazetteer.spans(text), self._gazetteer)
        spans = without_people(text, named, self._wording) if personal else named
        found: list[Mention] = []
        for sentence in sentences(text, self._wording):
            if section is None and (sentence.heading or sentence.section in SILENT):
                continue
            inside = spans_between(spans, sentence.start, sentence.end)
            if not inside:
                continue
            counted = decide(text, sentence, inside, self._wording)
            readings = read_sentence(text, sentence, counted, self._wording)
            found.extend(
                _mention(text, span, reading, section or sentence.section)
                for span, reading in zip(counted, readings, strict=True)
            )
        return found


def _mention(text: Text, span: Span, reading: Reading, section: Section) -> Mention:
    start = text.starts[span.start]
    return Mention(
        start=start,
        end=span.stop,
        text=text.raw[start : span.stop],
        skill=span.name.concept,
        importance=reading.importance,
        level=reading.level,
        negated=reading.negated,
        intent=reading.intent,
        section=section,
        certainty=span.certainty,
    )
