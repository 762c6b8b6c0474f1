"""Who has what, in one block of candidates: by concept, and once more by candidate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.ranking.credit import FULL

__all__ = ["BLOCK", "Groups", "Holders", "Postings", "Related"]

BLOCK = 1 << 16
"""Rows in a block: a row is stored as two bytes, and what is worked out of a block fits a cache."""

Related = NDArray[np.int64]
"""What brings something of one thing asked: (r, 2), numbers of concepts and relatedness."""

_MOST_LOCAL = 1 << 8
_MOST_CONCEPTS = 1 << 16


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

    def spans(self, related: Related) -> NDArray[np.int64]:
        """Groups of related concepts, (s, 3): first, last + 1 and relatedness."""
        first, last = self.begin[related[:, 0]], self.begin[related[:, 0] + 1]
        return np.column_stack([first, last, related[:, 1]])[first < last]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Rows of a block by group, and groups by row.

    Attributes:
        groups: The pairs that a row can have.
        low: Rows by group; rising within one.
        edges: (groups + 1,), where the rows of each group begin in `low`.
        starts: (n + 1,), where what each row has begins in `concepts` and `locals`.
        concepts: What each row has.
        locals: Its group, counted from the first of the concept. Both are empty where they do not
            fit their types; then rows are only found by group.
    """

    groups: Groups
    low: NDArray[np.uint16]
    edges: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    concepts: NDArray[np.uint16]
    locals: NDArray[np.uint8]

    @classmethod
    def of(
        cls, groups: Groups, group: NDArray[np.int64], rows: NDArray[np.int64], n: int
    ) -> "Postings":
        """Postings of n rows, given as pairs of a group and a row, in any order."""
        cells = np.unique(group * BLOCK + rows)
        rows = cells % BLOCK
        edges = np.searchsorted(cells, np.arange(len(groups.codes) + 1) * BLOCK)
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=n))])
        concept = groups.concepts
        local = np.arange(len(concept)) - groups.begin[concept]
        by_row = (cells // BLOCK)[np.argsort(rows, kind="stable")]
        if len(groups.begin) > _MOST_CONCEPTS or local.max(initial=0) >= _MOST_LOCAL:
            by_row = by_row[:0]
        return cls(
            groups,
            rows.astype(np.uint16),
            edges.astype(np.uint32),
            starts.astype(np.uint32),
            concept[by_row].astype(np.uint16),
            local[by_row].astype(np.uint8),
        )

    def __len__(self) -> int:
        return len(self.starts) - 1

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All groups and rows, as `of` takes them."""
        group = np.repeat(
            np.arange(len(self.groups.codes)), self.edges[1:].astype(np.int64) - self.edges[:-1]
        )
        return group, self.low.astype(np.int64)

    def best(self, related: Related, worth: NDArray[np.uint64]) -> NDArray[np.int16]:
        """The best credit of each row for one thing asked, (n,), in 0..10,000.

        The groups are stored by rising credit into a cell for each row, so that the last store
        into a cell is the exact maximum, without a comparison.

        Args:
            related: What brings something of it.
            worth: (codes,), what a code is worth, in 0..10,000³.
        """
        spans = self.groups.spans(related)
        parts = [np.arange(first, last) for first, last, _ in spans.tolist()]
        groups = np.concatenate([np.empty(0, np.intp), *parts])
        part = np.repeat(spans[:, 2], [len(each) for each in parts]).astype(np.uint64)
        credit = (part * worth[self.groups.codes[groups]] // np.uint64(FULL)).astype(np.int16)
        rising = np.argsort(credit, kind="stable")
        groups, credit = groups[rising], credit[rising]
        first = self.edges[groups].astype(np.intp)
        length = self.edges[groups + 1] - first
        end = np.cumsum(length)
        position = np.repeat(first - (end - length), length)
        position += np.arange(len(position))
        best = np.zeros(len(self), np.int16)
        best[self.low[position]] = np.repeat(credit, length)
        return best
