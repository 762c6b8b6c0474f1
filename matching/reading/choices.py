"""Languages of which a vacancy asks one or another: then neither is a condition of its own."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from matching.types import Importance, Mention

__all__ = ["open_choices"]

_OR = re.compile(
    r"\s*(?:\W?[\w'’-]+\W?\s+){0,3}?(?:and/or|en/of|or|of|dan wel)\b(?:\s+[\w'’-]+){0,2}\s*"
)
"""Between two languages («goed Nederlands of vloeiend Engels», «Dutch (B2) or English»)."""
_JOINED = re.compile(r"\s*(?:,|/|&|and|en|or|of)\s*", re.IGNORECASE)
_ONE_OF_THEM = re.compile(
    r"[^.!?\n]{0,30}\b(?:(?:one|either) of (?:the two|these|them)|either(?: one)? (?:is|will)"
    r"|[eé][eé]n van (?:de twee|beiden?|deze))\b",
    re.IGNORECASE,
)
"""Behind the last («Nederlands en Engels, een van beide is genoeg»)."""


def open_choices(
    mentions: Sequence[Mention], text: str, languages: Collection[str]
) -> list[Mention]:
    """The mentions of a text, with languages that are a choice as wishes.

    Args:
        mentions: In any order.
        text: Of which they are.
        languages: The skills that are languages people speak.
    """
    spoken = sorted((x for x in mentions if x.skill in languages), key=lambda each: each.start)
    chosen: set[Mention] = set()
    for one, other in reversed(list(pairwise(spoken))):
        if one.skill != other.skill and _is_choice(text, one, other, is_followed=other in chosen):
            chosen |= {one, other}
    return [
        replace(each, importance=Importance.NICE) if each in chosen else each for each in mentions
    ]


def _is_choice(text: str, one: Mention, other: Mention, *, is_followed: bool) -> bool:
    """Whether one of two languages is asked; of a row of them only the last two have the «or»."""
    between = text[one.end : other.start]
    if _OR.fullmatch(between):
        return True
    is_listed = is_followed and between.strip() == ","
    return is_listed or bool(_JOINED.fullmatch(between) and _ONE_OF_THEM.match(text, other.end))
