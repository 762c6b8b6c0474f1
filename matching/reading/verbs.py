"""Verbs in all their forms, and rows of words that stand for one activity.

Dutch verbs are written with a bar behind the part that may stand apart («aan|sturen»).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from matching.taxonomy.tokens import fold

__all__ = ["VerbForm", "Verbs"]

_VOWELS = "aeiou"
_VOICELESS = {"v": "f", "z": "s"}
_INFINITIVE = "en"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """What a folded token may be: a form of `verb`, of the row of words `row`.

    `particle` is what must stand apart from it; `noun` marks a name of the activity
    («ontwikkeling», «beheer»), `first` the word that a row is known by in its language.
    """

    row: int
    verb: str
    particle: str = ""
    noun: bool = False
    first: bool = False


class Verbs:
    """The forms of all verbs, by folded token.

    Args:
        rows: Words of one meaning a row: «nl» and «en» infinitives, «nouns», «also» forms that
            the rules do not give, and «never» objects, «-» for none; words are parted by blanks.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._forms: dict[str, list[VerbForm]] = {}
        self._never: set[tuple[int, str]] = set()
        for number, row in enumerate(rows):
            self._never.update((number, word.strip("-")) for word in row.get("never", "").split())
            for token, form in _row(number, row):
                known = self._forms.setdefault(token, [])
                if form not in known:
                    known.append(form)

    def __contains__(self, token: object) -> bool:
        """Whether a folded token may be a form of a verb."""
        return token in self._forms

    def get(self, token: str) -> list[VerbForm]:
        """What a folded token may be."""
        return self._forms.get(token, [])

    def takes(self, form: VerbForm, of: str) -> bool:
        """Whether a verb may have an object with this base form; an empty one is none."""
        return (form.row, of) not in self._never

    def whole(self, token: str) -> list[VerbForm]:
        """What a folded token may be with nothing apart from it."""
        return [form for form in self.get(token) if not form.particle]


def _row(number: int, row: Mapping[str, str]) -> Iterator[tuple[str, VerbForm]]:
    for place, written in enumerate(row.get("nl", "").split()):
        yield from _verb(number, written, first=place == 0)
    for place, verb in enumerate(row.get("en", "").split()):
        for form in _english(verb):
            yield form, VerbForm(number, verb, first=place == 0)
    for place, noun in enumerate(row.get("nouns", "").split()):
        yield fold(noun), VerbForm(number, noun, noun=True, first=place == 0)
    for written in row.get("also", "").split():
        yield fold(written), VerbForm(number, row["nl"].split()[0].replace("|", ""))


def _verb(number: int, written: str, *, first: bool) -> Iterator[tuple[str, VerbForm]]:
    particle, _, verb = written.rpartition("|")
    whole = VerbForm(number, particle + verb, first=first)
    for form in _dutch(verb):
        yield fold(particle + form), whole
        if particle:
            yield fold(form), VerbForm(number, particle + verb, particle)
    if particle:
        yield fold(f"{particle}te{verb}"), whole


def _dutch(verb: str) -> set[str]:
    """The forms of a regular Dutch verb, and some that it has not."""
    found = {verb, f"{verb}d"}
    for stem in _stems(verb):
        past = {f"{stem}{ending}" for ending in ("", "t", "d")}
        found |= past | {f"{stem}{ending}" for ending in ("te", "de", "ten", "den")}
        found |= {f"ge{form}" for form in past if form[-1] in "td"}
    return found


def _stems(verb: str) -> set[str]:
    """The stem as it is written, with a long vowel and with a short one where both may be.

    >>> sorted(_stems("beheren")), sorted(_stems("zetten")), sorted(_stems("schrijven"))
    (['beheer', 'beher'], ['zet'], ['schrijf'])
    """
    stem = verb.removesuffix(_INFINITIVE)
    if len(stem) > 2 and stem[-1] == stem[-2]:
        return {stem[:-1]}
    ending = _VOICELESS.get(stem[-1], stem[-1])
    short = stem[:-1] + ending
    if stem[-1] in _VOWELS or stem[-2] not in _VOWELS or (len(stem) > 2 and stem[-3] in _VOWELS):
        return {short}
    return {short, stem[:-1] + stem[-2] + ending}


def _english(verb: str) -> set[str]:
    stem = verb.removesuffix("e")
    third = f"{verb[:-1]}ies" if verb.endswith("y") else f"{verb}s"
    return {verb, third, f"{verb}es", f"{stem}ing", f"{stem}ed"}
