"""Bands of scores that say the same, and a fair order within them."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.ranking.credit import SCALE

__all__ = ["Span", "cut_bands", "members", "offset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A band before anybody is shown: its number from 1, its scores and its size."""

    number: int
    highest: int
    lowest: int
    size: int


def cut_bands(scores: NDArray[np.int64], noise: int) -> list[Span]:
    """Divide scores into bands, best first.

    A band starts at the best score that is in no band yet, and takes all that differ from it by
    less than `noise`; equal scores are always in one band.

    Args:
        scores: (n,), in 0..10,000, in any order.
        noise: At least 0.
    """
    count = np.bincount(scores, minlength=SCALE + 1)
    present = np.flatnonzero(count)
    up_to = [0, *np.cumsum(count[present]).tolist()]
    rising = present.tolist()
    bands: list[Span] = []
    left = len(rising)
    while left:
        end, highest = left, rising[left - 1]
        left = bisect_right(rising, highest - max(1, noise), hi=end)
        size = up_to[end] - up_to[left]
        bands.append(Span(number=len(bands) + 1, highest=highest, lowest=rising[left], size=size))
    return bands


def offset(of: str, band: int, size: int, seed: int) -> int:
    """How far the order of a band is rotated, in 0..size - 1.

    It moves on by one with every seed, so that over as many seeds in a row as the band has
    members everybody has every place once. `of` is whose ranking it is, so that rankings with
    one seed do not all begin with the same members.
    """
    digest = hashlib.sha256(f"{band}\n{of}".encode("utf-8", "surrogatepass")).digest()
    return (int.from_bytes(digest[:8]) + seed) % size


def members(
    rows: NDArray[np.intp], scores: NDArray[np.int64], band: Span, *, of: str, seed: int
) -> NDArray[np.intp]:
    """The members of a band in the order of `seed`.

    Args:
        rows: (n,), rising.
        scores: (n,), those of `rows`.
        band: One of the bands of `scores`.
        of: Id of whose ranking it is.
        seed: Any whole number.
    """
    inside = rows[(scores >= band.lowest) & (scores <= band.highest)]
    first = offset(of, band.number, band.size, seed)
    return np.concatenate([inside[first:], inside[:first]])
