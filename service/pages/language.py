"""Which language a page speaks, and its messages: English in the code, Dutch in locale/nl/*.po."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from fastapi import Request

from service.access.principal import Principal

__all__ = ["COOKIE", "LANGUAGES", "LOCALE", "N_", "Language", "chosen", "locale", "messages"]

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
"""Dutch first."""
COOKIE = "schakel-language"
LOCALE = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the name that tools for catalogues know
    """Mark a message of a table, that is translated where it is shown."""
    return message


def chosen(request: Request, who: Principal) -> Language:
    """The language somebody chose, or else that of their browser, of their account, or Dutch."""
    asked = request.cookies.get(COOKIE)
    browsers = [each.strip() for each in request.headers.get("Accept-Language", "").split(",")]
    wanted = [asked or "", *sorted(browsers, key=_weight, reverse=True), who.language]
    for each in wanted:
        for language in LANGUAGES:
            if each.lower().partition(";")[0].partition("-")[0] == language:
                return language
    return LANGUAGES[0]


def _weight(asked: str) -> float:
    """How much a browser wants a language: `q` of its entry."""
    try:
        return float(asked.partition("q=")[2] or 1)
    except ValueError:
        return 0.0


@cache
def locale(language: Language) -> Locale:
    """How dates and numbers are written in a language."""
    return Locale.parse("nl_NL" if language == "nl" else "en_GB")


@cache
def messages(language: Language) -> NullTranslations:
    """The messages of a language; those of the code itself are English."""
    if language == "en":
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


def catalogue(language: Language) -> Catalog:
    """All messages of a language, of all files together."""
    whole = Catalog(locale=locale(language))
    for file in sorted((LOCALE / language).glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=language):
                if message.id:
                    whole[message.id] = message
    return whole
