"""Bands of scores that say the same, and a fair order within them."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from matching.ranking.credit import SCALE
from matching.ranking.results import Band

__all__ = ["cut_bands", "members"]

Scores = NDArray[np.uint16]
Flags = NDArray[np.bool_]


def cut_bands(
    scores: Scores, eligible: Flags, noise: int, k: int, *, compiled: bool
) -> tuple[Band, ...]:
    """Divide the scores of the eligible into bands, best first, of which k members are shown.

    A band starts at the best score that is in no band yet, and takes all that differ from it by
    less than `noise`; equal scores are always in one band.

    Args:
        scores: (n,), in 0..10,000, in any order.
        eligible: (n,).
        noise: At least 1.
        k: At least 0.
        compiled: By the kernel; the bands are the same.
    """
    find = _cut_compiled if compiled else _cut_plainly
    bands, left = [], k
    for number, (highest, lowest, size) in enumerate(find(scores, eligible, noise), start=1):
        shown = min(size, left)
        left -= shown
        bands.append(Band(number=number, highest=highest, lowest=lowest, size=size, shown=shown))
    return tuple(bands)


def _cut_compiled(scores: Scores, eligible: Flags, noise: int) -> list[list[int]]:
    from matching.ranking.order import cut

    bands = np.empty((SCALE // noise + 1, 3), np.int64)
    found = cut(np.zeros(SCALE + 1, np.int32), bands, scores, eligible.view(np.uint8), noise)
    table: list[list[int]] = bands[:found].tolist()
    return table


def _cut_plainly(scores: Scores, eligible: Flags, noise: int) -> list[list[int]]:
    count = np.bincount(scores[eligible], minlength=SCALE + 1)
    present = np.flatnonzero(count)
    up_to = [0, *np.cumsum(count[present]).tolist()]
    rising = present.tolist()
    bands = []
    left = len(rising)
    while left:
        end, highest = left, rising[left - 1]
        left = bisect_right(rising, highest - noise, hi=end)
        bands.append([highest, rising[left], up_to[end] - up_to[left]])
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
    scores: Scores, eligible: Flags, bands: Iterable[Band], *, of: str, seed: int, compiled: bool
) -> NDArray[np.intp]:
    """The rows of the members of bands that are shown, in the order of `seed`.

    Args:
        scores: (n,).
        eligible: (n,).
        bands: The bands of those scores.
        of: Id of whose ranking it is.
        seed: Any whole number.
        compiled: By the kernel; the rows are the same.
    """
    shown = [band for band in bands if band.shown]
    moved = [offset(of, band.number, band.size, seed) for band in shown]
    k = sum([band.shown for band in shown])
    if compiled and shown:
        from matching.ranking import order

        rows, start = np.empty(k, np.intp), 0
        table = []
        for band, first in zip(shown, moved, strict=True):
            table.append((band.lowest, band.size, first, start))
            start += band.size
        order.members(rows, np.array(table), scores, eligible.view(np.uint8))
        return rows
    found = [np.empty(0, np.intp)]
    for band, first in zip(shown, moved, strict=True):
        inside = np.flatnonzero(eligible & (scores >= band.lowest) & (scores <= band.highest))
        found += [inside[first:], inside[:first]]
    return np.concatenate(found)[:k]
