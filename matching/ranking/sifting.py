"""Who meets the conditions of a vacancy, and what only those are worth; compiled by numba.

Rows are in the order of `Columns.by_place`. So who lives in one place and would travel far enough
are the first of a run, found by halving; nobody else is looked at, and no posting of a block in
which nobody meets the conditions, or before the first or after the last who does.
"""

import numpy as np
from numpy.typing import NDArray

from matching.compiled import inner
from matching.ranking.adding import ask_for_part, column_of, start_of
from matching.ranking.columns import EDUCATION_ROW, mode_bits
from matching.ranking.lanes import ask_for
from matching.ranking.plan import ELSEWHERE, HOME
from matching.types import WorkMode

__all__ = ["add_some", "look_up_some", "meet", "reach"]

Scores = NDArray[np.uint16]
Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
Cells = NDArray[np.uint32]

_REMOTE = mode_bits([WorkMode.REMOTE])
_AT_ONCE = 1 << 10
_A_LINE = 16
"""Cells that come from memory at a time."""
_ASKED = 8 * _A_LINE
"""Cells of each list that are asked for before they are needed."""
_SHORT = 4 * _A_LINE
"""A list up to here is walked whole."""


@inner
def reach(travel: Ints, first: int, last: int, metres: int) -> int:
    """The end of the rows that would travel so far; who says no distance is among them."""
    while first < last:
        middle = (first + last) // 2
        if np.uint32(travel[middle]) >= np.uint32(metres):
            first = middle + 1
        else:
            last = middle
    return first


@inner
def _mark(
    marks: Marks, first: int, live: Marks, start: Ints, small: Bytes, conditions: Longs
) -> None:
    """Mark who meets all but place, hours and languages; without branches, for vectors."""
    last_start = np.int32(min(conditions[4], np.int64(0x7FFF_FFFF)))
    education, asked = np.int8(conditions[5]), np.int8(conditions[1])
    unasked = np.uint8(asked == 0)
    last = first + len(marks)
    live, start = live[first:last], start[first:last]
    modes, licence, consent = small[0, first:last], small[1, first:last], small[2, first:last]
    held = small[EDUCATION_ROW, first:last]
    for at in range(len(marks)):
        shared = np.uint8((modes[at] & asked) != 0) | np.uint8(modes[at] == 0) | unasked
        enough = np.uint8(held[at] <= 0) | np.uint8(held[at] >= education)
        marks[at] = live[at] & shared & enough & np.uint8((licence[at] | consent[at]) >= 0)
    for at in range(len(marks)):
        marks[at] &= np.uint8(start[at] <= last_start)


@inner
def _unmark_level(marks: Marks, held: Bytes, asked: int) -> None:
    level = np.int8(asked)
    for at in range(len(marks)):
        marks[at] &= np.uint8(held[at] <= 0) | np.uint8(held[at] >= level)


@inner
def _unmark_far(marks: Marks, modes: Bytes) -> None:
    remote = np.int8(_REMOTE)
    for at in range(len(marks)):
        marks[at] &= np.uint8(modes[at] == 0) | np.uint8((modes[at] & remote) != 0)


@inner
def _keep(kept: Ints, found: int, first: int, marks: Marks, hours: Ints, points: Ints) -> int:
    """Add the marked rows whose hours are met; no branch: who is not kept is overwritten."""
    some, n = kept[found:], np.uint64(0)
    for at in range(len(marks)):
        some[n] = first + at
        n += np.uint64(marks[at])
    marked, n = some[:n], np.uint64(0)
    for row in marked:
        some[n] = row
        n += np.uint64(points[np.uint32(hours[np.uint32(row)])] >= 0)
    return found + int(n)


@inner
def meet(
    kept: Ints,
    most: int,
    live: Marks,
    runs: Ints,
    metres: Ints,
    hours: Ints,
    wide: Ints,
    small: Bytes,
    conditions: Longs,
    languages: Longs,
) -> int:
    """Find whom no constraint excludes.

    Args:
        kept: (n,), gets their rows, rising.
        most: Gives up where more than half of the rows and so many more meet the conditions.
        live: (n,), 0 for who does not count any more.
        runs: (r, 2), as `Block` has them.
        metres: (p + 1,), to each place; -1 is unknown.
        hours: (h + 1,), points of each range of hours, -1 where it is not met.
        wide: (4, n), as `Columns` has it.
        small: (4 + l, n), as `Columns` has it.
        conditions: (9,), as `Plan` has them.
        languages: (a, 2), rows of `small` and the levels asked.

    Returns:
        How many they are; -1 where it gave up.
    """
    marks, found, home = np.empty(_AT_ONCE, np.uint8), 0, conditions[0]
    for run in range(len(runs)):
        first, end = runs[run, 1], runs[run + 1, 1] if run + 1 < len(runs) else len(live)
        far, near = metres[runs[run, 0]], end
        if far > 0 and home != HOME:
            near = reach(wide[1], first, end, far)
        last = end if home == ELSEWHERE else near
        for start in range(first, last, _AT_ONCE):
            stop = min(start + _AT_ONCE, last)
            some = marks[: stop - start]
            _mark(some, start, live, wide[3], small, conditions)
            for each in range(len(languages)):
                _unmark_level(some, small[languages[each, 0], start:stop], languages[each, 1])
            if near < stop:
                at = max(near, start)
                _unmark_far(some[at - start :], small[0, at:stop])
            found = _keep(kept, found, start, some, wide[2], hours)
        if 2 * found > end + most:
            return -1
    return found


@inner
def _first(cells: Cells, row: int) -> int:
    """The first cell of a row or of one after it."""
    first, last = 0, len(cells)
    while first < last:
        middle = (first + last) // 2
        if cells[middle] >> 16 < row:
            first = middle + 1
        else:
            last = middle
    return first


@inner
def look_up_some(
    kept: Ints, related: Longs, cells: Cells, edges: Cells, dense: Ints
) -> tuple[Longs, Longs]:
    """What `adding.look_up` finds, of a list only what may be of the rows kept, one or more."""
    column, bounds = np.empty(len(related), np.int64), np.empty((len(related), 2), np.int64)
    for place in range(len(related)):
        column[place] = column_of(related[place, 0], dense)
        ask_for(edges, related[place, 0])
    for place in range(len(related)):
        begin, end = edges[related[place, 0]], edges[related[place, 0] + 1]
        bounds[place, 0], bounds[place, 1] = begin, end
        for at in range(begin, min(end, begin + _ASKED), _A_LINE):
            ask_for(cells, at)
    for place in range(len(related)):
        begin, end = bounds[place, 0], bounds[place, 1]
        if end - begin > _SHORT:
            bounds[place, 0] = begin + _first(cells[begin:end], kept[0])
            bounds[place, 1] = begin + _first(cells[begin:end], kept[-1] + 1)
    return column, bounds


@inner
def _store_hits(
    best: Scores, slots: Scores, marks: Marks, cells: Cells, points: Scores, hits: Cells
) -> None:
    """Raise the marked rows; no branch: a cell that is none of theirs is overwritten."""
    n = np.uint64(0)
    for at in range(len(cells)):
        hits[n] = cells[at]
        n += np.uint64(marks[np.uint64(cells[at] >> 16)])
    for cell in hits[:n]:
        slot = np.uint64(slots[np.uint64(cell >> 16)])
        best[slot] = max(best[slot], points[np.uint64(cell & 0xFFFF)])


@inner
def _store_some(best: Scores, kept: Ints, column: Marks, points: Scores) -> None:
    for at in range(len(kept)):
        best[at] = max(best[at], points[column[np.uint32(kept[at])]])


@inner
def _move_some(scores: Scores, best: Scores) -> None:
    for at in range(len(scores)):
        scores[at] += best[at]
        best[at] = 0


@inner
def _drop(kept: Ints, scores: Scores, slots: Scores, marks: Marks, score: int) -> int:
    """Keep only who has so much; gives how many they are."""
    found = 0
    for at in range(len(kept)):
        row, is_kept = np.uint32(kept[at]), scores[at] >= score
        kept[found], scores[found], slots[row], marks[row] = kept[at], scores[at], found, is_kept
        found += is_kept
    return found


@inner
def _longest(bounds: Longs) -> int:
    longest = np.int64(0)
    for place in range(len(bounds)):
        longest = max(longest, bounds[place, 1] - bounds[place, 0])
    return int(longest)


@inner
def _store_part(
    start: int,
    end: int,
    kept: Ints,
    slots: Scores,
    marks: Marks,
    hits: Cells,
    best: Scores,
    cells: Cells,
    columns: Marks,
    points: Scores,
    bases: Longs,
    column: Longs,
    bounds: Longs,
) -> None:
    """Raise the rows kept to what their groups earn of some related concepts."""
    for place in range(start, end):
        earned, listed = points[bases[place] :], cells[bounds[place, 0] : bounds[place, 1]]
        if column[place] >= 0:
            _store_some(best, kept, columns[column[place]], earned)
        _store_hits(best, slots, marks, listed, earned, hits)


@inner
def add_some(
    kept: Ints,
    scores: Scores,
    slots: Scores,
    marks: Marks,
    order: Longs,
    done: int,
    most: Longs,
    least: int,
    best: Scores,
    cells: Cells,
    columns: Marks,
    points: Scores,
    bases: Longs,
    ends: Longs,
    column: Longs,
    bounds: Longs,
) -> int:
    """Add up, for some rows, the points of the best claim for each of some parts.

    Args:
        kept: (s,), the rows, rising; gets those that may have `least`.
        scores: (s,), theirs, gets the points added.
        slots: (n,), whatever is in it.
        marks: (n,), zeros, and zeros again afterwards.
        order: (parts,), the parts in an order.
        done: How many of them were added before.
        most: (parts,), the most that each part can give.
        least: Who cannot get to it is left before the end.
        best: As for `adding.add_part`; so is all that follows.
        cells: See there.
        columns: See there.
        points: See there.
        bases: See there.
        ends: See there.
        column: See there.
        bounds: See there.

    Returns:
        How many may.
    """
    hits, found, left = np.empty(_longest(bounds), np.uint32), len(kept), most[order[done:]].sum()
    for at in range(len(kept)):
        marks[np.uint32(kept[at])], slots[np.uint32(kept[at])] = 1, at
    for number in range(done, len(order)):
        start, end = start_of(order[number], ends), ends[order[number]]
        ask_for_part(number + 1, order, cells, ends, bounds)
        of = best, cells, columns, points, bases, column, bounds
        _store_part(start, end, kept[:found], slots, marks, hits, *of)
        _move_some(scores[:found], best)
        left -= most[order[number]]
        if left < least:
            found = _drop(kept[:found], scores, slots, marks, least - left)
    for row in kept[:found]:
        marks[row] = 0
    return found
