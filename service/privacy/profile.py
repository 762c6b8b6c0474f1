"""The candidate's own page: all that the alliance knows of them, in words."""

from collections.abc import Collection, Iterator
from typing import Literal
from uuid import UUID

from matching.ranking.reasons import Reasons
from models import Candidate, Claim
from service.access.candidates import own_candidate
from service.claims.taught import taught_of
from service.engine.profiles import claim_from
from service.engine.rows import CandidateRows, read_candidate_rows
from service.errors import NotFoundError
from service.privacy import repository
from service.privacy.schemas import OwnClaim, OwnLanguage, OwnList, OwnProfile, OwnProgramme
from service.privacy.words import WORDS, in_words
from service.words import CandidateState
from service.work import Work

__all__ = ["own", "read_own"]


def own(work: Work) -> Candidate:
    """The candidate that the user is.

    Raises:
        NotFoundError: The user is no candidate.
    """
    found = own_candidate(work.session, work.who)
    if found is None:
        raise NotFoundError("profile")
    return found


def read_own(work: Work, disputed: Collection[UUID] = ()) -> OwnProfile:
    """What the alliance knows about the user.

    Args:
        work: The work.
        disputed: Claims that the user disputed in this work, of which the log does not tell yet.

    Raises:
        NotFoundError: The user is no candidate.
    """
    row = own(work)
    rows = next(read_candidate_rows(work.session, [row.id]))
    contact = repository.contact_of(work.session, row.id)
    reasons, why_not = _reasons(work), _why_not(rows)
    labels = work.pool.matcher.taxonomy.occupations
    held = [labels[each.occupation] for each in rows.occupations if each.occupation in labels]
    return OwnProfile(
        name=contact.name if contact else "",
        email=contact.email if contact else None,
        phone=contact.phone if contact else None,
        **row.model_dump(include=_PLAIN),
        state_words=_said(work, f"state_{row.state}"),
        is_in_pool=not why_not,
        why_not=[_said(work, each) for each in why_not],
        programmes=_programmes(work, row),
        languages=[OwnLanguage(code=each.code, cefr=each.cefr) for each in rows.languages],
        work_modes=[each.mode for each in rows.work_modes],
        work_modes_words=[reasons.say(f"mode_{each.mode}") for each in rows.work_modes],
        wishes=[each.occupation for each in rows.wishes],
        occupations=[each.label(work.who.language) for each in held],
        claims=list(_claims(work, row, reasons, disputed)),
        lists=_lists(work, row),
    )


_PLAIN = {
    "state",
    "place",
    "max_travel_km",
    "hours_min",
    "hours_max",
    "available_from",
    "education_level",
    "licence_to_work",
    "cv_text",
}
"""Fields of the row that are shown as they are."""


def _why_not(rows: CandidateRows) -> list[str]:
    """Why somebody cannot be put on lists; nothing where they can."""
    reasons = {
        "not_looking": rows.candidate.state is not CandidateState.LOOKING,
        "no_programme": not rows.enrolments,
        "no_consent": not rows.agrees,
    }
    return [name for name, holds in reasons.items() if holds]


def _programmes(work: Work, row: Candidate) -> list[OwnProgramme]:
    found = repository.programmes_of(work.session, row.id)
    return [OwnProgramme(name=name, completed_on=each.completed_on) for each, name in found]


def _lists(work: Work, row: Candidate) -> list[OwnList]:
    found = repository.lists_of(work.session, row.id)
    return [OwnList.model_validate(each, from_attributes=True) for each in found]


def _claims(
    work: Work, row: Candidate, reasons: Reasons, now: Collection[UUID]
) -> Iterator[OwnClaim]:
    found = repository.claims_of(work.session, row.id)
    disputed = {*now, *repository.disputed(work.session, found)}
    for claim in found:
        yield _claim(work, claim, reasons, is_disputed=claim.id in disputed)
    for claim in taught_of(work, row.id):
        yield _claim(work, claim, reasons, is_taught=True)


def _claim(
    work: Work,
    row: Claim,
    reasons: Reasons,
    *,
    is_disputed: bool = False,
    is_taught: bool = False,
) -> OwnClaim:
    known = work.pool.matcher.taxonomy.skills.get(row.skill)
    return OwnClaim(
        id=row.id,
        skill=row.skill,
        label=known.label(work.who.language) if known else row.skill,
        level=row.level,
        level_words=_said(work, f"level_{row.level}") if row.level else None,
        kind=row.kind,
        evidence=reasons.evidence(claim_from(row)),
        quote=row.quote,
        attester=row.attester,
        dated_on=row.dated_on,
        state=row.state,
        state_words=_said(work, f"claim_{row.state}"),
        is_disputed=is_disputed,
        is_verified=row.verified_at is not None,
        is_taught=is_taught,
    )


def _reasons(work: Work) -> Reasons:
    language: Literal["nl", "en"] = "en" if work.who.language == "en" else "nl"
    return Reasons(work.pool.matcher.taxonomy, language)


def _said(work: Work, phrase: str) -> str:
    return in_words(WORDS, phrase, work.who.language)
