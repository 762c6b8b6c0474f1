"""Counts that are shown, or are too small to be."""

from service.statistics.schemas import Cell
from service.statistics.suppression import LEAST

__all__ = ["cell"]


def cell(count: int) -> Cell:
    """A count of people, hidden where it is small."""
    is_small = count < LEAST
    return Cell(count=None if is_small else count, suppressed=is_small)
