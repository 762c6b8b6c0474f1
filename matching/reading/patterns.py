"""Which verb with which object is which skill, learnt from the names of the taxonomy.

Of «applicaties ontwikkelen» and «applicatieontwikkeling» it is learnt that developing an
application is that skill.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from matching.reading.layout import Sentence
from matching.reading.names import Name
from matching.reading.text import Text
from matching.reading.verbs import VerbForm, Verbs
from matching.reading.words import base_form, parts
from matching.taxonomy.tokens import label_key
from matching.types import Kind, Skill

__all__ = ["FILLERS", "LINKS", "NAMES_ONLY", "Patterns"]

NAMES_ONLY = frozenset({Kind.TECHNOLOGY, Kind.CERTIFICATE, Kind.LANGUAGE})
"""Kinds of names that tell of no activity."""

LINKS = frozenset({"en", "and", "or"})
"""Words that make a list."""

FILLERS = frozenset(
    [
        "de",
        "het",
        "een",
        "te",
        "van",
        "aan",
        "voor",
        "in",
        "op",
        "met",
        "bij",
        "onze",
        "ons",
        "je",
        "jouw",
        "jij",
        "u",
        "uw",
        "zijn",
        "haar",
        "hun",
        "eigen",
        "deze",
        "dit",
        "the",
        "a",
        "an",
        "of",
        "to",
        "for",
        "our",
        "your",
        "their",
        "its",
        "this",
        "these",
        "en",
        "and",
        "nieuwe",
        "bestaande",
        "complexe",
        "diverse",
        "verschillende",
        "new",
        "existing",
        "complex",
        "various",
        "mee",
        "zelf",
        "ook",
        "onder",
        "andere",
        "plegen",
        "pleegt",
        "verrichten",
    ]
)
"""Words that may stand between a verb and its object and say nothing of it."""

_FIRST_NOUNS = frozenset({"build", "building", "design", "test", "support"})
_ADJECTIVES = ("isch", "ieel", "eel", "ief", "lijk", "baar", "tijdig")
_NO_OBJECTS = frozenset(
    {"werk", "word", "over", "continu", "course", "great", "use", "manual", "it"}
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_OBJECT = 3
_SHORTEST_PART = 4

Object = tuple[int, Name, bool]
"""How many tokens an object has, what is done to it, and whether it is no end of a compound."""


class Patterns:
    """Verbs with objects, and verbs alone, that are skills.

    Args:
        skills: Whose names to learn from; those of products, certificates and languages say
            nothing. Ordinary words only tell of verbs alone.
        verbs: The words of activities.
        language: Only names of this language; None is both.
    """

    def __init__(
        self, skills: Iterable[Skill], verbs: Verbs, *, language: str | None = None
    ) -> None:
        self._verbs = verbs
        self._objects: dict[str, dict[tuple[str, ...], dict[int | str, Name]]] = {}
        self._alone: dict[str, Name] = {}
        learnt = [
            (rank, name, form, of)
            for skill in sorted(skills, key=lambda each: each.id)
            if skill.kind not in NAMES_ONLY
            for rank, name in _names(skill, language)
            for form, of in self._pattern(name.label)
        ]
        for _, name, form, of in sorted(learnt, key=lambda each: (each[0], not each[2].first)):
            self._learn(name, form, of)

    def alone(self, form: VerbForm) -> Name | None:
        """The skill that a verb is without an object, if it is one."""
        return self._alone.get(form.verb)

    def object_at(
        self, text: Text, sentence: Sentence, place: int, form: VerbForm
    ) -> Object | None:
        """The object of a verb that begins at token `place`, if one does."""
        word = text.folded[place]
        if word in FILLERS:
            return None
        if place + 1 < sentence.end and text.gaps[place + 1] in (" ", "-", ")"):
            both = self._objects.get(word + base_form(text.folded[place + 1]), {})
            if (name := _of(next(iter(both.values()), {}), form)) is not None:
                return 2, name, True
        found = self._named(text, sentence, place, base_form(word), form)
        if found:
            return *found, True
        if len(word) >= 2 * _SHORTEST_PART and len(cut := parts(word)) > 1:
            found = self._named(text, sentence, place, cut[-1], form)
        return (*found, False) if found else None

    def _named(
        self, text: Text, sentence: Sentence, place: int, base: str, form: VerbForm
    ) -> tuple[int, Name] | None:
        best: tuple[int, Name] | None = None
        for of, rows in self._objects.get(base, {}).items():
            name, end = _of(rows, form), place + len(of)
            if name is None or end > sentence.end or (best and best[0] >= len(of)):
                continue
            if tuple(map(base_form, text.folded[place + 1 : end])) == of[1:]:
                best = len(of), name
        return best

    def _learn(self, name: Name, form: VerbForm, of: tuple[str, ...]) -> None:
        if of and name.rule is None:
            rows = self._objects.setdefault(of[0], {}).setdefault(of, {})
            rows.setdefault(form.verb, name)
            rows.setdefault(form.row, name)
        elif not of and not form.noun and self._verbs.takes(form, ""):
            self._alone.setdefault(form.verb, name)

    def _pattern(self, label: str) -> Iterator[tuple[VerbForm, tuple[str, ...]]]:
        """The verb of a name and the base forms of its object."""
        key = label_key(label)
        words = [word for word in key if word not in FILLERS and LINKS.isdisjoint(key)]
        closed = len(words) == 1 and words[0] not in self._verbs
        words = list(parts(words[0])) if closed else words
        if not words or len(words) > _LONGEST_OBJECT or (closed and len(words) == 1):
            return
        places = [-1] if closed or words[0] in _FIRST_NOUNS else [-1, 0]
        place = next((each for each in places if self._verbs.whole(words[each])), None)
        if place is None:
            return
        of = tuple(map(base_form, words[1:] if place == 0 else words[:-1]))
        if all(map(_is_object, of)) and not _is_name(label):
            for form in self._verbs.whole(words[place]):
                if self._verbs.takes(form, of[-1] if of else ""):
                    yield form, of


def _names(skill: Skill, language: str | None) -> Iterator[tuple[int, Name]]:
    """The names: preferred ones (0), then aliases (1)."""
    rule = skill.ordinary
    ruled = {label_key(each) for each in rule.labels} if rule else set()
    for label in skill.labels(language):
        marked = rule if label_key(label) in ruled else None
        name = Name(skill.id, label, skill.broader, skill.kind, marked)
        yield int(label not in (skill.label_nl, skill.label_en)), name


def _is_object(word: str) -> bool:
    """Whether a base form may be what something is done to: no adjective, no single letter."""
    return len(word) > 1 and not word.endswith(_ADJECTIVES) and word not in _NO_OBJECTS


def _is_name(label: str) -> bool:
    """Whether a proper name is part of it («Teams-beheer»)."""
    return any(word.istitle() for word in _WORD.findall(label))


def _of(rows: Mapping[int | str, Name], form: VerbForm) -> Name | None:
    return rows.get(form.verb) or rows.get(form.row)
