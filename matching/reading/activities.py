"""Activities: what is done and what it is done to, in either order and with words between.

The names of the taxonomy say which they are (`patterns.py`), so that «je bouwt mee aan onze
applicaties» is «applicatieontwikkeling» too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from matching.reading.doing import SUBJECTS, gap_before, is_done, is_finite, word_before
from matching.reading.gazetteer import Span
from matching.reading.layout import Sentence
from matching.reading.merging import Hit, is_doubted, is_verb_alone, merged
from matching.reading.names import Name
from matching.reading.patterns import FILLERS, LINKS, NAMES_ONLY, Patterns
from matching.reading.rows import row_hits
from matching.reading.text import Text
from matching.reading.verbs import VerbForm, Verbs
from matching.types import Skill

__all__ = ["Activities"]

_OF = frozenset({"van", "of", "aan", "voor", "over", "for", "rond", "rondom"})
_COMPANY = frozenset({"wij", "we"})
_ADJOINING = frozenset({"in", "op", "bij", "met", "voor", "binnen", "on", "at", "with", "for"})
_UNDER = "onder"
_OWN = "eigen"
_BEFORE_NOUNS = frozenset({"het", "de", _UNDER})
_PAST = ("de", "te")
_RELATIVE = frozenset(
    [
        "die",
        "dat",
        "wat",
        "waar",
        "waarbij",
        "waarmee",
        "waardoor",
        "waarin",
        "welke",
        "hoe",
        "om",
        "zodat",
        "omdat",
        "als",
        "wanneer",
        "door",
        "via",
        "bij",
        "tijdens",
        "naast",
        "zonder",
        "tot",
        "terwijl",
        "that",
        "which",
        "who",
        "by",
        "using",
        "when",
        "while",
        "if",
    ]
)
_ENDS = frozenset(".;:!?()[]\n•|")
_REACH = 9
_WORDS_AHEAD = 3
_MORE = 3
_VERB_AND_OBJECT = 2
_WORDS_BACK = 2
_PARTICLE_REACH = 8


class Activities:
    """Finds the skills that verbs with objects tell of.

    Args:
        skills: Whose names to learn from; those of products, certificates and languages say
            nothing, nor do those that are ordinary words.
        verbs: The words of activities.
        stops: Words that end a statement.
        steps: Words that are the skill of an id where they stand in a row.
        certainty: Of what is found, in (0, 1].
        language: Only names of this language; None is both.
    """

    def __init__(
        self,
        skills: Iterable[Skill],
        verbs: Verbs,
        *,
        stops: Iterable[str] = (),
        steps: Mapping[str, str] | None = None,
        certainty: float = 1.0,
        language: str | None = None,
    ) -> None:
        self._verbs = verbs
        self._stops = frozenset(stops)
        self._certainty = certainty
        known = {skill.id: skill for skill in skills}
        self._patterns = Patterns(known.values(), verbs, language=language)
        self._steps = {
            word: Name(name, word, known[name].broader, known[name].kind)
            for word, name in (steps or {}).items()
            if name in known
        }

    def with_activities(
        self, text: Text, sentence: Sentence, spans: Sequence[Span]
    ) -> Sequence[Span]:
        """The spans of a sentence and those of its activities, in order; no two overlap.

        A name that is nothing but the object of an activity is told by it and goes.
        """
        folded = text.folded
        acting = [
            index for index in range(sentence.start, sentence.end) if folded[index] in self._verbs
        ]
        if not acting:
            return spans
        taken = {
            index for span in spans if not is_doubted(span) for index in range(span.start, span.end)
        }
        alone = {span.start for span in spans if is_verb_alone(span) and not is_doubted(span)}
        hits = [
            hit
            for index in acting
            if not (index in taken and index not in alone)
            and not self._is_company(text, sentence, index)
            for hit in self._hits(text, sentence, index)
            if index not in alone or _is_of_it(text, hit)
        ]
        named = {index for span in spans for index in range(span.start, span.end)}
        hits.extend(
            hit
            for span in spans
            for hit in self._more(text, sentence, span)
            if hit.start - 1 not in named or text.gaps[hit.start].strip()
        )
        found = merged(text, spans, hits, self._certainty) if hits else spans
        told = taken.union(hit.verb for hit in hits)
        rows = [
            hit
            for hit in row_hits(text, sentence, self._steps)
            if hit.verb not in told and not self._is_company(text, sentence, hit.verb)
        ]
        return merged(text, found, rows, self._certainty) if rows else found

    def _more(self, text: Text, sentence: Sentence, span: Span) -> Iterator[Hit]:
        """What else is done with the verb of a name: «ontwikkelen van websites, apps en games»."""
        if span.name.kind in NAMES_ONLY or span.end - span.start < _VERB_AND_OBJECT:
            return
        for form in self._verbs.whole(text.folded[span.start]):
            hits = self._ahead(text, sentence, span.start, form, behind=span.end)
            yield from (hit for hit in hits if hit.name.concept != span.name.concept)

    def _is_company(self, text: Text, sentence: Sentence, index: int) -> bool:
        """Whether it is the company that does it."""
        around = text.folded[max(sentence.start, index - 1) : min(sentence.end, index + 2)]
        return not _COMPANY.isdisjoint(around)

    def _hits(self, text: Text, sentence: Sentence, index: int) -> Iterator[Hit]:
        for form in self._verbs.get(text.folded[index]):
            if form.particle and not self._has_particle(text, sentence, index, form.particle):
                continue
            before = word_before(text, sentence, index)
            if before == _OWN:
                return
            if form.noun or before in _BEFORE_NOUNS:
                if before != _UNDER and self._names_object(text, sentence, index):
                    yield from self._ahead(text, sentence, index, form)
            else:
                hits = list(self._ahead(text, sentence, index, form))
                if not hits and not is_finite(text, index, sentence):
                    hits = list(self._behind(text, sentence, index, form))
                name = self._patterns.alone(form)
                if not hits and name and is_done(text, sentence, index, form, name):
                    hits = [Hit(index, index, index, replace(name, rule=None))]
                yield from hits

    def _names_object(self, text: Text, sentence: Sentence, index: int) -> bool:
        """Whether «van» or the like follows a noun, perhaps behind more of its row."""
        for place in range(index + 1, min(sentence.end, index + 1 + _REACH)):
            word = text.folded[place]
            if word in _OF:
                return True
            if word not in self._verbs and word not in FILLERS:
                return False
        return False

    def _has_particle(self, text: Text, sentence: Sentence, index: int, particle: str) -> bool:
        """Whether the part of a verb that stands apart ends its statement, or «te» is between."""
        before = text.folded[max(sentence.start, index - 2) : index]
        if before[-1:] == (particle,) or before == (particle, "te"):
            return True
        for place in range(index + 1, min(sentence.end, index + 1 + _PARTICLE_REACH)):
            if not _ENDS.isdisjoint(text.gaps[place]) or "," in text.gaps[place]:
                return False
            if text.folded[place] == particle:
                return True
        return False

    def _ahead(
        self, text: Text, sentence: Sentence, index: int, form: VerbForm, *, behind: int = 0
    ) -> Iterator[Hit]:
        """The objects behind a verb: the first, and those that stand in a list with it.

        With `behind`, the first one ends at that token.
        """
        words, place, last = 0, index + 1, min(sentence.end, index + 1 + _REACH)
        found = bool(behind)
        if behind:
            words, place, last = _WORDS_AHEAD - 1, behind, min(sentence.end, behind + _MORE)
        if text.folded[index].endswith(_PAST) and (
            word_before(text, sentence, index) not in SUBJECTS
        ):
            return
        while place < last and words <= _WORDS_AHEAD and not self._parts(text, place, found):
            word = text.folded[place]
            if found and word in _ADJOINING and text.folded[place - 1] not in LINKS:
                return
            in_row = self._goes_on_row(text, sentence, place)
            hit = None if in_row else self._patterns.object_at(text, sentence, place, form)
            if hit:
                yield Hit(index, place, place + hit[0], *hit[1:])
                found, words, last = True, _WORDS_AHEAD - 1, min(sentence.end, last + _MORE)
                place += hit[0]
                continue
            if found and word not in FILLERS and word not in LINKS and not _lists(text, place):
                return
            words += word not in FILLERS and word not in self._verbs
            place += 1

    def _goes_on_row(self, text: Text, sentence: Sentence, place: int) -> bool:
        """Whether a token is the next verb of a row: «ontwerpen, testen en bouwen van apps»."""
        before, after = place - 1, place + 1
        return (
            ("," in text.gaps[place] or text.folded[before] in LINKS)
            and after < sentence.end
            and (text.folded[after] in LINKS or text.folded[after] in _OF or _lists(text, after))
            and any(not form.noun for form in self._verbs.get(text.folded[place]))
        )

    def _behind(self, text: Text, sentence: Sentence, index: int, form: VerbForm) -> Iterator[Hit]:
        """The object before a verb, if no other statement stands between."""
        words = 0
        for place in range(index - 1, max(sentence.start, index - _REACH) - 1, -1):
            if self._parts(text, place + 1, False) or words > _WORDS_BACK:
                return
            if "," in text.gaps[place + 1] and text.folded[place] not in self._verbs:
                return
            word = text.folded[place]
            if word in LINKS and not self._is_row(text, sentence, place):
                hit = self._patterns.object_at(text, sentence, place - 1, form)
                if hit and hit[0] == words == 1:
                    yield Hit(index, place - 1, place, *hit[1:])
                return
            hit = self._patterns.object_at(text, sentence, place, form)
            if hit and place + hit[0] <= index:
                yield Hit(index, place, place + hit[0], *hit[1:])
                return
            words += word not in FILLERS and word not in self._verbs

    def _is_row(self, text: Text, sentence: Sentence, link: int) -> bool:
        """Whether verbs stand on both sides of «en»."""
        before = text.folded[link - 1] if link > sentence.start else ""
        after = [word for word in text.folded[link + 1 : link + 3] if word != "te"]
        return before in self._verbs and bool(after) and after[0] in self._verbs

    def _parts(self, text: Text, place: int, found: bool) -> bool:
        """Whether the statement ends before token `place`."""
        gap = gap_before(text, place)
        word = text.folded[place]
        if not _ENDS.isdisjoint(gap) or word in self._stops or word in _RELATIVE:
            return True
        if "," in gap and word in SUBJECTS:
            return True
        return "," in gap and not (
            found or word in self._verbs or text.folded[place - 1] in self._verbs
        )


def _is_of_it(text: Text, hit: Hit) -> bool:
    """Whether a hit has an object that no link parts from its verb."""
    behind = text.folded[hit.verb + 1 : hit.verb + 2]
    return hit.start < hit.end and LINKS.isdisjoint(behind)


def _lists(text: Text, place: int) -> bool:
    return "," in text.gaps[place]
