"""Extraction: a text to its mentions of skills."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from matching.config import MatchingConfig
from matching.lasting import lasting
from matching.reading.activities import Activities
from matching.reading.context import Reading, read_sentence
from matching.reading.elliptic import with_shared_ends
from matching.reading.gazetteer import Gazetteer, Span, spans_between
from matching.reading.layout import SILENT, Sentence, sentences, tells
from matching.reading.ordinary import decide
from matching.reading.people import without_people
from matching.reading.referring import referred, said_of
from matching.reading.text import Text, tokenise
from matching.reading.wording import Wording
from matching.taxonomy import Taxonomy
from matching.types import Kind, Mention, Section

__all__ = ["LANGUAGES", "Extractor"]

_LONGEST_TITLE = 5
_TOGETHER = frozenset({"teamwork", "multidisciplinary-collaboration"})

LANGUAGES: Mapping[str, str | None] = {"auto": None, "nl": "nl", "en": "en"}
"""What a caller may ask for, and the language of names that it means (None is both)."""


class Extractor:
    """Finds the skills that a text names, and what it says of each.

    Args:
        taxonomy: The skills to find.
        wording: The words around them that matter.
        config: `fuzzy_certainty` is the certainty of misspelt names, `activity_certainty` that of
            what verbs and objects tell.
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
    @lasting()
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(
            self._taxonomy.skills.values(),
            language=self._language,
            heads=self._wording.heads,
            fuzzy_certainty=self._config.fuzzy_certainty,
        )

    @cached_property
    @lasting()
    def _activities(self) -> Activities:
        return Activities(
            self._taxonomy.skills.values(),
            self._wording.activities,
            stops=self._wording.stops,
            steps=self._wording.steps,
            certainty=self._config.activity_certainty,
            language=self._language,
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
        before = 0
        learning = False
        for sentence in sentences(text, self._wording, personal=personal):
            goes_on = sentence.bullet or _is_title(text, sentence)
            learning = (goes_on and learning) or _announces(text, sentence, self._wording)
            named_here = spans_between(spans, sentence.start, sentence.end)
            if "\n" in text.gaps[sentence.start]:
                before = len(found)
            if said := referred(text, sentence, named_here, self._wording):
                found[before:] = [said_of(mention, said) for mention in found[before:]]
            silent = section is None and (sentence.heading or sentence.section in SILENT)
            if silent and not sentence.working:
                continue
            inside = self._activities.with_activities(text, sentence, named_here)
            if not inside:
                continue
            if silent:
                tools = tells(text, sentence.start, sentence.end, self._wording.tools)
                inside = [span for span in inside if _is_way_of_working(span, tools=tools)]
            counted = decide(text, sentence, inside, self._wording)
            readings = read_sentence(text, sentence, counted, self._wording)
            if learning and sentence.bullet:
                readings = [replace(reading, intent=True) for reading in readings]
            before = len(found)
            found.extend(
                _mention(text, span, reading, section or sentence.section)
                for span, reading in zip(counted, readings, strict=True)
            )
        return found

    def names(self, raw: str) -> list[tuple[int, int]]:
        """Where names of skills stand, whatever the words around them say, as (start, end)."""
        text = tokenise(raw)
        return [(text.starts[span.start], span.stop) for span in self._gazetteer.spans(text)]


def _announces(text: Text, sentence: Sentence, wording: Wording) -> bool:
    """Whether what somebody will learn stands in the list below: «hier leer je:»."""
    if ":" not in text.gaps[sentence.end] or sentence.bullet:
        return False
    signs = [sign.value for sign in wording.signs.find(text, sentence.start, sentence.end)]
    told = {"intent.phrases", "intent.ahead"}.intersection(signs)
    return bool(told) or (signs[-1:] == ["intent.learn"] and "intent.wish" in signs)


def _is_title(text: Text, sentence: Sentence) -> bool:
    """Whether it is a short line above a part of a list: «Persoonlijke ontwikkeling:»."""
    return sentence.end - sentence.start <= _LONGEST_TITLE and ":" in text.gaps[sentence.end]


def _is_way_of_working(span: Span, *, tools: bool) -> bool:
    """Whether company talk may tell it of the work; `tools` are told where it says what is used."""
    kind = span.name.kind
    return (
        kind is Kind.METHOD or span.name.concept in _TOGETHER or (tools and kind is Kind.TECHNOLOGY)
    )


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
