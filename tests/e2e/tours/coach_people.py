"""The pages of coaches about candidates."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from sqlmodel import col, select

from models import Candidate, Claim, DuplicateFlag, Enrolment, ProgrammeCoach, User, Vacancy
from service.access.principal import Principal
from service.privacy import service as privacy
from service.words import ClaimState, Role
from tests.e2e.site import Site, Stop
from tests.e2e.tours.coach_lists import COACH

__all__ = ["COACH", "STOPS", "candidates_of", "disputed_in", "doubles_in"]


def candidates_of(site: Site, email: str) -> list[UUID]:
    """A coach's candidates, in the order of the sample."""
    with site.reading() as work:
        coached = (
            select(Enrolment.candidate_id)
            .join(ProgrammeCoach, col(ProgrammeCoach.programme_id) == col(Enrolment.programme_id))
            .join(User, col(User.id) == col(ProgrammeCoach.user_id))
            .where(User.email == email)
        )
        mine = select(Candidate.id).where(col(Candidate.id).in_(coached))
        return list(work.session.exec(mine.order_by(col(Candidate.external_id))))


def doubles_in(site: Site) -> UUID:
    """A suspicion that two candidates are one person, made where there is none."""
    first, second = sorted(candidates_of(site, COACH)[-2:])
    with site.writing() as work:
        found = work.session.exec(select(DuplicateFlag.id)).first()
        if found is None:
            row = DuplicateFlag(
                first_id=first, second_id=second, reason="name+cv", found_at=work.now
            )
            work.session.add(row)
            found = row.id
    return found


def disputed_in(site: Site) -> UUID:
    """The first candidate, after they disagreed with a skill."""
    candidate = candidates_of(site, COACH)[0]
    who = Principal(roles=frozenset({Role.CANDIDATE}), candidate_id=candidate)
    with site.writing() as work:
        if not privacy.disputed_of(work, candidate):
            mine = select(Claim.id).where(
                Claim.candidate_id == candidate, col(Claim.state) == ClaimState.PROPOSED
            )
            ids = work.session.exec(mine.order_by(col(Claim.skill), col(Claim.id)))
            privacy.dispute_own(replace(work, who=who), next(iter(ids)))
    return candidate


def _page(rest: str = "") -> Callable[[Site], str]:
    """A page of the second candidate."""
    return lambda site: f"/coach/candidates/{candidates_of(site, COACH)[1]}{rest}"


def _disputed(site: Site) -> str:
    return f"/coach/candidates/{disputed_in(site)}"


def _disputes(site: Site) -> str:
    disputed_in(site)
    return "/coach/candidates/disputes"


def _doubles(site: Site) -> str:
    doubles_in(site)
    return "/coach/candidates/duplicates"


def _double(site: Site) -> str:
    return f"/coach/candidates/duplicates/{doubles_in(site)}"


def _pair(site: Site) -> str:
    with site.reading() as work:
        vacancy = work.session.exec(select(Vacancy.id).order_by(col(Vacancy.external_id))).first()
    return _page(f"/vacancies/{vacancy}")(site)


def _chance(site: Site) -> str:
    return f"/coach/chances/{candidates_of(site, COACH)[1]}"


STOPS = (
    Stop("coach-people", COACH, "/coach/candidates"),
    Stop("coach-people-skill", COACH, "/coach/candidates?skill=java"),
    Stop("coach-people-none", COACH, "/coach/candidates?name=niemand"),
    Stop("coach-people-new", COACH, "/coach/candidates/new"),
    Stop("coach-people-profile", COACH, _page()),
    Stop("coach-people-disputed", COACH, _disputed),
    Stop("coach-people-change", COACH, _page("/change")),
    Stop("coach-people-cv", COACH, _page("/cv")),
    Stop("coach-people-claim", COACH, _page("/claims/new?q=sprin&skill=java")),
    Stop("coach-people-vacancies", COACH, _page("/vacancies")),
    Stop("coach-people-pair", COACH, _pair),
    Stop("coach-people-seen", COACH, _page("/seen")),
    Stop("coach-people-erase", COACH, _page("/erase")),
    Stop("coach-people-disputes", COACH, _disputes),
    Stop("coach-people-duplicates", COACH, _doubles),
    Stop("coach-people-duplicate", COACH, _double),
    Stop("coach-chances", COACH, "/coach/chances"),
    Stop("coach-chance", COACH, _chance),
)
