"""The bar of a score: its parts, of which the widths add up to the score."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["FULL", "Part", "parts_of"]

FULL = 10_000
"""A full score, in ten-thousandths."""
_SERIES = 5


@dataclass(frozen=True)
class Part:
    """A part of a bar.

    Attributes:
        label: What it is for.
        points: In ten-thousandths of a full score.
        series: Which of the colours, from 1.
    """

    label: str
    points: int
    series: int


def parts_of(contributions: Sequence[tuple[str, int]]) -> list[Part]:
    """The parts that add something, largest first; their points add up to the score.

    Args:
        contributions: Words and points of each.
    """
    given = sorted((each for each in contributions if each[1] > 0), key=lambda each: -each[1])
    return [Part(words, points, place % _SERIES + 1) for place, (words, points) in enumerate(given)]
