"""What was recommended is made again to the same bytes, or it is said why not."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from models import AuditOpening, Candidate, RankingRecord
from service.audit.replay import Replay, replay_all
from service.words import CandidateState
from service.work import Services
from tests.service.api.people import Alliance, found


def replays(services: Services) -> list[Replay]:
    with services.database.reading() as session:
        return list(replay_all(services.pool, session))


def recommend(alliance: Alliance) -> list[UUID]:
    """A shortlist, a pair and a reverse ranking over twelve people, whose ids it gives."""
    programme, organisation = alliance.programme(), alliance.organisation()
    coach, partner = alliance.coach(programme), alliance.partner(organisation)
    people = [alliance.candidate(programme, skills=["java", "sql"][: n % 3]) for n in range(12)]
    vacancy, _ = alliance.vacancy(organisation, approver=coach.id, start_by=date(2027, 3, 1))
    found(partner.client.post(f"/api/vacancies/{vacancy}/shortlists"), 201)
    found(coach.client.get(f"/api/vacancies/{vacancy}/candidates/{people[1]}"))
    found(coach.client.get(f"/api/candidates/{people[1]}/vacancies"))
    return people


def test_all_that_was_recommended_is_made_again(alliance: Alliance) -> None:
    people = recommend(alliance)
    with alliance.services.database.writing() as session:
        session.get_one(Candidate, people[1]).hours_max = 4
        session.get_one(Candidate, people[2]).state = CandidateState.PLACED
    made = replays(alliance.services)
    assert [each.what.split()[0] for each in made] == ["ranking", "event", "event"]
    assert all(each.is_same and not each.reasons for each in made)


def test_an_erasure_explains_a_difference(alliance: Alliance) -> None:
    people = recommend(alliance)
    with alliance.services.database.writing() as session:
        session.delete(session.get_one(Candidate, people[1]))
    (ranking,) = replays(alliance.services)
    assert not ranking.is_same
    assert ranking.reasons == ("1 of 12 who were ranked were erased since",)


def test_a_difference_without_a_reason_shows(alliance: Alliance) -> None:
    recommend(alliance)
    with alliance.services.database.writing() as session:
        session.exec(select(RankingRecord)).one().seed += 1
        forge(session)
    made = replays(alliance.services)
    assert [(each.is_same, each.reasons) for each in made] == [(False, ())] * len(made)


def forge(session: Session) -> None:
    for opening in session.exec(select(AuditOpening)):
        if "result" in opening.content and opening.candidate_id:
            opening.content = {**opening.content, "result": "0" * 64}
            session.add(opening)
