"""Blocks of candidates, and the making of them from profiles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.errors import UnknownConceptError
from matching.ranking.columns import Columns
from matching.ranking.credit import FULL, LEVELS, SCALE, Factors
from matching.ranking.ids import Ids
from matching.ranking.pieces import in_one_piece
from matching.ranking.planner import Planner
from matching.ranking.postings import BLOCK, Groups, Postings
from matching.types import CandidateProfile, EvidenceKind

__all__ = ["Block", "Codes", "Made", "make_blocks", "worth_of"]

Codes = Mapping[tuple[int, int], int]
"""Level held and strength × certainty to the code that stands for them."""

_TIES = (0, 1)
"""Codes of an occupation held and of one wanted; those of claims follow."""

_Claimed = tuple[str, int, int | None, float]
"""Skill, kind of evidence by its `id`, because members of an enum are slow to hash, and so on."""

_KINDS = {id(kind): kind for kind in EvidenceKind}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """At most `BLOCK` candidates as arrays that never change; a row is a place in them.

    Rows are in the order of `Columns.by_place`: then those who live near a vacancy stand together.

    Attributes:
        ids: (n,), rising.
        id_of: (n,), where in `ids` the id of each row is.
        postings: Who has what.
        columns: Conditions.
        runs: Place and first row of each run of rows with one place, (r, 2).
    """

    ids: Ids
    id_of: NDArray[np.uint16]
    postings: Postings
    columns: Columns
    runs: NDArray[np.int32]

    @classmethod
    def of(cls, ids: Iterable[str], postings: Postings, columns: Columns) -> "Block":
        """A block of rows that are in the order of `Columns.by_place`, with the id of each.

        Copies the arrays into one piece of memory.
        """
        known = list(ids)
        rows = sorted(range(len(known)), key=known.__getitem__)
        id_of = np.empty(len(known), np.uint16)
        id_of[rows] = np.arange(len(known), dtype=np.uint16)
        named = Ids.of(known[row] for row in rows)
        lists = [getattr(postings, name) for name in ("cells", "edges", "dense", "columns")]
        wide, small, runs = columns.wide, columns.small, columns.runs()
        arrays: list[NDArray[Any]] = [*lists, wide, small, runs, id_of, named.letters, named.ends]
        *lists, wide, small, runs, id_of, letters, ends = in_one_piece(arrays)
        return cls(
            ids=Ids(letters, ends),
            id_of=id_of,
            postings=Postings(postings.groups, *lists),
            columns=replace(columns, wide=wide, small=small),
            runs=runs,
        )

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def rows(self) -> NDArray[np.int64]:
        """The row of each id, (n,)."""
        rows = np.empty(len(self), np.int64)
        rows[self.id_of] = np.arange(len(self))
        return rows

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays, without the ids and what blocks share."""
        columns = self.columns.wide.nbytes + self.columns.small.nbytes
        return self.postings.nbytes + columns + self.id_of.nbytes + self.runs.nbytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Blocks, and the codes that they are made with."""

    blocks: tuple[Block, ...]
    codes: Codes


def make_blocks(
    profiles: Sequence[CandidateProfile], planner: Planner, factors: Factors, codes: Codes
) -> Made:
    """Make blocks of candidates, each of some places that are near each other.

    Args:
        profiles: The candidates, in any order.
        planner: Numbers the concepts.
        factors: Those of the config.
        codes: Codes that are there already, which stay as they are.

    Raises:
        UnknownConceptError: A claim or occupation is not in the taxonomy.
    """
    columns = Columns.of([each.conditions for each in profiles])
    order = columns.by_place()
    columns, profiles = columns.take(order), [profiles[row] for row in order]
    found, pairs, known = _facts(profiles, planner, factors, dict(codes))
    groups, group = Groups.of(pairs[:, 0], pairs[:, 1], planner.n_concepts)
    counts = [len(each.held) + len(each.wants) + len(each.claims) for each in profiles]
    ends = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    blocks = []
    for start in range(0, len(profiles), BLOCK):
        stop = min(start + BLOCK, len(profiles))
        rows = np.repeat(np.arange(stop - start), np.diff(ends[start : stop + 1]))
        has = group[found[ends[start] : ends[stop]]]
        blocks.append(
            Block.of(
                [each.id for each in profiles[start:stop]],
                Postings.of(groups, has, rows, stop - start),
                columns if stop - start == len(profiles) else columns.part(start, stop),
            )
        )
    return Made(blocks=tuple(blocks), codes=known)


def _facts(
    profiles: Sequence[CandidateProfile],
    planner: Planner,
    factors: Factors,
    codes: dict[tuple[int, int], int],
) -> tuple[NDArray[np.int32], NDArray[np.int64], Codes]:
    """What each profile has, as numbers of pairs, in order; the pairs (p, 2); and all codes."""
    number: dict[_Claimed | tuple[str, int], int] = {}
    add = number.setdefault
    held, wanted = _TIES
    found = np.fromiter(
        (
            add(key, len(number))
            for each in profiles
            for some in (
                [(occupation, held) for occupation in each.held],
                [(occupation, wanted) for occupation in each.wants],
                [(x.skill, id(x.kind), x.level, x.certainty) for x in each.claims],
            )
            for key in some
        ),
        np.int32,
    )
    pairs = []
    for key in number:
        numbers = planner.occupation_numbers if len(key) == 2 else planner.skill_numbers
        concept = numbers.get(key[0])
        if concept is None:
            _refuse_unknown(profiles, planner)
        elif len(key) == 2:
            pairs.append((concept, key[1]))
        else:
            _, kind, level, certainty = key
            of = _KINDS[kind]
            worth = factors.level_held(of, level), factors.trust(of, certainty)
            pairs.append((concept, codes.setdefault(worth, len(codes) + len(_TIES))))
    return found, np.array(pairs, np.int64).reshape(-1, 2), codes


def _refuse_unknown(profiles: Iterable[CandidateProfile], planner: Planner) -> None:
    """Name the first candidate with an unknown concept."""
    for profile in profiles:
        for claim in profile.claims:
            if claim.skill not in planner.skill_numbers:
                raise UnknownConceptError(claim.skill, kind="skill", of=f"candidate {profile.id}")
        for each in (*profile.wants, *profile.held):
            if each not in planner.occupation_numbers:
                raise UnknownConceptError(each, kind="occupation", of=f"candidate {profile.id}")


def worth_of(codes: Codes, factors: Factors) -> NDArray[np.uint64]:
    """(4, codes): of ties, then level factor × trust for each level asked; in 0..10,000³."""
    ties = [factors.occupation_held * SCALE**2, FULL]
    table = [
        [*ties, *(factors.level_factor(asked, held) * trust for held, trust in codes)]
        for asked in LEVELS
    ]
    return np.array(table, np.uint64)
