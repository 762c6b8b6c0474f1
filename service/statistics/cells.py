"""Counts that are shown, or are too small to be."""

from service.statistics.schemas import Cell
from service.statistics.suppression import LEAST

__all__ = ["cell", "rounded_cell"]


def cell(count: int) -> Cell:
    """A count of people, hidden where it is small."""
    is_small = count < LEAST
    return Cell(count=None if is_small else count, suppressed=is_small)


def rounded_cell(count: int) -> Cell:
    """A count of people among counts that hold each other, hidden where it is small.

    It is rounded down to a multiple of `LEAST`. So the difference of two of them, or of one and
    everybody, leaves the people between them anything in a range that is as wide as a hidden count.
    """
    return cell(count - count % LEAST)
