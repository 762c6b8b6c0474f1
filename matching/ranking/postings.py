"""Who has what: rows of candidates by concept, in groups that earn the same credit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Holders", "Postings"]


@dataclass(frozen=True, slots=True)
class Holders:
    """Who brings something of one thing asked.

    Attributes:
        rows: (h,), rising.
        credit: (h,), the best that a row earns, in 1..10,000.
    """

    rows: NDArray[np.int32]
    credit: NDArray[np.int16]


class Postings:
    """Rows by concept and code, where a code stands for all that decides credit besides concept.

    Args:
        found: (concept, code, row) in any order; codes and rows are at least 0.
        n: Number of rows.
    """

    def __init__(self, found: Iterable[tuple[str, int, int]], n: int) -> None:
        known = sorted(set(found))
        self._n = n
        concepts = [concept for concept, _, _ in known]
        self._rows: NDArray[np.intp] = np.fromiter((row for _, _, row in known), np.intp)
        codes = np.fromiter((code for _, code, _ in known), np.intp)
        number = {concept: i for i, concept in enumerate(dict.fromkeys(concepts))}
        numbers = np.fromiter((number[concept] for concept in concepts), np.intp)
        fresh = np.ones(len(known), np.bool_)
        fresh[1:] = (numbers[1:] != numbers[:-1]) | (codes[1:] != codes[:-1])
        self._start = np.flatnonzero(fresh)
        self._length = np.diff(np.append(self._start, len(known)))
        self._code = codes[self._start]
        edges = np.searchsorted(numbers[self._start], np.arange(len(number) + 1)).tolist()
        self._of = {concept: (edges[i], edges[i + 1]) for concept, i in number.items()}

    def holders(self, related: Mapping[str, int], by_code: NDArray[np.int64], full: int) -> Holders:
        """Who has any of the related concepts, with the best credit of each.

        The groups are stored by rising credit into a cell for each row, so that the last store
        into a cell is the exact maximum, without a comparison.

        Args:
            related: Concept to its relatedness, in 1..10,000.
            by_code: (codes,), what a code is worth, in 0..`full`.
            full: What is worth all of the relatedness; 10,000 × `full` fits in 64 bits.
        """
        group, credit = self._rising(related, by_code, full)
        length = self._length[group]
        end = np.cumsum(length)
        position = np.repeat(self._start[group] - (end - length), length)
        position += np.arange(len(position))
        best = np.zeros(self._n, np.int16)
        best[self._rows[position]] = np.repeat(credit, length)
        rows = np.flatnonzero(best)
        return Holders(rows.astype(np.int32), best[rows])

    def _rising(
        self, related: Mapping[str, int], by_code: NDArray[np.int64], full: int
    ) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        picked = [(self._of[each], part) for each, part in related.items() if each in self._of]
        spans = [np.arange(first, last) for (first, last), _ in picked]
        group = np.concatenate([np.empty(0, np.intp), *spans])
        parts = np.array([part for _, part in picked], np.int64)
        relatedness = np.repeat(parts, [len(span) for span in spans])
        credit = relatedness * by_code[self._code[group]] // full
        order = np.argsort(credit, kind="stable")
        return group[order], credit[order]
