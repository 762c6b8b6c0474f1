"""Who has what, in one block of candidates, by concept."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.ranking.credit import FULL

__all__ = ["BLOCK", "Groups", "Holders", "Postings", "Related"]

BLOCK = 1 << 16
"""Rows in a block: a row is stored as two bytes."""

Related = NDArray[np.int64]
"""What brings something of one thing asked: (r, 2), numbers of concepts and relatedness."""

_MOST_IN_A_BYTE = (1 << 8) - 1
_MANY = 8
"""A concept that one row in so many has gets a column, which is larger than a list but quicker."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Pairs of a concept and a code, where a code stands for all else that decides credit.

    Blocks that are made together share one, so that what a vacancy asks is looked up once.

    Attributes:
        begin: (concepts + 1,), where the groups of each concept begin.
        codes: (groups,), rising within a concept.
    """

    begin: NDArray[np.int32]
    codes: NDArray[np.int32]

    @classmethod
    def of(
        cls, concepts: NDArray[np.int64], codes: NDArray[np.int64], n_concepts: int
    ) -> tuple["Groups", NDArray[np.int64]]:
        """The groups of pairs in any order, also repeated ones; and the group of each pair."""
        cells, group = np.unique(concepts << 32 | codes, return_inverse=True)
        begin = np.searchsorted(cells >> 32, np.arange(n_concepts + 1))
        found = (cells & 0xFFFF_FFFF).astype(np.int32)
        return cls(begin.astype(np.int32), found), group.astype(np.int64)

    @property
    def concepts(self) -> NDArray[np.int64]:
        """The concept of each group, (groups,)."""
        return np.repeat(np.arange(len(self.begin) - 1), np.diff(self.begin))

    def dense(self, n_rows: NDArray[np.int64], n: int) -> NDArray[np.int64]:
        """The concepts that get a column, for how many of n rows each one has; rising."""
        fits = np.diff(self.begin) <= _MOST_IN_A_BYTE
        return np.flatnonzero((n_rows * _MANY >= n) & (n_rows > 0) & fits)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """What each of n rows of a block has: a concept, and which of its groups, counted from 1.

    Most concepts have a list of rows. One that many rows have has a column with a byte for each
    row, and a list of what did not fit it: more groups of a row that has several.

    Attributes:
        groups: The pairs that a row can have. A concept has at most 40,006: levels × trusts.
        cells: (c,), row × 2^16 + group of the concept; by concept, rising within one.
        edges: (concepts + 1,), where those of each concept begin in `cells`.
        dense: (d,), the concepts with a column; rising.
        columns: (d, n), the group of the concept that each row has, 0 for none.
    """

    groups: Groups
    cells: NDArray[np.uint32]
    edges: NDArray[np.uint32]
    dense: NDArray[np.int32]
    columns: NDArray[np.uint8]

    @classmethod
    def of(
        cls, groups: Groups, group: NDArray[np.int64], rows: NDArray[np.int64], n: int
    ) -> "Postings":
        """Postings of n rows, given as pairs of a group and a row, in any order."""
        concept, n_concepts = groups.concepts[group], len(groups.begin) - 1
        in_concept = group - groups.begin[concept] + 1
        cells = np.unique(concept << 32 | rows << 16 | in_concept)
        concept = cells >> 32
        is_first = np.diff(cells >> 16, prepend=-1) > 0
        dense = groups.dense(np.bincount(concept[is_first], minlength=n_concepts), n)
        column = np.full(n_concepts, -1, np.int64)
        column[dense] = np.arange(len(dense))
        in_column = is_first & (column[concept] >= 0)
        stored, listed = cells[in_column], cells[~in_column]
        columns = np.zeros((len(dense), n), np.uint8)
        columns[column[stored >> 32], stored >> 16 & 0xFFFF] = stored & 0xFFFF
        edges = np.searchsorted(listed >> 32, np.arange(n_concepts + 1))
        listed = (listed & 0xFFFF_FFFF).astype(np.uint32)
        return cls(groups, listed, edges.astype(np.uint32), dense.astype(np.int32), columns)

    def __len__(self) -> int:
        return int(self.columns.shape[1])

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays, without the groups, which blocks share."""
        arrays = (self.cells, self.edges, self.dense, self.columns)
        return sum([each.nbytes for each in arrays])

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All groups and rows, as `of` takes them."""
        begin = self.groups.begin.astype(np.int64)
        column, row = np.nonzero(self.columns)
        in_column = begin[self.dense[column]] + self.columns[column, row] - 1
        edges = self.edges.astype(np.int64)
        first = np.repeat(begin[:-1], edges[1:] - edges[:-1])
        listed = first + (self.cells & 0xFFFF) - 1
        rows = (self.cells >> 16).astype(np.int64)
        return np.concatenate([in_column, listed]), np.concatenate([row, rows])

    def n_pairs(self, concept: int) -> int:
        """How many pairs of a row and a group a concept has."""
        column = self.columns[self.dense == concept]
        return int(np.count_nonzero(column)) + len(self._list(concept))

    def _list(self, concept: int) -> NDArray[np.uint32]:
        """Its cells."""
        first, last = self.edges[concept : concept + 2]
        return self.cells[first:last]

    def best(self, related: Related, worth: NDArray[np.uint64]) -> NDArray[np.int16]:
        """The best credit of each row for one thing asked, (n,), in 0..10,000.

        Args:
            related: What brings something of it.
            worth: (codes,), what a code is worth, in 0..10,000³.
        """
        best = np.zeros(len(self), np.int16)
        for concept, relatedness in related.tolist():
            first, last = self.groups.begin[concept : concept + 2]
            earned = np.zeros(last - first + 1, np.int16)
            codes = self.groups.codes[first:last]
            earned[1:] = np.uint64(relatedness) * worth[codes] // np.uint64(FULL)
            for column in self.columns[self.dense == concept]:
                np.maximum(best, earned[column], out=best)
            cells = self._list(concept)
            np.maximum.at(best, cells >> 16, earned[cells & 0xFFFF])
        return best
