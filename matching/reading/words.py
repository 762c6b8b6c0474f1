"""Words of Dutch and English: their base form, and whether a word is one at all."""

from functools import lru_cache

import simplemma

__all__ = ["base_form", "is_small", "is_sound", "is_word", "parts"]

_LANGUAGES = ("nl", "en")
_SHORTEST = 4
_LONGEST = 40
_BORROWED = frozenset({"management", "design", "development", "engineering", "support", "testing"})
_ENDINGS = ("en", "e", "s", "t", "d", "de", "te", "ing", "er", "ed")


_SMALL = frozenset(
    {"aan", "als", "bij", "dat", "de", "die", "dit", "door", "een", "en", "het", "hun", "in", "is"}
    | {"je", "jij", "jouw", "met", "naar", "of", "om", "onze", "ons", "op", "over", "te", "tot"}
    | {"uit", "uw", "van", "voor", "we", "wij", "zijn", "zich", "ze", "a", "an", "and", "are", "as"}
    | {"at", "be", "by", "for", "from", "it", "on", "or", "our", "that", "the", "their", "to"}
    | {"with", "you", "your"}
)


def is_small(word: str) -> bool:
    """Whether a folded word only holds others together: an article, a preposition, a pronoun."""
    return word in _SMALL


@lru_cache(maxsize=200_000)
def base_form(word: str) -> str:
    """The base form of a folded word; short words and names stay as they are.

    >>> base_form("applicaties"), base_form("getest"), base_form("sql")
    ('applicatie', 'test', 'sql')
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    if len(word) > _LONGEST:
        return word
    if len(word) >= 2 * _SHORTEST and not is_word(word):
        first, *second = _cut(word)
        if second:
            return first + base_form(second[0])
    once = simplemma.lemmatize(word, lang=_LANGUAGES)
    return simplemma.lemmatize(once, lang=_LANGUAGES).replace("_", "").casefold()


@lru_cache(maxsize=200_000)
def is_word(word: str) -> bool:
    """Whether a folded word is in the Dutch or the English dictionary."""
    return bool(simplemma.is_known(word, lang=_LANGUAGES))


@lru_cache(maxsize=200_000)
def is_sound(word: str) -> bool:
    """Whether a folded word is one, an inflected one or a compound of two, so that it is no typo.

    >>> is_sound("teamgevoel"), is_sound("recruiten"), is_sound("javascirpt")
    (True, True, False)
    """
    stems = (word.removesuffix(ending) for ending in _ENDINGS)
    return any(len(stem) >= _SHORTEST and is_word(stem) for stem in (word, *stems)) or (
        len(parts(word)) > 1
    )


def parts(word: str) -> tuple[str, ...]:
    """The base forms of the two words that a Dutch compound is made of, or of the word itself.

    >>> parts("netwerkbeheer"), parts("python")
    (('netwerk', 'beheer'), ('python',))
    """
    found = _cut(word)
    if len(found) == 1:
        return (base_form(word),)
    first = found[0] if is_word(found[0]) else found[0][:-1]
    return base_form(first), base_form(found[1])


@lru_cache(maxsize=100_000)
def _cut(word: str) -> tuple[str, ...]:
    """The two Dutch words that a compound is made of, as they stand, or the word itself."""
    if not 2 * _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return (word,)
    cuts = [
        (min(cut, len(word) - cut), cut)
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1)
        if _is_dutch(word[cut:]) and (is_word(word[:cut]) or _with_joint(word[:cut]))
    ]
    if not cuts:
        return (word,)
    cut = max(cuts)[1]
    return word[:cut], word[cut:]


@lru_cache(maxsize=200_000)
def _is_dutch(word: str) -> bool:
    return bool(simplemma.is_known(word, lang="nl")) or word in _BORROWED


def _with_joint(first: str) -> bool:
    return len(first) > _SHORTEST and first.endswith("s") and is_word(first[:-1])
