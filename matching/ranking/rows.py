"""Scores of some rows, from what each of them has; compiled by numba."""

import numpy as np
from numpy.typing import NDArray

from matching.ranking.compiled import compiled, inner
from matching.ranking.credit import FULL, SCALE

__all__ = ["earn", "lay"]

Scores = NDArray[np.uint16]
Marks = NDArray[np.uint8]
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]


@compiled(
    "i8(u1[::1], i4[::1], i8[:, ::1], u2[::1], i4[::1], i4[::1], u8[:, ::1], i8[:, ::1],"
    "i8[::1], i8[:, ::1])"
)
def lay(
    counts: Marks,
    heads: Ints,
    entries: Longs,
    points: Scores,
    first: Ints,
    codes: Ints,
    worth: NDArray[np.uint64],
    related: Longs,
    begin: Longs,
    asked: Longs,
) -> int:
    """Lay out by concept what its groups earn, for scoring row by row.

    Args:
        counts: (concepts,), zeros, gets 1 for those that count.
        heads: (concepts,), -1 everywhere, gets the first entry of each.
        entries: (r, 3), gets part, place of the first group in `points`, and next entry.
        points: Long enough, gets the points of each group of each entry.
        first: (concepts + 1,), `begin` of `Groups`.
        codes: (groups,), those of `Groups`.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        related: (r, 2), as `Plan` has it.
        begin: (m + 1,), as `Plan` has it.
        asked: (m, 3), as `Plan` has it.

    Returns:
        How many parts there are.
    """
    part, at = 0, 0
    for each in range(len(asked)):
        by_code, weight = worth[asked[each, 0] - 1], asked[each, 1]
        for place in range(begin[each], begin[each + 1]):
            concept = related[place, 0]
            entries[place, 0], entries[place, 1], entries[place, 2] = part, at, heads[concept]
            heads[concept], counts[concept] = place, 1
            for group in range(first[concept], first[concept + 1]):
                earned = np.uint64(related[place, 1]) * by_code[codes[group]]
                points[at] = weight * np.int64(earned // np.uint64(FULL)) // SCALE
                at += 1
        part += asked[each, 2]
    return part


@inner
def _most(starts: NDArray[np.uint32], kept: Ints) -> int:
    """One more than the most that a row has."""
    most = np.uint32(0)
    for at in range(len(kept)):
        row = np.uint32(kept[at])
        most = max(most, starts[row + 1] - starts[row])
    return int(most) + 1


@inner
def _earned(
    best: Scores,
    hits: NDArray[np.uint32],
    counts: Marks,
    heads: Ints,
    entries: Longs,
    points: Scores,
    concepts: NDArray[np.uint16],
    locals_: Marks,
    first: np.uint64,
    last: np.uint64,
) -> np.int64:
    """The score of one row for what it has: first what counts at all, without a branch."""
    n = np.uint64(0)
    for one in range(first, last):
        hits[n] = np.uint32(one)
        n += np.uint64(counts[concepts[one]])
    for number in range(int(n)):
        place = np.uint64(hits[number])
        entry = heads[concepts[place]]
        while entry >= 0:
            known = np.uint64(entry)
            part = np.uint64(entries[known, 0])
            earned = points[np.uint64(entries[known, 1]) + np.uint64(locals_[place])]
            best[part] = max(best[part], earned)
            entry = entries[known, 2]
    total = np.int64(0)
    for each in range(len(best)):
        total += best[each]
        best[each] = 0
    return total


@compiled(
    "void(i4[::1], i4[::1], u2[::1], u1[::1], i4[::1], i8[:, ::1], u2[::1], u4[::1], u2[::1],"
    "u1[::1])"
)
def earn(
    scores: Ints,
    kept: Ints,
    best: Scores,
    counts: Marks,
    heads: Ints,
    entries: Longs,
    points: Scores,
    starts: NDArray[np.uint32],
    concepts: NDArray[np.uint16],
    locals_: Marks,
) -> None:
    """Add the points of the best claim for each part, row by row.

    Args:
        scores: (n,), gets them added.
        kept: (n,), the rows.
        best: (parts,), zeros, and zeros again afterwards.
        counts: As `lay` made them.
        heads: As `lay` made them.
        entries: As `lay` made them.
        points: As `lay` made them.
        starts: As `Postings` has them.
        concepts: As `Postings` has them.
        locals_: As `Postings` has them.
    """
    hits = np.empty(_most(starts, kept), np.uint32)
    for at in range(len(kept)):
        row = kept[at]
        first, last = np.uint64(starts[row]), np.uint64(starts[row + 1])
        scores[at] += _earned(
            best, hits, counts, heads, entries, points, concepts, locals_, first, last
        )
