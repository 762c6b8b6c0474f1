"""Who has what: rows of candidates by concept, in groups that earn the same credit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.ranking.credit import FULL

__all__ = ["BLOCK", "Concept", "Holders", "Postings", "Spans"]

BLOCK = 1 << 16
"""Rows in a block: a row is stored as two bytes, and what is worked out of a block fits a cache."""

Concept = tuple[str, str]
"""«skill» or «occupation», and its id."""

Spans = NDArray[np.int64]
"""Groups that bring something of one thing asked: (s, 3), first, last + 1 and relatedness."""


@dataclass(frozen=True, slots=True)
class Holders:
    """Who brings something of one thing asked.

    Attributes:
        rows: (h,), rising.
        credit: (h,), the best that a row earns, in 1..10,000.
    """

    rows: NDArray[np.int32]
    credit: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.rows)


class Postings:
    """Rows by concept and code, where a code stands for all that decides credit besides concept.

    Args:
        keys: (concept, code) of each number in `found`, which may name one pair several times.
        found: (f,), numbers of keys, in any order and also more than once in a row.
        rows: (f,), the row of each, at least 0.
        n: Number of rows.

    Attributes:
        low: Rows within their block, by block, group and row.
        edges: (blocks, groups + 1), where the rows of each group begin in `low`.
        codes: (groups,).
        groups: Concept to its first group and the one after its last.
        n: Number of rows.
    """

    def __init__(
        self,
        keys: Sequence[tuple[Concept, int]],
        found: NDArray[np.int64],
        rows: NDArray[np.int64],
        n: int,
    ) -> None:
        groups = sorted(set(keys))
        number = {key: i for i, key in enumerate(groups)}
        table = np.array([number[key] for key in keys], np.int64)
        cell = (rows // BLOCK * len(groups) + table[found]) * BLOCK + rows % BLOCK
        cell = np.unique(cell)
        blocks = np.arange(-(-n // BLOCK))[:, np.newaxis]
        first = blocks * len(groups) + np.arange(len(groups) + 1)
        self.n = n
        self.edges: NDArray[np.uint32] = np.searchsorted(cell, first * BLOCK).astype(np.uint32)
        self.low: NDArray[np.uint16] = (cell % BLOCK).astype(np.uint16)
        self.codes: NDArray[np.int32] = np.array([code for _, code in groups], np.int32)
        self.groups: dict[Concept, tuple[int, int]] = {}
        for i, (concept, _) in enumerate(groups):
            self.groups[concept] = (self.groups.get(concept, (i, i))[0], i + 1)

    def spans(self, kind: str, related: Mapping[str, int]) -> Spans:
        """The groups of related concepts of one kind.

        Args:
            kind: «skill» or «occupation».
            related: Id to its relatedness, in 1..10,000.
        """
        known = [(self.groups.get((kind, each)), part) for each, part in related.items()]
        found = [(*groups, part) for groups, part in known if groups is not None]
        return np.array(found, np.int64).reshape(-1, 3)

    def holders(self, spans: Spans, worth: NDArray[np.uint64]) -> Holders:
        """Who is in any of the groups, with the best credit of each.

        The groups are stored by rising credit into a cell for each row, so that the last store
        into a cell is the exact maximum, without a comparison.

        Args:
            spans: The groups.
            worth: (codes,), what a code is worth, in 0..10,000³.
        """
        parts = [np.arange(first, last) for first, last, _ in spans.tolist()]
        groups = np.concatenate([np.empty(0, np.intp), *parts])
        related = np.repeat(spans[:, 2], [len(part) for part in parts])
        credit = (related.astype(np.uint64) * worth[self.codes[groups]] // FULL).astype(np.int16)
        rising = np.argsort(credit, kind="stable")
        groups, credit = groups[rising], credit[rising]
        best = np.zeros(self.n, np.int16)
        for start, edges in zip(range(0, self.n, BLOCK), self.edges, strict=True):
            first = edges[groups].astype(np.intp)
            length = edges[groups + 1] - first
            end = np.cumsum(length)
            position = np.repeat(first - (end - length), length)
            position += np.arange(len(position))
            best[start : start + BLOCK][self.low[position]] = np.repeat(credit, length)
        rows = np.flatnonzero(best)
        return Holders(rows.astype(np.int32), best[rows])
