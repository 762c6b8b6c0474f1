"""Skills that a text describes without naming them: «probable» mentions, by meaning.

A part of a sentence that names no skill is compared with the names of all skills. The nearest one
counts where it is near, nearer than any other skill, and where the part has at least two words
that say something: one ordinary word is no evidence. Tools, certificates and languages are named
or not there; nothing describes them. What «we» do is no demand of anybody. Who reads a probable
mention sees the words it comes from; it weighs less than a name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from matching.config import MatchingConfig
from matching.reading.chunks import chunks
from matching.reading.extraction import Extractor
from matching.reading.layout import SILENT, Sentence, sentences
from matching.reading.linking import Linker, Nearest
from matching.reading.text import Text, tokenise
from matching.reading.wording import Wording
from matching.reading.words import is_small
from matching.taxonomy.tokens import label_key
from matching.types import Importance, Kind, Mention, Section, Skill

__all__ = ["ImplicitReader"]

_FEWEST, _MOST = 2, 8
_WE = frozenset({"wij", "we", "ons", "onze", "our", "us"})
_NAMED = frozenset({Kind.TECHNOLOGY, Kind.CERTIFICATE, Kind.LANGUAGE})


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of a text, the section of its sentence, and whether that speaks of wishes."""

    start: int
    end: int
    section: Section
    wished: bool


@dataclass(frozen=True, slots=True)
class ImplicitReader:
    """Finds probable mentions beside those that name a skill.

    Args:
        linker: To all skills.
        extractor: Knows the names: words that are one, and were read as saying nothing, are not
            read again.
        skills: The skills by id.
        wording: The words that lay a text out.
        config: `implicit_nearness` and `implicit_lead` are how near a skill must be, and how much
            nearer than the next; `probable_certainty` is the certainty of what is found.
    """

    linker: Linker
    extractor: Extractor
    skills: Mapping[str, Skill]
    wording: Wording
    config: MatchingConfig

    def find(self, raw: str, named: Sequence[Mention]) -> list[Mention]:
        """The probable mentions of a text, in order; none overlaps another or a named one.

        Skills that `named` has are not found again.
        """
        return self.find_all([(raw, named)])[0]

    def find_all(self, texts: Sequence[tuple[str, Sequence[Mention]]]) -> list[list[Mention]]:
        """The same for many texts at once, which is faster: their parts are compared together.

        Args:
            texts: Each with the mentions that name a skill.
        """
        if not self.skills:
            return [[] for _ in texts]
        parts = [list(self._parts(raw, named)) for raw, named in texts]
        nearest = iter(
            self.linker.nearest(
                [
                    raw[each.start : each.end]
                    for (raw, _), some in zip(texts, parts, strict=True)
                    for each in some
                ]
            )
        )
        return [
            self._found(raw, named, some, list(islice(nearest, len(some))))
            for (raw, named), some in zip(texts, parts, strict=True)
        ]

    def _found(
        self, raw: str, named: Sequence[Mention], parts: Sequence[_Part], nearest: Sequence[Nearest]
    ) -> list[Mention]:
        known = {each.skill for each in named}
        found: list[Mention] = []
        for part, near in sorted(
            zip(parts, nearest, strict=True), key=lambda each: (-each[1].score, each[0].start)
        ):
            if not self._is_sure(near) or near.concept in known:
                continue
            if any(each.start < part.end and part.start < each.end for each in found):
                continue
            known.add(near.concept)
            found.append(self._mention(raw, part, near.concept))
        return sorted(found, key=lambda each: each.start)

    def _is_sure(self, near: Nearest) -> bool:
        return (
            near.score >= self.config.implicit_nearness
            and near.lead >= self.config.implicit_lead
            and self.skills[near.concept].kind not in _NAMED
        )

    def _parts(self, raw: str, named: Sequence[Mention]) -> Iterator[_Part]:
        text = tokenise(raw)
        taken = [*self.extractor.names(raw), *((each.start, each.end) for each in named)]
        for sentence in sentences(text, self.wording):
            if sentence.heading or sentence.section in SILENT:
                continue
            signs = self._signs(text, sentence)
            if not _WE.isdisjoint(text.folded[sentence.start : sentence.end]):
                continue
            if any(sign.startswith(("negation", "intent")) for sign in signs):
                continue
            wished = any(sign.startswith("importance.nice") for sign in signs)
            start, end = text.starts[sentence.start], text.ends[sentence.end - 1]
            for chunk in chunks(text.raw[start:end]):
                part = _Part(start + chunk.start, start + chunk.end, sentence.section, wished)
                if _says_enough(text.raw[part.start : part.end]) and not any(
                    first < part.end and part.start < last for first, last in taken
                ):
                    yield part

    def _signs(self, text: Text, sentence: Sentence) -> set[str]:
        return {sign.value for sign in self.wording.signs.find(text, sentence.start, sentence.end)}

    def _mention(self, raw: str, part: _Part, skill: str) -> Mention:
        return Mention(
            start=part.start,
            end=part.end,
            text=raw[part.start : part.end],
            skill=skill,
            section=part.section,
            importance=(
                Importance.NICE
                if part.wished or part.section is Section.NICE_TO_HAVE
                else Importance.MUST
            ),
            certainty=self.config.probable_certainty,
            probable=True,
        )


def _says_enough(words: str) -> bool:
    key = label_key(words)
    return len(key) <= _MOST and sum(not is_small(word) for word in key) >= _FEWEST
