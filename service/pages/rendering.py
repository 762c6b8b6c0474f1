"""Templates to pages: one Jinja environment for each language."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal, format_percent
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.pages.labels import LABELS
from service.pages.language import Language, locale, messages
from service.pages.said.telling import told

__all__ = ["STATIC", "TEMPLATES", "rendered"]

_SERVICE = Path(__file__).parent.parent
TEMPLATES = _SERVICE / "templates"
STATIC = _SERVICE / "static"
_ZONE = "Europe/Amsterdam"
_NUMBERS = {
    "number": "#,##0.##",
    "share": "#,##0 %",
    "figure": "0.000",
    "signed": "+0.000;\N{MINUS SIGN}0.000",
}
"""Filter to how it writes a number."""
_MOST_NUMBERS = 1 << 14


def rendered(language: Language, name: str, context: Mapping[str, Any]) -> str:
    """A template filled in.

    Args:
        language: Of its messages, dates and numbers.
        name: Of the template, as a path under templates/.
        context: What it shows; everything that it names must be there.
    """
    return _environment(language).get_template(name).render(context)


@cache
def _environment(language: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    made.install_gettext_translations(messages(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals["language"] = language
    made.globals["static"] = static_url
    made.filters |= _filters(language)
    return made


def _filters(language: Language) -> Mapping[str, Any]:
    """How values are written in a language."""
    spoken = locale(language)
    translate = messages(language).gettext

    def label(word: StrEnum) -> str:
        return translate(LABELS[type(word).__name__][word.value])

    def day(value: date | datetime | None) -> str:
        return "–" if value is None else format_date(value, "d MMM y", locale=spoken)

    def moment(value: datetime) -> str:
        return format_datetime(value, "d MMM y HH:mm", tzinfo=_zone(), locale=spoken)

    def in_runs(items: Iterable[Any]) -> list[list[Any]]:
        runs = groupby(items, lambda each: (each.words, each.at.astimezone(_zone()).date()))
        return [list(same) for _, same in runs]

    def hours(value: float) -> str:
        return format_timedelta(timedelta(hours=value), locale=spoken)

    return {
        "label": label,
        "told": lambda detail: told(detail, language),
        "day": day,
        "moment": moment,
        "in_runs": in_runs,
        "hours": hours,
        **{name: _number(spoken, form) for name, form in _NUMBERS.items()},
    }


def _number(spoken: Locale, form: str) -> Callable[[float], str]:
    """A filter; it remembers, for a page has hundreds of numbers and few different ones."""

    @lru_cache(maxsize=_MOST_NUMBERS)
    def number(value: float) -> str:
        write = format_percent if form.endswith("%") else format_decimal
        return write(value, form, locale=spoken)

    return number


@cache
def _zone() -> Any:
    from babel.dates import get_timezone

    return get_timezone(_ZONE)


@cache
def static_url(name: str) -> str:
    """The address of a file in static/; it changes with the file, so browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
