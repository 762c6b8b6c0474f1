"""Joining blocks that are small, or of which most are gone, without reading a profile again."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.ranking.blocks import Block
from matching.ranking.columns import Columns
from matching.ranking.postings import BLOCK, Groups, Postings
from matching.types import CandidateProfile

__all__ = ["Stored", "join"]

Stored = tuple[Block, NDArray[np.uint8], Sequence[CandidateProfile]]
"""A block, who of it is still there, and its profiles."""

_MUCH_LARGER = 2


def join(stored: Sequence[Stored]) -> list[Stored]:
    """Join each block with the one before it, as long as that one is not much larger.

    So there are few blocks however many changes there were, and every candidate is moved a few
    times only: as often as the number of candidates that came can be halved.
    """
    found: list[Stored] = []
    for one in stored:
        together = one
        if _n_live(one) * 2 < len(one[0]):
            together = _joined([one])
        while found and _may_join(found[-1], together):
            together = _joined([found.pop(), together])
        if len(together[0]):
            found.append(together)
    return found


def _n_live(stored: Stored) -> int:
    return int(np.count_nonzero(stored[1]))


def _may_join(one: Stored, two: Stored) -> bool:
    n_one, n_two = _n_live(one), _n_live(two)
    return n_one <= _MUCH_LARGER * n_two and n_one + n_two <= BLOCK


def _joined(parts: Sequence[Stored]) -> Stored:
    """One block of those who are still there in some."""
    ids: list[str] = []
    for block, _, _ in parts:
        known = list(block.ids)
        ids += [known[at] for at in block.id_of.tolist()]
    columns = Columns.joined([block.columns for block, _, _ in parts])
    there = np.flatnonzero(np.concatenate([live for _, live, _ in parts]))
    order = there[columns.take(there).by_place()]
    place = np.full(len(ids), -1, np.int64)
    place[order] = np.arange(len(order))
    block = Block.of(
        [ids[row] for row in order.tolist()],
        _postings([block.postings for block, _, _ in parts], place, len(order)),
        columns.take(order),
    )
    profiles = [(known, at) for one, _, known in parts for at in one.id_of.tolist()]
    moved = [profiles[row] for row in order[block.rows].tolist()]
    return block, np.ones(len(order), np.uint8), tuple([known[at] for known, at in moved])


def _postings(parts: Sequence[Postings], place: NDArray[np.int64], n: int) -> Postings:
    """Postings of several blocks with each row in its new place, -1 for none."""
    concepts, codes, rows, start = [], [], [], 0
    for part in parts:
        group, row = part.pairs()
        concepts.append(part.groups.concepts[group])
        codes.append(part.groups.codes[group].astype(np.int64))
        rows.append(place[row + start])
        start += len(part)
    row = np.concatenate(rows)
    stays = row >= 0
    groups, group = Groups.of(
        np.concatenate(concepts)[stays],
        np.concatenate(codes)[stays],
        len(parts[0].groups.begin) - 1,
    )
    return Postings.of(groups, group, row[stays], n)
