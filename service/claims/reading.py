"""A CV to rows: read it once, keep what was found, and leave alone what people judged.

Reading needs no database, so it can be done before a transaction begins. Keeping compares what
was found with what stands there: rows that say the same stay as they are, and reading a text a
second time changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from matching.config import MatchingConfig
from matching.matcher import Matcher
from matching.reading.records import SkillItem
from matching.types import CandidateProfile
from matching.types import Claim as ReadClaim
from matching.types import EvidenceKind as ReadKind
from models import CandidateLanguage, CandidateOccupation, CandidateWish, Claim
from models.checks import WHOLE
from service.claims.settling import FoundClaim, distinct, settle
from service.engine.pool import Pool
from service.engine.profiles import TEXT
from service.words import CefrLevel, ClaimState, EvidenceKind

__all__ = [
    "Found",
    "FoundLanguage",
    "Stored",
    "claim_of",
    "found_in",
    "keep",
    "keep_given",
    "read",
    "stored_of",
    "strength_of",
    "worth",
]

_GIVEN = "skills"
_MOST_SOURCE = 400
_MOST_WISHES = 100
_AT_ONCE = 500  # ids in one question; SQLite allows some thousands


@dataclass(frozen=True, kw_only=True)
class FoundLanguage:
    """A language that a text says its writer speaks; `skill` is the claim that says so."""

    code: str
    cefr: CefrLevel
    skill: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a CV tells, and what was given beside it.

    Attributes:
        claims: One for each row.
        occupations: Held before, by id.
        wishes: Occupations that the text wants, each by all its names, the Dutch one first.
        languages: With the level that the text names.
        by: Who stands for given evidence of kind coach.
    """

    claims: tuple[FoundClaim, ...] = ()
    occupations: tuple[str, ...] = ()
    wishes: tuple[tuple[str, ...], ...] = ()
    languages: tuple[FoundLanguage, ...] = ()
    by: UUID | None = None


@dataclass(kw_only=True)
class Stored:
    """The rows of a candidate that a reading may change."""

    claims: list[Claim] = field(default_factory=list)
    occupations: list[CandidateOccupation] = field(default_factory=list)
    languages: list[CandidateLanguage] = field(default_factory=list)
    wishes: list[CandidateWish] = field(default_factory=list)


def read(
    pool: Pool, text: str, skills: Sequence[SkillItem] = (), *, by: UUID | None = None
) -> Found:
    """Read a CV and the skills that were given beside it; about 20 ms, and no database.

    Args:
        pool: What reads.
        text: The CV; may be empty.
        skills: Those that the taxonomy does not know are left out.
        by: Who stands for given evidence of kind coach; if nobody, it is as told by oneself.
    """
    given = [_usable(each, by) for each in skills]
    return found_in(pool.builder.read_cv(text, given), pool.matcher, by=by)


def found_in(profile: CandidateProfile, matcher: Matcher, *, by: UUID | None = None) -> Found:
    """What a profile that was read of a CV says, in the form of rows; see `read`."""
    taxonomy, config = matcher.taxonomy, matcher.config
    spoken = {taxonomy.skill(each.skill).code: each.skill for each in profile.claims}
    return Found(
        claims=distinct(
            (claim_of(each, config) for each in profile.claims),
            lambda each: worth(each, config),
        ),
        occupations=profile.held,
        wishes=tuple(taxonomy.occupation(each).labels() for each in profile.wants),
        languages=tuple(
            FoundLanguage(code=code, cefr=CefrLevel(cefr), skill=spoken[code])
            for code, cefr in profile.conditions.languages.items()
            if len(code) == 2  # rows name languages by ISO 639-1
        ),
        by=by,
    )


def strength_of(kind: EvidenceKind, config: MatchingConfig) -> int:
    """What evidence of a kind is worth, in ten-thousandths."""
    return round(config.evidence_strength[ReadKind(kind.value)] * WHOLE)


def claim_of(claim: ReadClaim, config: MatchingConfig) -> FoundClaim:
    """A claim in the form of rows."""
    kind = EvidenceKind(claim.kind.value)
    return FoundClaim(
        skill=claim.skill,
        kind=kind,
        source=claim.evidence.source.strip()[:_MOST_SOURCE] or _GIVEN,
        quote=claim.evidence.text,
        start=claim.evidence.start,
        end=claim.evidence.end,
        level=claim.level,
        strength=strength_of(kind, config),
        certainty=max(1, round(claim.certainty * WHOLE)),
    )


def stored_of(session: Session, ids: Iterable[UUID]) -> dict[UUID, Stored]:
    """The rows of many candidates at once, by id."""
    wanted = sorted(ids)
    found = {each: Stored() for each in wanted}
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        for name, table, order in _TABLES:
            mine = select(table).where(col(table.candidate_id).in_(some)).order_by(col(order))
            for row in session.exec(mine):
                getattr(found[row.candidate_id], name).append(row)
    return found


def keep(
    session: Session,
    candidate_id: UUID,
    found: Found,
    now: datetime,
    *,
    with_given: bool,
    stored: Stored | None = None,
) -> None:
    """Have a candidate's rows say what was found.

    A claim that was rejected stays so and is not proposed again; one that was confirmed stays, and
    cites the text where it says so now, or nothing. Proposed ones are replaced. Languages and
    wishes are added where they lack, and never taken away.

    Args:
        session: One that writes.
        candidate_id: Of a candidate that is stored.
        found: By `read`.
        now: This moment.
        with_given: Whether `found` holds all that was given beside the text too; if not, claims
            with another source than the text stay as they are.
        stored: What stands there, if it was asked already.
    """
    stored = stored or stored_of(session, [candidate_id])[candidate_id]
    rows = [row for row in stored.claims if with_given or row.source == TEXT]
    settle(rows, found.claims).write(session, candidate_id, now, found.by)
    refused = {row.skill for row in rows if row.state is ClaimState.REJECTED}
    spoken = [each for each in found.languages if each.skill not in refused]
    _keep_occupations(session, candidate_id, stored.occupations, found.occupations)
    _add_languages(session, candidate_id, stored.languages, spoken)
    _add_wishes(session, candidate_id, stored.wishes, found.wishes)


def keep_given(
    session: Session, candidate_id: UUID, found: Found, now: datetime, stored: Stored
) -> None:
    """Have a candidate's rows say what was given beside the CV; claims of the text stay.

    Judged claims stay too, as with `keep`.

    Args:
        session: One that writes.
        candidate_id: Of a candidate that is stored.
        found: By `read`, of no text.
        now: This moment.
        stored: What stands there.
    """
    rows = [row for row in stored.claims if row.source != TEXT]
    settle(rows, found.claims).write(session, candidate_id, now, found.by)


def _usable(item: SkillItem, by: UUID | None) -> SkillItem:
    """A given skill for which nobody stands as a coach's, and none that claims to be of the CV."""
    changed: dict[str, object] = {}
    if item.evidence is ReadKind.COACH and by is None:
        changed["evidence"] = ReadKind.SELF
    if (item.source or "").strip() == TEXT:
        changed["source"] = None
    return item.model_copy(update=changed) if changed else item


def worth(claim: FoundClaim, config: MatchingConfig) -> tuple[int, int]:
    """What orders claims of one skill: how sure they are, then the level."""
    level = claim.level or config.default_level_held[ReadKind(claim.kind.value)]
    return claim.certainty, level


def _keep_occupations(
    session: Session,
    candidate_id: UUID,
    standing: Iterable[CandidateOccupation],
    held: Sequence[str],
) -> None:
    there = {row.occupation: row for row in standing}
    for position, occupation in enumerate(held, start=1):
        row = there.pop(occupation, None)
        if row is None:
            session.add(
                CandidateOccupation(
                    candidate_id=candidate_id, occupation=occupation, position=position
                )
            )
        elif row.position != position:
            row.position = position
    for row in there.values():
        session.delete(row)


def _add_languages(
    session: Session,
    candidate_id: UUID,
    standing: Iterable[CandidateLanguage],
    languages: Sequence[FoundLanguage],
) -> None:
    there = {each.code for each in standing}
    session.add_all(
        CandidateLanguage(candidate_id=candidate_id, code=each.code, cefr=each.cefr)
        for each in languages
        if each.code not in there
    )


def _add_wishes(
    session: Session,
    candidate_id: UUID,
    standing: Sequence[CandidateWish],
    wishes: Sequence[Sequence[str]],
) -> None:
    there = {row.occupation.casefold() for row in standing}
    last = max((row.position for row in standing), default=0)
    lacking = [names[0] for names in wishes if there.isdisjoint(map(str.casefold, names))]
    for position, occupation in enumerate(lacking[: _MOST_WISHES - last], start=last + 1):
        session.add(
            CandidateWish(candidate_id=candidate_id, position=position, occupation=occupation)
        )


_TABLES: tuple[tuple[str, Any, Any], ...] = (
    ("claims", Claim, Claim.id),
    ("occupations", CandidateOccupation, CandidateOccupation.position),
    ("languages", CandidateLanguage, CandidateLanguage.code),
    ("wishes", CandidateWish, CandidateWish.position),
)
"""Field of `Stored`, table, and what orders its rows."""
