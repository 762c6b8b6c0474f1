"""Natural languages by the names and codes that documents use, and their levels."""

import re
from collections.abc import Iterable

from matching.reading.records import LanguageItem
from matching.types import CEFR

__all__ = ["code_of", "language_item", "level_in", "lowest"]

_NAMES = {
    "nl": "nederlands dutch dut nld",
    "en": "engels english eng",
    "de": "duits german deutsch ger deu",
    "fr": "frans french français fre fra",
    "es": "spaans spanish español spa",
    "pt": "portugees portuguese por",
    "it": "italiaans italian ita",
    "pl": "pools polish pol",
    "uk": "oekraïens ukrainian ukr",
    "ru": "russisch russian rus",
    "tr": "turks turkish tur",
    "ar": "arabisch arabic ara",
    "fa": "perzisch farsi persian dari per fas",
    "ti": "tigrinya tir",
    "so": "somalisch somali som",
    "zh": "chinees chinese mandarin chi zho",
    "hi": "hindi hin",
    "ro": "roemeens romanian rum ron",
    "bg": "bulgaars bulgarian bul",
    "el": "grieks greek gre ell",
}
_CODES = {name: code for code, names in _NAMES.items() for name in (code, *names.split())}
_LEVEL = re.compile(r"\b([ABC][12])\b", re.IGNORECASE)
_NATIVE = re.compile(r"\b(?:moedertaal|moedertaalspreker|native|mother tongue)\b", re.IGNORECASE)


def code_of(name: str) -> str | None:
    """The two letters of a language, by a name or code; None for one that is not known here.

    Examples:
        >>> code_of("Nederlands"), code_of("eng"), code_of("nl-NL")
        ('nl', 'en', 'nl')
    """
    first = re.split(r"[\s(_,/-]", name.strip().casefold(), maxsplit=1)[0]
    return _CODES.get(first)


def level_in(words: str) -> str | None:
    """The CEFR level that words name, where they name one.

    Examples:
        >>> level_in("Native speaker"), level_in("b2 (zelfstandig)"), level_in("Fluent")
        ('C2', 'B2', None)
    """
    found = _LEVEL.search(words)
    if found:
        return found[1].upper()
    return "C2" if _NATIVE.search(words) else None


def lowest(levels: Iterable[str]) -> str | None:
    """The lowest of the levels that are CEFR levels: what is reached in everything."""
    found = [level for each in levels if (level := level_in(each))]
    return min(found, key=CEFR.index, default=None)


def language_item(name: str, level: str | None) -> LanguageItem | None:
    """A language of a record, where both are clear."""
    code = code_of(name)
    if code is None or level is None:
        return None
    return LanguageItem.model_validate({"code": code, "cefr": level})
