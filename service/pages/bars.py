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
        label: What it is for; "" for all others together.
        points: In ten-thousandths of a full score.
        series: Which of the colours, from 1; 0 is that of the rest.
    """

    label: str
    points: int
    series: int


def parts_of(contributions: Sequence[tuple[str, int, int]]) -> list[Part]:
    """The parts of a score, that which can give most first; their points add up to the score.

    What can give most has a colour of its own, so that a colour means the same for all who are
    ranked for one vacancy; what is left is taken together.

    Args:
        contributions: Name, points, and the most points of each, in the order of the ranking.
    """
    ordered = sorted(contributions, key=lambda each: -each[2])
    own, rest = ordered[:_SERIES], ordered[_SERIES:]
    parts = [Part(name, points, series) for series, (name, points, _) in enumerate(own, 1)]
    if rest:
        label = rest[0][0] if len(rest) == 1 else ""
        parts.append(Part(label, sum(points for _, points, _ in rest), 0))
    return [each for each in parts if each.points]
