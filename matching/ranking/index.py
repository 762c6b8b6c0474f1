"""Candidates as arrays, made once and ranked many times.

An index is a tuple of blocks of at most 2^16 candidates, each on its own: ids, postings, columns.
Nothing in it ever changes. `CandidateIndex.changed` gives a new index that shares every block that
stays as it is: who is taken out is only marked, and who comes is put in a small block at the end,
which joins the one before it when it has grown. So readers never wait, and nothing is built anew.

To spread the work:

    plan = index.planner.plan(vacancy)              # small, can be pickled
    shards = index.shards()                         # one for each block; can be pickled
    parts = [shard.rank(plan, k) for shard in shards]          # anywhere, in any order
    merge(parts, k)                                 # the same as index.whole.rank(plan, k)

`count=True` also counts who is eligible and why others are not; those counts add up, too.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import import_module
from itertools import accumulate, pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.errors import UnknownConceptError
from matching.ranking.blocks import Block, Codes, make_blocks, worth_of
from matching.ranking.columns import Columns
from matching.ranking.credit import LEVELS, Factors
from matching.ranking.errors import refuse_duplicates
from matching.ranking.joining import join
from matching.ranking.memory import Memory
from matching.ranking.planner import Planner, shared_planner
from matching.ranking.postings import Holders, Related
from matching.ranking.shards import Part, Shard, merge
from matching.taxonomy import Taxonomy
from matching.types import CandidateProfile

__all__ = ["CandidateIndex", "Memory", "Part", "Shard", "merge"]

T = TypeVar("T", bound=np.generic)
Marks = NDArray[np.uint8]

_KERNEL = "matching.ranking.kernel"
_WORTH_LOADING = 1 << 15
"""Candidates from which loading the kernel takes little beside making their index."""


@cache
def _load_kernel() -> bool:
    try:
        import_module("matching.ranking.order")
        import_module("matching.ranking.search")
        import_module(_KERNEL)
    except ImportError:
        return False
    return True


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CandidateIndex:
    """n candidates, ready to be scored; make one with `build`.

    What it says never changes, but it remembers what it worked out for what was asked before.

    Attributes:
        taxonomy, config: What the index was made with and scores with.
        factors: Those of the config in whole numbers.
        planner: Plans of vacancies, and relatedness.
        codes: What stands for level held, strength and certainty.
        worth: (4, codes), what a code is worth at each level asked, in 0..10,000³.
        blocks: The candidates as arrays.
        live: For each block (n,), 0 for who was taken out.
        known: For each block its profiles, in the order of its ids.
    """

    taxonomy: Taxonomy
    config: MatchingConfig
    factors: Factors
    planner: Planner
    codes: Codes
    worth: NDArray[np.uint64]
    blocks: tuple[Block, ...]
    live: tuple[Marks, ...]
    known: tuple[Sequence[CandidateProfile], ...]
    _holders: Memory = field(default_factory=Memory)

    @classmethod
    def build(
        cls, profiles: Iterable[CandidateProfile], taxonomy: Taxonomy, config: MatchingConfig
    ) -> "CandidateIndex":
        """Index candidates; their order and that of their claims make no difference.

        Raises:
            DuplicateIdError: Two profiles have one id.
            UnknownConceptError: A claim or occupation is not in the taxonomy.
        """
        factors = Factors.of(config)
        nobody = cls(
            taxonomy=taxonomy,
            config=config,
            factors=factors,
            planner=shared_planner(taxonomy, config),
            codes={},
            worth=worth_of({}, factors),
            blocks=(),
            live=(),
            known=(),
        )
        return nobody.changed(profiles)

    def changed(
        self, profiles: Iterable[CandidateProfile] = (), *, without: Iterable[str] = ()
    ) -> "CandidateIndex":
        """The index with some candidates put in, or in the place of those with their ids.

        It takes as long as those are many; this index stays as it is.

        Args:
            profiles: Who comes.
            without: Ids of who goes; those that are not there make no difference.

        Raises:
            DuplicateIdError: Two profiles have one id.
            UnknownConceptError: A claim or occupation is not in the taxonomy.
        """
        coming = tuple(sorted(profiles, key=lambda profile: profile.id))
        refuse_duplicates("candidate", [profile.id for profile in coming])
        made = make_blocks(coming, self.planner, self.factors, self.codes)
        live = self._live_without({*without, *(profile.id for profile in coming)})
        by_id = {profile.id: profile for profile in coming}
        stored = join(
            [
                *zip(self.blocks, live, self.known, strict=True),
                *(
                    (block, np.ones(len(block), np.uint8), tuple([by_id[id_] for id_ in block.ids]))
                    for block in made.blocks
                ),
            ]
        )
        return self.of_blocks(
            [block for block, _, _ in stored],
            [live for _, live, _ in stored],
            [known for _, _, known in stored],
            made.codes,
        )

    def of_blocks(
        self,
        blocks: Sequence[Block],
        live: Sequence[Marks],
        known: Sequence[Sequence[CandidateProfile]],
        codes: Codes,
    ) -> "CandidateIndex":
        """An index with the same taxonomy and config, of other blocks."""
        return replace(
            self,
            codes=codes,
            worth=worth_of(codes, self.factors),
            blocks=tuple(blocks),
            live=tuple(live),
            known=tuple(known),
            _holders=Memory(),
        )

    def _live_without(self, ids: set[str]) -> list[Marks]:
        """The marks of each block, without those who go."""
        found = []
        for block, live in zip(self.blocks, self.live, strict=True):
            places = [place for place in (_place_of(block, id_) for id_ in ids) if place >= 0]
            if places:
                live = live.copy()
                live[block.rows[places]] = 0
            found.append(live)
        return found

    def __len__(self) -> int:
        return sum(self.sizes)

    def __repr__(self) -> str:
        return f"<CandidateIndex of {len(self)} candidates>"

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many candidates each block has, without who was taken out."""
        return tuple([int(np.count_nonzero(live)) for live in self.live])

    @cached_property
    def n_stored(self) -> int:
        """Rows of all blocks, also of who was taken out."""
        return sum(map(len, self.blocks))

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        """Of each candidate by id, where it is among the ids of all blocks."""
        marks = [live[block.rows] for block, live in zip(self.blocks, self.live, strict=True)]
        there = np.flatnonzero(np.concatenate([np.empty(0, np.uint8), *marks]))
        filled = [block for block in self.blocks if len(block)]
        if all(one.ids[-1] < two.ids[0] for one, two in pairwise(filled)):
            return there
        stored = [id_ for block in self.blocks for id_ in block.ids]
        return np.array(sorted(there.tolist(), key=stored.__getitem__), np.int64)

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """The stored rows of the candidates by id, (n,)."""
        rows = [block.rows + start for block, start in zip(self.blocks, self._starts, strict=False)]
        return np.concatenate([np.empty(0, np.int64), *rows])[self._places]

    def by_id(self, stored: NDArray[T]) -> NDArray[T]:
        """What is given for stored rows, (n_stored,), for the candidates by id, (n,)."""
        return stored[self.order]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Those of the candidates, (n,), rising; a row of whatever this says is a place in it."""
        stored = [id_ for block in self.blocks for id_ in block.ids]
        return tuple([stored[place] for place in self._places.tolist()])

    @cached_property
    def profiles(self) -> tuple[CandidateProfile, ...]:
        """The candidates, (n,), by id."""
        stored = [(known, place) for known in self.known for place in range(len(known))]
        there = [stored[place] for place in self._places.tolist()]
        return tuple([known[place] for known, place in there])

    def place_of(self, row: int) -> tuple[int, int]:
        """The block of a candidate, and where its id is in that."""
        place = int(self._places[row])
        number = bisect_right(self._starts, place) - 1
        return number, place - self._starts[number]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [0, *accumulate(map(len, self.blocks))]

    def id_at(self, row: int) -> str:
        """The id of a candidate, without making all of `ids`."""
        number, within = self.place_of(row)
        return self.blocks[number].ids[within]

    def profile_at(self, row: int) -> CandidateProfile:
        """The profile of a candidate, without making all of `profiles`."""
        number, within = self.place_of(row)
        return self.known[number][within]

    def columns_at(self, rows: Sequence[int]) -> Columns:
        """The conditions of some candidates, in their order."""
        stored = self.order[rows].tolist()
        places = [(bisect_right(self._starts, row) - 1, row) for row in stored]
        if len(self.blocks) == 1:
            return self.blocks[0].columns.take(stored)
        return Columns.joined(
            [self.blocks[at].columns.take([row - self._starts[at]]) for at, row in places]
        )

    @cached_property
    def columns(self) -> Columns:
        """The conditions of the candidates, by id."""
        return Columns.joined([block.columns for block in self.blocks]).take(self.order)

    def shards(self) -> tuple[Shard, ...]:
        """Each block on its own; to rank all of them and `merge` is to rank the index."""
        return tuple([self.shard(number, number + 1) for number in range(len(self.blocks))])

    @cached_property
    def whole(self) -> Shard:
        """All blocks."""
        return self.shard(0, len(self.blocks))

    def shard(self, first: int, last: int) -> Shard:
        """The blocks from `first` up to `last`."""
        return Shard(
            blocks=self.blocks[first:last],
            live=self.live[first:last],
            sizes=self.sizes[first:last],
            worth=self.worth,
            config=self.config,
        )

    def uses_kernel(self) -> bool:
        """Whether the compiled kernel scores these candidates; the results are the same.

        Loading it takes longer than many small rankings do. So it is used where something loaded
        it already, such as `prepare`, or where there are so many candidates that it pays.
        """
        return _KERNEL in sys.modules or (len(self) >= _WORTH_LOADING and _load_kernel())

    def prepare(self) -> None:
        """Load the kernel, and work out beforehand what is related to any skill, or who has it.

        Without it the first vacancies that ask a skill wait for that; scores are the same. Stops
        where the memory is half full, so that it does not push out what it made.
        """
        _load_kernel()
        if self.uses_kernel():
            for number in range(self.planner.n_concepts):
                self.planner.related(number)
            return
        for skill in self.taxonomy.skills:
            for level in LEVELS:
                if self._holders.is_half_full:
                    return
                self.holders_of_skill(skill, level)

    def holders_of_skill(self, skill: str, level: int) -> Holders:
        """Who brings something of a skill asked at `level` (1-4), and how much."""
        number = self.planner.skill_numbers.get(skill)
        if number is None:
            raise UnknownConceptError(skill)
        return self._holders.get(
            (skill, level),
            lambda: self._found_holders(self.planner.related(number), self.worth[level - 1]),
        )

    def holders_of_occupation(self, occupations: tuple[str, ...]) -> Holders:
        """Who wants or held one of the occupations, or one like it, and how much that counts."""
        numbers = [self.planner.occupation_numbers[each] for each in occupations]
        return self._holders.get(
            occupations,
            lambda: self._found_holders(
                np.concatenate([self.planner.related(number) for number in numbers]), self.worth[0]
            ),
        )

    def _found_holders(self, related: Related, worth: NDArray[np.uint64]) -> Holders:
        none = np.empty(0, np.int16)
        parts = [block.postings.best(related, worth) for block in self.blocks]
        best = self.by_id(np.concatenate([none, *parts]))
        rows = np.flatnonzero(best)
        return Holders(rows.astype(np.int32), best[rows])


def _place_of(block: Block, id_: str) -> int:
    """Where an id is in a block, -1 where it does not have it."""
    place = bisect_left(block.ids, id_)
    return place if place < len(block) and block.ids[place] == id_ else -1
