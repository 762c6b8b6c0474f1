"""Blocks as compiled code reads them: a record of addresses and sizes each.

One call goes through all blocks then. A call for each would wait for memory a dozen times: for
every array, what Python keeps about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.ranking.blocks import Block
from matching.ranking.columns import Columns
from matching.ranking.postings import Groups

__all__ = ["RECORD", "Stretch", "address_of", "stretches"]

Marks = NDArray[np.uint8]
_Pair = tuple[Block, Marks]

_ARRAYS: Mapping[str, type[np.integer[Any]]] = {
    "live": np.uint8,
    "id_of": np.uint16,
    "runs": np.int32,
    "cells": np.uint32,
    "edges": np.uint32,
    "dense": np.int32,
    "columns": np.uint8,
    "wide": np.int32,
    "small": np.int8,
}
_SIZES = ("n", "n_runs", "n_cells", "n_edges", "n_dense", "n_small")

RECORD = np.dtype([(name, np.int64) for name in (*_ARRAYS, *_SIZES)])
"""Addresses of the arrays of a block, as `Block`, `Postings` and `Columns` name them, and how many
rows, runs, cells, edges, columns of concepts and small columns there are."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretch:
    """Blocks one after the other that share their groups and tables.

    Attributes:
        groups: Of all of them.
        columns: Of the first: what stands in tables is that of all.
        records: (b,), `RECORD`.
        kept: What must stay in memory for the addresses to hold.
    """

    groups: Groups
    columns: Columns
    records: NDArray[Any]
    kept: Sequence[_Pair]

    def __len__(self) -> int:
        """Rows of all blocks."""
        return sum([len(block) for block, _ in self.kept])


def stretches(blocks: Iterable[Block], live: Iterable[Marks]) -> tuple[Stretch, ...]:
    """All blocks, in their order, in as few stretches as they make.

    Args:
        blocks: Any number.
        live: For each (n,), 0 for who does not count any more.

    Raises:
        TypeError: An array has another type, or does not lie in one piece.
    """
    pairs = zip(blocks, live, strict=True)
    return tuple([_stretch(list(together)) for _, together in groupby(pairs, _shared)])


def _shared(pair: _Pair) -> tuple[object, ...]:
    columns = pair[0].columns
    shared = pair[0].postings.groups, columns.directions, columns.ranges
    return *map(id, shared), *columns.language_row.items()


def _stretch(pairs: Sequence[_Pair]) -> Stretch:
    first = pairs[0][0]
    return Stretch(
        groups=first.postings.groups,
        columns=first.columns,
        records=np.array([_record(*each) for each in pairs], RECORD),
        kept=pairs,
    )


def _record(block: Block, live: Marks) -> tuple[int, ...]:
    of, columns = block.postings, block.columns
    arrays: dict[str, NDArray[Any]] = {
        "live": live,
        "id_of": block.id_of,
        "runs": block.runs,
        "cells": of.cells,
        "edges": of.edges,
        "dense": of.dense,
        "columns": of.columns,
        "wide": columns.wide,
        "small": columns.small,
    }
    addresses = [address_of(arrays[name], dtype) for name, dtype in _ARRAYS.items()]
    counted: list[NDArray[Any]] = [block.runs, of.cells, of.edges, of.dense, columns.small]
    return *addresses, len(block), *map(len, counted)


def address_of(array: NDArray[Any], dtype: type[np.integer[Any]]) -> int:
    """Where an array lies.

    Raises:
        TypeError: It has another type, or does not lie in one piece.
    """
    if array.dtype != dtype or not array.flags.c_contiguous:
        found = f"{array.dtype} with strides of {array.strides}"
        raise TypeError(f"expected {dtype.__name__} in one piece, found {found}")
    return int(array.ctypes.data)
