"""The candidate's own page: all that the alliance knows of them, in words."""

from collections.abc import Iterator
from typing import Literal

from matching.ranking.reasons import Reasons
from matching.types import Claim as ProfileClaim
from models import Candidate, Claim
from service.access.candidates import own_candidate
from service.engine.changes import read_programmes
from service.engine.profiles import claim_from
from service.engine.rows import CandidateRows, read_candidate_rows
from service.errors import NotFoundError
from service.privacy import repository
from service.privacy.schemas import OwnClaim, OwnLanguage, OwnList, OwnProfile, OwnProgramme
from service.privacy.words import WORDS, in_words
from service.words import CandidateState, ClaimState, EvidenceKind
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


def read_own(work: Work) -> OwnProfile:
    """What the alliance knows about the user.

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
        claims=[*_claims(work, row, reasons), *_taught(work, rows, reasons)],
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


def _claims(work: Work, row: Candidate, reasons: Reasons) -> Iterator[OwnClaim]:
    found = repository.claims_of(work.session, row.id)
    disputed = repository.disputed(work.session, found)
    for claim in found:
        said = _claim(work, claim_from(claim), reasons, claim)
        yield said.model_copy(update={"is_disputed": claim.id in disputed})


def _taught(work: Work, rows: CandidateRows, reasons: Reasons) -> Iterator[OwnClaim]:
    """What the profile has beside the rows: it comes from what the programme teaches."""
    stored = {claim_from(each) for each in rows.claims}
    followed = {each.programme_id for each in rows.enrolments}
    profile = work.pool.builder.candidate(rows, read_programmes(work.session, followed))
    for claim in profile.claims:
        if claim not in stored:
            yield _claim(work, claim, reasons, None)


def _claim(work: Work, claim: ProfileClaim, reasons: Reasons, row: Claim | None) -> OwnClaim:
    known = work.pool.matcher.taxonomy.skills.get(claim.skill)
    state = row.state if row else ClaimState.CONFIRMED
    return OwnClaim(
        id=row.id if row else None,
        skill=claim.skill,
        label=known.label(work.who.language) if known else claim.skill,
        level=claim.level,
        level_words=_said(work, f"level_{claim.level}") if claim.level else None,
        kind=EvidenceKind(claim.kind),
        evidence=reasons.evidence(claim),
        quote=row.quote if row else "",
        attester=row.attester if row else None,
        dated_on=row.dated_on if row else None,
        state=state,
        state_words=_said(work, f"claim_{state}"),
        is_disputed=False,
        is_verified=row is not None and row.verified_at is not None,
    )


def _reasons(work: Work) -> Reasons:
    language: Literal["nl", "en"] = "en" if work.who.language == "en" else "nl"
    return Reasons(work.pool.matcher.taxonomy, language)


def _said(work: Work, phrase: str) -> str:
    return in_words(WORDS, phrase, work.who.language)
