"""A candidate's page: what is asked first, what an answer means, and what can still be done."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from models import Claim, Consent, Contact, Enrolment, Module, ModuleSkill, Organisation
from service.words import ClaimState, ConsentKind, ConsentState, Role
from tests.service.alliances import Hands
from tests.service.api.people import Alliance, Person, found
from tests.service.api.test_consents import themselves
from tests.service.gate.scene import Scene, put

OTHERS = tuple(role for role in Role if role not in (Role.CANDIDATE, Role.PARTNER))


@dataclass
class World:
    """A candidate who tells of Java, with their coach; time passes between what they do."""

    alliance: Alliance
    clock: Hands
    coach: Person
    candidate: UUID
    person: Person

    def page(self, path: str = "/me") -> str:
        answer = self.person.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, path: str, **sent: str) -> Any:
        self.clock.move(minutes=1)
        return self.person.client.post(path, data=sent, follow_redirects=False)

    def ask(self, kind: str) -> str:
        """The coach asks; the id of the question."""
        self.clock.move(minutes=1)
        path = f"/api/candidates/{self.candidate}/consents"
        id_: str = found(self.coach.client.post(path, json={"kind": kind}), 201)["id"]
        return id_

    def answered(self, kind: str, answer: str) -> str:
        """The coach asks and the candidate answers on the page; the id of the question."""
        id_ = self.ask(kind)
        assert self.post(f"/me/consents/{id_}/answer", answer=answer).status_code == 303
        return id_

    def claim(self) -> Claim:
        with self.alliance.services.database.reading() as session:
            return session.exec(select(Claim).where(Claim.candidate_id == self.candidate)).one()


@pytest.fixture
def world(alliance: Alliance, clock: Hands) -> World:
    programme = alliance.programme()
    candidate = alliance.candidate(programme, skills=["java"], agrees=False)
    person = themselves(alliance, candidate)
    return World(alliance, clock, alliance.coach(programme), candidate, person)


def section(page: str, id_: str) -> str:
    """What stands in a section of the page, up to the next one."""
    return page.partition(f'id="{id_}"')[2].partition("</section>")[0]


def offers(page: str, action: str) -> list[str]:
    """The consents for which the page offers an action."""
    return re.findall(rf'action="/me/consents/([0-9a-f-]+)/{action}"', page)


def test_pages_are_for_candidates_alone(alliance: Alliance, world: World) -> None:
    others = [*map(alliance.person, OTHERS), alliance.partner(alliance.organisation())]
    for path in ("/me", "/me/erase", "/me/export"):
        assert world.person.client.get(path).status_code == 200, path
        assert [each.client.get(path).status_code for each in others] == [403] * len(others), path


def test_what_another_candidate_was_asked_is_not_found(alliance: Alliance, world: World) -> None:
    id_, claim = world.ask("pool"), world.claim().id
    other = themselves(alliance, alliance.candidate(skills=["sql"])).client
    for path in (
        f"/me/consents/{id_}/answer",
        f"/me/consents/{id_}/withdraw",
        f"/me/claims/{claim}/dispute",
    ):
        assert other.post(path, data={"answer": "given"}).status_code == 404, path
    assert found(world.person.client.get("/api/own/consents"))["items"][0]["state"] == "asked"


def test_agreeing_after_all_is_offered_once_and_works(world: World) -> None:
    first = world.answered("pool", "refused")
    assert world.post(f"/me/consents/{first}/answer", answer="given").status_code == 303
    (again,) = offers(world.page(), "withdraw")
    assert again != first
    assert world.post(f"/me/consents/{again}/withdraw").status_code == 303
    (offered,) = offers(world.page(), "answer")
    assert offered == again
    assert world.post(f"/me/consents/{offered}/answer", answer="given").status_code == 303
    assert offers(world.page(), "answer") == []


def test_a_question_that_is_asked_again_takes_the_place_of_the_old_answer(world: World) -> None:
    world.answered("retention", "refused")
    asked = world.ask("retention")
    assert offers(world.page(), "answer") == [asked]


def test_old_words_are_asked_again_by_a_coach_alone(world: World) -> None:
    id_ = world.answered("pool", "given")
    with world.alliance.services.database.writing() as session:
        session.get_one(Consent, UUID(id_)).wording = "import-1"
    world.post(f"/me/consents/{id_}/withdraw")
    page = world.page()
    assert offers(page, "answer") == []
    assert "Have your coach ask you again." in page
    assert world.post(f"/me/consents/{id_}/answer", answer="given").status_code == 409


@pytest.mark.parametrize("sent", [{}, {"answer": "perhaps"}, {"answer": "withdrawn"}])
def test_an_answer_that_is_none_is_said_beside_its_question(
    world: World, sent: dict[str, str]
) -> None:
    other, id_ = world.ask("retention"), world.ask("pool")
    answer = world.post(f"/me/consents/{id_}/answer", **sent)
    assert answer.status_code == 422
    wrong = "Choose one of the answers."
    assert wrong in section(answer.text, f"c-{id_}")
    assert wrong not in section(answer.text, f"c-{other}")
    assert sorted(offers(answer.text, "answer")) == sorted([id_, other])


def test_an_answer_of_the_survey_that_is_none_is_said_beside_its_field(world: World) -> None:
    world.answered("bias_survey", "given")
    answer = world.post("/me/survey", sex="woman", age_group="ninety")
    assert answer.status_code == 422
    survey = section(answer.text, "survey")
    assert 'id="answers/age_group-wrong"' in survey
    assert 'id="answers/sex-wrong"' not in survey
    assert re.search(r'<option value="woman" selected>', survey)
    assert world.post("/me/survey", sex="woman", age_group="").status_code == 303
    assert re.search(r'<option value="woman" selected>', section(world.page(), "survey"))


def test_a_name_for_an_employer_is_asked_first_and_says_for_whom(scene: Scene) -> None:
    alliance, list_id = scene.alliance, scene.released()
    entry = scene.read(list_id)["entries"][0]["id"]
    subject = scene.subject_of(list_id, entry)
    person = themselves(alliance, subject)
    coach = scene.coach_of(str(subject))
    found(scene.say(list_id, entry, "interest"), 201)
    path = f"/api/candidates/{subject}/consents"
    found(coach.client.post(path, json={"kind": "retention"}), 201)
    with alliance.services.database.reading() as session:
        employer = session.get_one(Organisation, scene.organisation).name
    first, second = re.findall(r"<h2>([^<]*)</h2>", person.client.get("/me").text)[:2]
    assert first == f"{employer} wants to meet you for «Java developer»"
    assert "keeping your data for a year" in second


def test_how_it_works_stands_open_before_and_can_be_read_after(world: World) -> None:
    id_, words = world.ask("pool"), "It never uses your name, sex, age"
    asked = world.page()
    assert words in section(asked, f"c-{id_}")
    world.post(f"/me/consents/{id_}/answer", answer="given")
    after = world.page()
    assert words not in after.partition('id="how"')[0]
    assert words in after.partition('<details class="card" id="how">')[2]


def test_a_disputed_skill_is_told_from_one_that_a_coach_took_out(world: World) -> None:
    claim = world.claim()
    disputed, taken = "you said: not right", "your coach took it out"
    page = world.post(f"/me/claims/{claim.id}/dispute")
    assert page.headers["Location"] == "/me?done=disputed#skills"
    skills = section(world.page(), "skills")
    assert disputed in skills
    assert taken not in skills
    path = f"/api/candidates/{world.candidate}/claims/{claim.id}"
    body = {"level": None, "state": "confirmed", "reason": None}
    confirmed = found(put(world.coach, path, body, world.claim().revision))
    assert disputed not in section(world.page(), "skills")
    body = {"level": None, "state": "rejected", "reason": "not_shown"}
    found(put(world.coach, path, body, confirmed["revision"]))
    skills = section(world.page(), "skills")
    assert disputed not in skills
    assert taken in skills
    assert "/dispute" not in skills
    assert world.claim().state is ClaimState.REJECTED


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("pool", "You are on no list now"),
        ("bias_survey", "Your answers to the survey are erased."),
        ("retention", "erased four weeks after a procedure"),
    ],
)
def test_a_withdrawal_says_what_it_means(world: World, kind: str, words: str) -> None:
    id_ = world.answered(kind, "given")
    assert words not in world.page()
    answer = world.post(f"/me/consents/{id_}/withdraw")
    told = world.page(answer.headers["Location"]).partition('id="told"')[2].partition("<h1")[0]
    assert words in told
    assert words in section(world.page(), "consents")


def test_a_name_taken_back_says_what_cannot_be(scene: Scene) -> None:
    list_id = scene.released()
    entry = scene.read(list_id)["entries"][0]["id"]
    subject = scene.subject_of(list_id, entry)
    client = themselves(scene.alliance, subject).client
    found(scene.say(list_id, entry, "interest"), 201)
    (asked,) = offers(client.get("/me").text, "answer")
    given = client.post(f"/me/consents/{asked}/answer", data={"answer": "given"})
    assert "This employer sees your name" in given.text
    taken = client.post(f"/me/consents/{asked}/withdraw")
    assert "What they read before cannot be taken back." in taken.text


def test_an_erased_candidate_is_nowhere_and_signed_out(world: World) -> None:
    assert "cannot be undone" in world.page("/me/erase")
    answer = world.post("/me/erase")
    assert answer.headers["Location"] == "/goodbye"
    with world.alliance.services.database.reading() as session:
        assert session.get(Contact, world.candidate) is None
    assert world.person.client.get("/me", follow_redirects=False).status_code == 303
    assert world.person.client.get("/goodbye").status_code == 200


def test_all_answers_are_there_however_many(world: World) -> None:
    now = world.alliance.services.clock()
    with world.alliance.services.database.writing() as session:
        for _ in range(250):
            session.add(
                Consent(
                    candidate_id=world.candidate,
                    kind=ConsentKind.RETENTION,
                    state=ConsentState.REFUSED,
                    wording="retention-1",
                    asked_at=now,
                    answered_at=now,
                )
            )
    assert section(world.page(), "consents").count("<li>refused") == 249


def test_what_the_programme_taught_can_be_disputed(world: World) -> None:
    with world.alliance.services.database.writing() as session:
        programme = session.exec(select(Enrolment.programme_id)).one()
        module = Module(programme_id=programme, position=1, name="Databases")
        session.add(module)
        session.flush()
        session.add(ModuleSkill(module_id=module.id, skill="sql", level=3))
    taught = section(world.page(), "skills").partition("What your programme taught you (1)")[2]
    (action,) = re.findall(r'action="(/me/claims/[0-9a-f-]+/dispute)"', taught)
    world.post(action)
    skills = section(world.page(), "skills")
    assert "What your programme taught you" not in skills
    assert "SQL" in skills.partition("These do not count")[2]
    assert action not in skills


def test_what_was_seen_again_on_a_day_is_one_line(world: World) -> None:
    for hours in (1, 1, 1, 24):
        world.clock.move(hours=hours)
        found(world.coach.client.get(f"/api/candidates/{world.candidate}"))
    lines = world.page().partition("<h2>Who saw what</h2>")[2].partition("</section>")[0]
    assert len(re.findall(r'<span class="quiet small">', lines)) == 2
    (times,) = re.findall(r"(\d+) times on this day", lines)
    assert times == "3"
    moments = lines.partition("<summary>")[2].partition("</details>")[0]
    assert len(re.findall("<li>", moments)) == 3
