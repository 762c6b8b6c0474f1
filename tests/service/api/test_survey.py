"""The survey: only with consent, only for oneself, and out of reach of every ranking."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

import service
from models import AuditOpening, Consent, SurveyAnswer
from service.survey.questions import QUESTIONS
from service.words import ConsentKind, ConsentState
from tests.service.api.people import Alliance, Person, found
from tests.service.api.test_consents import themselves

URL = "/api/own/survey"
ANSWERS = {"age_group": "35_44", "sex": "woman"}


@pytest.fixture
def person(alliance: Alliance) -> Person:
    return themselves(alliance, alliance.candidate(alliance.programme(), skills=["java"]))


def agree(alliance: Alliance) -> None:
    now = alliance.services.clock()
    with alliance.services.database.writing() as session:
        (given,) = session.exec(select(Consent)).all()
        session.add(
            Consent(
                candidate_id=given.candidate_id,
                kind=ConsentKind.BIAS_SURVEY,
                state=ConsentState.GIVEN,
                wording="bias_survey-1",
                asked_at=now,
                answered_at=now,
            )
        )


def kept(alliance: Alliance) -> dict[str, str]:
    with alliance.services.database.reading() as session:
        return {each.question: each.answer for each in session.exec(select(SurveyAnswer))}


def test_without_consent_nothing_is_kept(alliance: Alliance, person: Person) -> None:
    refused = person.client.put(URL, json={"answers": ANSWERS})
    assert refused.status_code == 409
    assert refused.json()["rule"] == "survey_consent"
    assert not found(person.client.get(URL))["is_open"]
    assert kept(alliance) == {}


def test_answers_are_kept_changed_and_taken_back(alliance: Alliance, person: Person) -> None:
    agree(alliance)
    survey = found(person.client.put(URL, json={"answers": ANSWERS}))
    said = {each["code"]: each["answer"] for each in survey["questions"]}
    assert said == dict.fromkeys(QUESTIONS) | ANSWERS
    found(person.client.put(URL, json={"answers": {"sex": "other"}}))
    assert kept(alliance) == {"sex": "other"}


def test_the_log_does_not_tell_the_answers(alliance: Alliance, person: Person) -> None:
    agree(alliance)
    found(person.client.put(URL, json={"answers": ANSWERS}))
    with alliance.services.database.reading() as session:
        contents = [each.content for each in session.exec(select(AuditOpening))]
    assert contents == [{"what": "survey"}]


def test_answers_that_are_none_are_refused(alliance: Alliance, person: Person) -> None:
    agree(alliance)
    for answers in ({"sex": "35_44"}, {"religion": "yes"}, {"sex": ""}):
        answer = person.client.put(URL, json={"answers": answers})
        assert answer.status_code == 422
        assert answer.json()["fields"][0]["pointer"].startswith("/answers/")
    assert kept(alliance) == {}


def test_coaches_do_not_read_it(alliance: Alliance, person: Person) -> None:
    assert alliance.coach().client.get(URL).status_code == 403


def test_only_these_parts_of_the_service_know_of_answers() -> None:
    folder = Path(service.__file__).parent
    knowing = {
        str(file.relative_to(folder).parent)
        for file in folder.rglob("*.py")
        if any(word in file.read_text("utf-8") for word in ("SurveyAnswer", "survey_answers"))
    }
    assert knowing == {"survey", "consents", "privacy", "pages/candidate"}


def test_no_ranking_asks_for_it(alliance: Alliance, person: Person) -> None:
    agree(alliance)
    found(person.client.put(URL, json={"answers": ANSWERS}))
    asked: list[str] = []
    engine: Engine = alliance.services.database.engine
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    with alliance.services.database.writing() as session:
        alliance.services.pool.keeper.write_all(session)
    with alliance.services.database.reading() as session:
        alliance.services.pool.current(session)
    assert asked
    assert not any("survey" in each for each in asked)
