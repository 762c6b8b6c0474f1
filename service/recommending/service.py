"""Why and why not for a pair, and the best vacancies for a candidate."""

from dataclasses import dataclass
from uuid import UUID

from matching.ranking import Band, Entry
from matching.types import CandidateProfile
from service.engine.pool import Snapshot
from service.engine.ranking import seed_of
from service.engine.reverse import (
    PAIR,
    PlacedPair,
    RankedVacancies,
    pair_for,
    ranked_vacancies_for,
    what_was_recommended,
)
from service.errors import NotFoundError
from service.reasons import reasons_for
from service.recommending import repository
from service.recommending.schemas import (
    ContributionRead,
    GainRead,
    MatchesRead,
    MatchRead,
    PairRead,
)
from service.recommending.showing import (
    show_checks,
    show_contributions,
    show_counts,
)
from service.stops.service import require_running
from service.vacancies.service import newest_of
from service.words import AuditKind
from service.work import Work

__all__ = ["Subject", "explain_pair", "find_subject", "matches_of", "rank_vacancies", "ranked_for"]

_GAINS = 5


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The candidate for whom something is recommended, as the pool sees them."""

    id: UUID
    profile: CandidateProfile
    snapshot: Snapshot


def find_subject(work: Work, candidate_id: UUID) -> Subject:
    """The candidate, if this user may see them and recommending goes on.

    Raises:
        NotFoundError: There is none that they may see.
        StoppedError: The stop switch is on.
    """
    require_running(work)
    snapshot = work.pool.current(work.session)
    profile = snapshot.profiles.get(str(candidate_id))
    if profile is None or not repository.may_see(work.session, work.who, candidate_id):
        raise NotFoundError("candidate")
    return Subject(id=candidate_id, profile=profile, snapshot=snapshot)


def explain_pair(work: Work, vacancy_id: UUID, candidate_id: UUID) -> PairRead:
    """Why a candidate is where they are for the newest version of a vacancy, or nowhere.

    Raises:
        NoSkillRecognisedError: The vacancy asks nothing.
        NotFoundError: There is no such candidate or vacancy that this user may see.
        StoppedError: The stop switch is on.
    """
    subject = find_subject(work, candidate_id)
    version = newest_of(work, vacancy_id)
    vacancy = work.pool.vacancies.of(work.session, [version.id])[version.id]
    seed = seed_of(version.id)
    matcher, snapshot = work.pool.matcher, subject.snapshot
    found = pair_for(matcher, snapshot, vacancy, subject.profile, seed=seed)
    _record(work, subject, found, [version.id], PAIR, vacancy=vacancy_id)
    reasons = reasons_for(work)
    contributions = show_contributions(reasons, found.pair.explanation)
    return PairRead(
        vacancy_id=vacancy_id,
        version=version.number,
        candidate_id=candidate_id,
        in_pool=str(candidate_id) in snapshot.index.ids,
        is_eligible=found.pair.eligible,
        score=found.pair.score,
        place=found.place,
        band=found.band,
        eligible=found.eligible,
        to_next_band=_to_next(found.bands, found.band, found.pair.score),
        contributions=contributions,
        checks=show_checks(reasons, found.pair.checks),
        why_not_higher=_gains(contributions),
    )


def rank_vacancies(work: Work, candidate_id: UUID, limit: int) -> MatchesRead:
    """The best open, approved vacancies for a candidate.

    Raises:
        NotFoundError: There is no such candidate that this user may see.
        StoppedError: The stop switch is on.
    """
    return matches_of(work, ranked_for(work, find_subject(work, candidate_id), limit, "vacancies"))


def matches_of(work: Work, ranked: RankedVacancies) -> MatchesRead:
    """Vacancies that were ranked, as answers show them."""
    ranking, reasons = ranked.ranking, reasons_for(work)
    found = repository.vacancies_of(work.session, [UUID(each.id) for each in ranking.entries])

    def shown(entry: Entry) -> MatchRead:
        vacancy, version = found[UUID(entry.id)]
        return MatchRead(
            vacancy_id=vacancy.id,
            version=version.number,
            title=version.title,
            organisation_id=vacancy.organisation_id,
            place=entry.place,
            band=entry.band,
            score=entry.score,
            contributions=show_contributions(reasons, entry.explanation, evidence=1),
            checks=show_checks(reasons, entry.checks),
        )

    return MatchesRead(
        items=[shown(entry) for entry in ranking.entries],
        vacancies=ranking.pool,
        eligible=ranking.eligible,
        reasons=show_counts(reasons, ranking.reasons),
    )


def ranked_for(work: Work, subject: Subject, limit: int, what: str) -> RankedVacancies:
    """Rank the open, approved vacancies for a candidate, and record it as `what`."""
    versions = repository.approved_versions(work.session)
    vacancies = list(work.pool.vacancies.of(work.session, versions).values())
    ranked = ranked_vacancies_for(
        work.pool.matcher, subject.profile, vacancies, k=limit, seed=seed_of(subject.id)
    )
    _record(work, subject, ranked, versions, what)
    return ranked


def _record(
    work: Work,
    subject: Subject,
    made: RankedVacancies | PlacedPair,
    versions: list[UUID],
    what: str,
    **about: UUID,
) -> None:
    work.record(
        AuditKind.RANKING,
        "candidate",
        subject.id,
        candidate_id=subject.id,
        what=what,
        fields=["skills", "score"],
        **about,
        **what_was_recommended(work.pool, subject.snapshot, made, versions),
    )


def _to_next(bands: tuple[Band, ...], band: int | None, score: int) -> int | None:
    """Points short of the lowest score of the band above."""
    above = next((each for each in bands if band is not None and each.number == band - 1), None)
    return above.lowest - score if above else None


def _gains(contributions: list[ContributionRead]) -> list[GainRead]:
    """The parts that could add most."""
    short = sorted(contributions, key=lambda each: each.points - each.most)
    return [
        GainRead(
            label=each.label, skill=each.skill, points=each.most - each.points, reason=each.reason
        )
        for each in short[:_GAINS]
        if each.points < each.most
    ]
