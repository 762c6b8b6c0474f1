"""What a new reading does to the claims that stand: whom people judged is never overruled."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from models import Claim
from service.words import ClaimState, EvidenceKind

__all__ = ["FoundClaim", "Settled", "distinct", "settle"]

Key = tuple[str, EvidenceKind, str]
"""Skill, kind and source: what a judgment of a claim is about."""

_ASIDE = 1_000_000_000  # past the end of every text


@dataclass(frozen=True, kw_only=True)
class FoundClaim:
    """A claim as it would stand in a row; offsets are None where it cites no text."""

    skill: str
    kind: EvidenceKind
    source: str
    quote: str
    start: int | None
    end: int | None
    level: int | None
    strength: int
    certainty: int

    @property
    def key(self) -> Key:
        """What a judgment of it is about."""
        return (self.skill, self.kind, self.source)


@dataclass(kw_only=True)
class Settled:
    """What becomes of the rows.

    Attributes:
        gone: Rows that nothing says any more.
        moved: Rows that people judged, with what says so now; None where nothing does.
        same: Proposed rows, with what was found for them again.
        new: What no row says yet.
    """

    gone: list[Claim] = field(default_factory=list)
    moved: list[tuple[Claim, FoundClaim | None]] = field(default_factory=list)
    same: list[tuple[Claim, FoundClaim]] = field(default_factory=list)
    new: list[FoundClaim] = field(default_factory=list)

    def write(self, session: Session, candidate_id: UUID, now: datetime, by: UUID | None) -> None:
        """Do it. No two rows of one key may stand at one place, not even for a moment."""
        for row in self.gone:
            session.delete(row)
        if self.gone:
            session.flush()
        moving = [each for each in self.moved if _cited(each[1]).items() - _own(each[0]).items()]
        for number, (row, _found) in enumerate(moving if len(moving) > 1 else ()):
            row.span_start, row.span_end = _ASIDE + number, _ASIDE + number + 1
        if moving:
            session.flush()
        for row, found in moving:
            _change(row, now, **_cited(found))
        for row, found in self.same:
            _change(row, now, **_cited(found), **_read(found))
        if moving or self.same:
            session.flush()
        session.add_all(_row(each, candidate_id, now, by) for each in self.new)


def distinct(
    found: Iterable[FoundClaim], worth: Callable[[FoundClaim], tuple[int, int]]
) -> tuple[FoundClaim, ...]:
    """Of claims that one row must hold, the one that is worth most."""
    best: dict[object, FoundClaim] = {}
    for each in found:
        known = best.setdefault((each.key, each.start), each)
        if worth(each) > worth(known):
            best[each.key, each.start] = each
    return tuple(best.values())


def settle(rows: Sequence[Claim], found: Sequence[FoundClaim]) -> Settled:
    """Compare rows with what was found.

    Args:
        rows: In an order of their own.
        found: One at most for each key and place.
    """
    settled = Settled()
    keys = dict.fromkeys([*map(_key, rows), *(each.key for each in found)])
    stand: dict[Key, list[Claim]] = {key: [] for key in keys}
    come: dict[Key, list[FoundClaim]] = {key: [] for key in keys}
    for row in rows:
        stand[_key(row)].append(row)
    for each in found:
        come[each.key].append(each)
    for key in keys:
        _settle_one(settled, stand[key], come[key])
    return settled


def _settle_one(settled: Settled, rows: list[Claim], found: list[FoundClaim]) -> None:
    """Settle the rows of one key."""
    confirmed = [row for row in rows if row.state is ClaimState.CONFIRMED]
    rejected = [row for row in rows if row.state is ClaimState.REJECTED]
    left = list(found)
    unsaid = []
    for row, said in _paired([*confirmed, *rejected], left):
        if said is None:
            unsaid.append(row)
        else:
            settled.moved.append((row, said))
    settled.moved.extend((row, None) for row in unsaid[:1])
    settled.gone.extend(unsaid[1:])  # they would say the same as the first, without a place
    there: dict[int | None, Claim] = {
        row.span_start: row for row in rows if row.state is ClaimState.PROPOSED
    }
    for each in () if rejected else left:
        known = there.pop(each.start, None)
        if known is None:
            settled.new.append(each)
        else:
            settled.same.append((known, each))
    settled.gone.extend(there.values())


def _paired(rows: Sequence[Claim], left: list[FoundClaim]) -> list[tuple[Claim, FoundClaim | None]]:
    """For each row what says it now, taken out of `left`: where it stood before, or else nearest.

    Who still stand where they stood come first, so that nobody takes their place.
    """
    pairs: dict[UUID, FoundClaim] = {}
    for row in rows:
        still = next((x for x in left if (x.start, x.quote) == (row.span_start, row.quote)), None)
        if still is not None:
            left.remove(still)
            pairs[row.id] = still
    for row in rows:
        if left and row.id not in pairs:
            pairs[row.id] = min(left, key=lambda each: _distance(row, each))
            left.remove(pairs[row.id])
    return [(row, pairs.get(row.id)) for row in rows]


def _distance(row: Claim, found: FoundClaim) -> tuple[bool, int, int]:
    start = found.start or 0
    return (found.quote != row.quote, abs(start - (row.span_start or 0)), start)


def _key(row: Claim) -> Key:
    return (row.skill, row.kind, row.source)


def _cited(found: FoundClaim | None) -> dict[str, Any]:
    """The columns that say where; a row that is said nowhere keeps the words that it was.

    A skill that was given by name or id cites nothing, so another name for it changes nothing.
    """
    if found is None or found.start is None:
        return {"span_start": None, "span_end": None}
    return {"span_start": found.start, "span_end": found.end, "quote": found.quote}


def _read(found: FoundClaim) -> dict[str, Any]:
    return {
        "level": found.level,
        "strength": found.strength,
        "certainty": found.certainty,
    }


def _own(row: Claim) -> dict[str, Any]:
    return {"span_start": row.span_start, "span_end": row.span_end, "quote": row.quote}


def _change(row: Claim, now: datetime, **values: Any) -> None:
    """Set what differs; a row that says the same is not touched, so that nothing follows."""
    other = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in other.items():
        setattr(row, name, value)
    if other:
        row.updated_at = now


def _row(found: FoundClaim, candidate_id: UUID, now: datetime, by: UUID | None) -> Claim:
    is_coach = found.kind is EvidenceKind.COACH
    return Claim(
        candidate_id=candidate_id,
        skill=found.skill,
        kind=found.kind,
        source=found.source,
        quote=found.quote,
        span_start=found.start,
        span_end=found.end,
        **_read(found),
        verified_by_id=by if is_coach else None,
        verified_at=now if is_coach else None,
        created_at=now,
        updated_at=now,
    )
