"""Words of Dutch and English: their base form, and whether a word is one at all."""

from functools import lru_cache

import simplemma

__all__ = ["base_form", "is_word"]

_LANGUAGES = ("nl", "en")
_SHORTEST = 4


@lru_cache(maxsize=200_000)
def base_form(word: str) -> str:
    """The base form of a folded word; short words and names stay as they are.

    >>> base_form("applicaties"), base_form("getest"), base_form("sql")
    ('applicatie', 'test', 'sql')
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    once = simplemma.lemmatize(word, lang=_LANGUAGES)
    return simplemma.lemmatize(once, lang=_LANGUAGES).replace("_", "").casefold()


@lru_cache(maxsize=200_000)
def is_word(word: str) -> bool:
    """Whether a folded word is in the Dutch or the English dictionary, so that it is no typo."""
    return bool(simplemma.is_known(word, lang=_LANGUAGES))
