"""The same rankings on many machines: blocks of a saved index, spread over a Dask cluster.

`rank_all` ranks everybody for many vacancies and hands out the results in portions as they are
done. `Residents` keep the blocks in the memory of the workers, for one vacancy at a time within a
deadline. Both give what one process gives, to the byte, for a part of the index is ranked by
`Shard.rank` and parts are put together by `merge`, wherever that happens.

Workers read the index from its folder, so all must see it; a task that is lost with a worker is
done again by another one. Needs the extra `scale`.
"""

import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from distributed import Client, Future, as_completed

from matching.config import MatchingConfig
from matching.ranking.plan import Plan
from matching.ranking.shards import Part, Shard, merge
from matching.ranking.storage import load_shard

__all__ = ["AT_ONCE", "FAN_IN", "Answer", "Residents", "Stored", "rank_all"]

T = TypeVar("T")
_Numbers = tuple[int, ...]

AT_ONCE = 16
"""Blocks that a task ranks, a million candidates: what it does once for a vacancy takes as long as
ranking one or two blocks."""
FAN_IN = 8
"""How many parts a task merges: a tree, so that no machine gets all of them."""
_KEPT = 16
"""Shards that a process has mapped into memory; the pages are shared with others on its machine."""


@dataclass(frozen=True, kw_only=True)
class Stored:
    """An index in a folder that every worker sees.

    Attributes:
        folder: Of `save_index`.
        n_blocks: How many blocks it has.
        config: Weights and thresholds, those of the plans.
    """

    folder: Path
    n_blocks: int
    config: MatchingConfig


def rank_all(
    portions: Iterable[Sequence[Plan]],
    stored: Stored,
    k: int,
    client: Client,
    *,
    ahead: int = 4,
    blocks: int = AT_ONCE,
) -> Iterator[tuple[int, list[Part]]]:
    """Rank everybody for many vacancies.

    Args:
        portions: Plans of vacancies, some tens or hundreds together; a portion comes out whole.
            They are taken as they are needed.
        stored: The index.
        k: How many for each vacancy, at least 0.
        client: Of the cluster.
        ahead: Portions at work for each worker, at least 1; more memory, less waiting.
        blocks: How many a task ranks, at least 1.

    Yields:
        The number of a portion and a part for each of its plans, in the order of being done.
    """
    waiting = iter(enumerate(portions))
    at_work: dict[Future[Any], int] = {}
    done = as_completed(with_results=False)

    def send() -> None:
        for number, plans in waiting:
            result = _sent(client, pickle.dumps(list(plans)), stored, k, blocks)
            at_work[result] = number
            done.add(result)
            return

    for _ in range(ahead * max(1, len(client.nthreads()))):
        send()
    for result in done:
        number = at_work.pop(result)
        yield number, result.result()
        result.release()
        send()


def _sent(client: Client, plans: bytes, stored: Stored, k: int, blocks: int) -> "Future[Any]":
    """The tasks of one portion: some blocks each, and a tree of merges.

    Plans are sent as bytes, into which Dask does not look for tasks, once to a worker.
    """
    shared = client.submit(pickle.loads, plans, pure=False)
    level = [
        client.submit(_rank_blocks, shared, stored, tuple(numbers), k, pure=False)
        for numbers in _in_groups(range(stored.n_blocks), blocks)
    ]
    while len(level) > 1:
        level = [
            client.submit(_merged, several, k, pure=False) for several in _in_groups(level, FAN_IN)
        ]
    return level[0] if level else client.submit(_nobody, shared, pure=False)


def _rank_blocks(plans: list[Plan], stored: Stored, numbers: _Numbers, k: int) -> list[Part]:
    shard = _shard(stored, numbers)
    return [shard.rank(plan, k, count=True) for plan in plans]


def _merged(found: Sequence[Sequence[Part]], k: int) -> list[Part]:
    return [merge(parts, k) for parts in zip(*found, strict=True)]


def _nobody(plans: list[Plan]) -> list[Part]:
    return [Part(best=(), pool=0, eligible=0, reasons={}) for _ in plans]


@lru_cache(maxsize=_KEPT)
def _mapped(folder: Path, numbers: _Numbers, config: bytes) -> Shard:
    return load_shard(folder, numbers, pickle.loads(config))


def _shard(stored: Stored, numbers: _Numbers) -> Shard:
    return _mapped(stored.folder, numbers, pickle.dumps(stored.config))


def _in_groups(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[at : at + size] for at in range(0, len(items), size)]


class Resident:
    """Some blocks in the memory of a worker; Dask keeps one of it where it was made."""

    def __init__(self, stored: Stored, numbers: Sequence[int]) -> None:
        self._shard = _shard(stored, tuple(numbers))

    def rank(self, plan: Plan, k: int) -> Part:
        """What these blocks have for a plan."""
        return self._shard.rank(plan, k)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found before a deadline.

    Attributes:
        part: Of the blocks that answered.
        blocks: How many these are.
        of: How many there are; where it is more, the answer is not whole, and says so.
    """

    part: Part
    blocks: int
    of: int

    @property
    def is_whole(self) -> bool:
        """Whether every block answered."""
        return self.blocks == self.of


@dataclass(kw_only=True)
class Residents:
    """Blocks spread over the workers of a cluster, that answer for one vacancy at a time.

    Blocks of a worker that is gone are missing in the answers until the next question, which puts
    them with the workers that are left.

    Args:
        stored: The index.
        client: Of the cluster.
        clock: Seconds that only go forward.
    """

    stored: Stored
    client: Client
    clock: Callable[[], float] = time.monotonic
    _placed: dict[str, tuple[Any, tuple[int, ...]]] = field(default_factory=dict)

    def rank(self, plan: Plan, k: int, *, seconds: float) -> Answer:
        """Ask all workers; whoever has not answered in time is left out.

        Args:
            plan: What the vacancy asks.
            k: At least 0.
            seconds: How long to wait for answers, above 0. Blocks that must first be placed take
                longer, and are waited for.
        """
        self.place()
        ends = self.clock() + seconds
        asked = [(actor.rank(plan, k), numbers) for actor, numbers in self._placed.values()]
        parts, blocks = [], 0
        for answer, numbers in asked:
            try:
                parts.append(answer.result(timeout=max(0.0, ends - self.clock())))
            except Exception:  # late, or gone with its worker: Dask raises what the network does
                continue
            blocks += len(numbers)
        return Answer(part=merge(parts, k), blocks=blocks, of=self.stored.n_blocks)

    def place(self) -> None:
        """Put every block that no worker has with one that is there, those with fewest first."""
        workers = sorted(self.client.nthreads())
        self._placed = {each: held for each, held in self._placed.items() if each in workers}
        there = {number for _, numbers in self._placed.values() for number in numbers}
        missing = [each for each in range(self.stored.n_blocks) if each not in there]
        if not missing or not workers:
            return
        share = {each: list(self._held(each)) for each in workers}
        changed = set()
        for number in missing:
            least = min(workers, key=lambda each: (len(share[each]), each))
            share[least].append(number)
            changed.add(least)
        made = {
            each: self.client.submit(
                Resident, self.stored, share[each], actor=True, workers=[each], pure=False
            )
            for each in sorted(changed)
        }
        for each, future in made.items():
            self._placed[each] = future.result(), tuple(share[each])

    def _held(self, worker: str) -> tuple[int, ...]:
        """The blocks that a worker has."""
        return self._placed[worker][1] if worker in self._placed else ()
