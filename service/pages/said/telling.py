"""Saying in the language of a page what a service says in English.

A service fills in its sentences, and they are kept and sent so. A page knows a sentence again by
its head, up to what was found, and says its own with the same filled in. Sentences that it does
not know stay English, and are marked so.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from markupsafe import Markup, escape

from service.pages.language import Language, messages
from service.pages.said.fields import FIELDS
from service.pages.said.lines import LINES

__all__ = ["head_of", "known", "told"]

_FOUND = re.compile(r"[,;]? (found|near it is:?) .*", re.DOTALL)
_WRAPPED = "Value error, "
_OF_A_CELL = "expected "
_PLACE = re.compile(r"<(\w+)>")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+")
_BETWEEN = re.compile(r"'(, | or )'")


def told(detail: str, language: Language) -> Markup:
    """What a page says for the sentence of a service, as HTML."""
    found = known(detail)
    if found is None:
        return (
            escape(detail)
            if language == "en"
            else Markup('<span lang="en">{}</span>').format(detail)
        )
    said, values = found
    shown = {name: _shown(value, language) for name, value in values.items()}
    return escape(messages(language).gettext(said) % shown)


def known(detail: str) -> tuple[str, Mapping[str, str]] | None:
    """The message for a sentence, and what it fills in; None where no table has the sentence."""
    head = head_of(detail)
    for each in (head, head.removeprefix(_OF_A_CELL)):
        for pattern, said in _patterns():
            if match := pattern.fullmatch(each):
                return said, match.groupdict()
    return None


def head_of(detail: str) -> str:
    """A sentence up to what was found, which can be about a person or is said by the field."""
    return _FOUND.sub("", detail.removeprefix(_WRAPPED))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_compiled((*FIELDS, *LINES)))


def _compiled(table: Iterable[tuple[str, str]]) -> Iterable[tuple[re.Pattern[str], str]]:
    for head, said in table:
        parts = _PLACE.split(head)
        literal = [re.escape(each) for each in parts[::2]]
        places = [f"(?P<{name}>.*?)" for name in parts[1::2]]
        whole = "".join(f"{a}{b}" for a, b in zip(literal, [*places, ""], strict=True))
        yield re.compile(whole, re.DOTALL), said


def _shown(value: str, language: Language) -> str:
    """Something filled in: numbers as the language groups them, and choices without quotes."""
    if _GROUPED.fullmatch(value):
        return value if language == "en" else value.replace(",", ".")
    return _BETWEEN.sub(", ", value).strip("'")
