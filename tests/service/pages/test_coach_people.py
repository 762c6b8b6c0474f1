"""The pages of candidates: they do what the API does, for the coaches of their programmes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from models import Candidate, Contact, DuplicateFlag, Module, ModuleSkill, Outcome
from service.words import AuditKind, Role
from tests.service.api.people import Alliance, Person, found
from tests.service.gate.scene import Scene, audited
from tests.service.pages.forms import sent_by

OTHERS = tuple(role for role in Role if role not in (Role.COACH, Role.PARTNER))
PARTIAL = {"HX-Request": "true"}
CV = "WERKERVARING\nDrie jaar Java en SQL bij een bank."


@dataclass(frozen=True)
class Desk:
    """A coach with a programme, and a candidate in it."""

    alliance: Alliance
    coach: Person
    programme: UUID
    candidate: str

    @property
    def path(self) -> str:
        return f"/coach/candidates/{self.candidate}"

    def get(self, path: str, **options: Any) -> Any:
        return self.coach.client.get(path, **options)

    def post(self, path: str, sent: Mapping[str, Any] | None = None, **options: Any) -> Any:
        return self.coach.client.post(path, data=sent or {}, follow_redirects=False, **options)

    def known(self) -> Mapping[str, Any]:
        """The candidate, as the API shows them."""
        return found(self.get(f"/api/candidates/{self.candidate}"))

    def claims(self) -> Sequence[Mapping[str, Any]]:
        items: Sequence[Mapping[str, Any]] = found(
            self.get(f"/api/candidates/{self.candidate}/claims")
        )["items"]
        return items

    def claim(self, skill: str = "java") -> Mapping[str, Any]:
        return next(each for each in self.claims() if each["skill"] == skill)

    def judge(self, claim: Mapping[str, Any], do: str, **sent: str) -> Any:
        said = {"do": do, "revision": claim["revision"], "held": claim["level"] or "", **sent}
        return self.post(f"{self.path}/claims/{claim['id']}", said)


@pytest.fixture
def desk(alliance: Alliance) -> Desk:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    body = {
        "contact": {"name": "Sam de Vries"},
        "enrolments": [{"programme_id": str(programme), "completed_on": "2026-06-26"}],
        "cv_text": CV,
        "place": "Rotterdam",
        "hours_min": 32,
        "languages": [{"code": "nl", "cefr": "C1"}],
        "wishes": ["Java developer"],
    }
    made = found(coach.client.post("/api/candidates", json=body), 201)
    return Desk(alliance, coach, programme, made["id"])


def pages_of(desk: Desk) -> Sequence[str]:
    rest = ("", "/change", "/cv", "/claims/new", "/vacancies", "/seen", "/export", "/erase")
    return [f"/coach/chances/{desk.candidate}", *(f"{desk.path}{each}" for each in rest)]


def test_pages_are_for_coaches_alone(desk: Desk) -> None:
    lists = ("", "/new", "/disputes", "/duplicates")
    paths = (
        "/coach/chances",
        *(f"/coach/candidates{each}" for each in lists),
        *pages_of(desk),
    )
    for path in paths:
        assert desk.get(path).status_code == 200, path
    partner = desk.alliance.partner(desk.alliance.organisation())
    for person in (partner, *(desk.alliance.person(role) for role in OTHERS)):
        assert {person.client.get(path).status_code for path in paths} == {403}


def test_candidates_of_another_coach_are_not_found(desk: Desk) -> None:
    stranger = desk.alliance.coach(desk.alliance.programme("Data")).client
    for path in pages_of(desk):
        assert stranger.get(path).status_code == 404, path
    claim = desk.claim()["id"]
    sent = {"is_sure": "true", "kind": "pool", "cv_text": "x", "revision": "1", "do": "confirm"}
    for rest in ("/erase", "/link", "/consents", "/cv", f"/claims/{claim}"):
        answer = stranger.post(f"{desk.path}{rest}", data=sent)
        assert answer.status_code == 404, rest
    assert "Sam de Vries" not in stranger.get("/coach/candidates").text
    assert "Sam de Vries" not in stranger.get("/coach/chances").text
    assert desk.known()["claims"]["confirmed"] == 0


def test_candidates_are_searched_by_name_and_skill(desk: Desk) -> None:
    kim = desk.alliance.candidate(desk.programme)
    with desk.alliance.services.database.writing() as session:
        session.get_one(Contact, kim).name = "Kim Bos"

    def names(**asked: str) -> set[str]:
        page = desk.get("/coach/candidates", params=asked, headers=PARTIAL).text
        assert "<html" not in page
        return {name for name in ("Sam de Vries", "Kim Bos") if name in page}

    assert names() == {"Sam de Vries", "Kim Bos"}
    assert names(name="bos") == {"Kim Bos"}
    assert names(skill="Java") == {"Sam de Vries"}
    assert names(skill="xqzxqz") == set()
    assert names(pool="in") == {"Kim Bos"}
    assert names(state="left") == set()
    assert desk.get("/coach/candidates", params={"programme": "no id"}).status_code == 422


def test_a_new_candidate_is_made_once(desk: Desk) -> None:
    path = "/coach/candidates/new"
    sent = {
        **sent_by(desk.get(path).text, path),
        "contact/name": "Noor Bakker",
        "programme": [str(desk.programme)],
        "completed_on": ["2027-01-29"],
        "cv_text": CV,
    }
    first, again = desk.post(path, sent), desk.post(path, sent)
    assert (first.status_code, first.headers["Location"]) == (303, again.headers["Location"])
    made = first.headers["Location"].partition("?")[0].rpartition("/")[2]
    known = found(desk.get(f"/api/candidates/{made}"))
    assert (known["name"], known["enrolments"][0]["completed_on"]) == ("Noor Bakker", "2027-01-29")
    assert known["claims"]["proposed"] > 0


def test_a_candidate_without_name_or_programme_is_told_so(desk: Desk) -> None:
    path = "/coach/candidates/new"
    sent = {**sent_by(desk.get(path).text, path), "place": "Leiden", "hours_min": "many"}
    answer = desk.post(path, sent)
    assert answer.status_code == 422
    for marked in (
        'href="#contact/name"',
        'id="hours_min-wrong"',
        'value="Leiden"',
        'value="many"',
    ):
        assert marked in answer.text, marked
    foreign = str(desk.alliance.programme("Data"))
    sent = {**sent, "hours_min": "", "contact/name": "Noor", "programme": [foreign, ""]}
    answer = desk.post(path, sent)
    assert (answer.status_code, "enrolments/0/programme_id" in answer.text) == (422, True)


def test_a_form_that_changes_nothing_keeps_all(desk: Desk) -> None:
    before = desk.known()
    path = f"{desk.path}/change"
    assert desk.post(path, sent_by(desk.get(path).text, path)).status_code == 303
    after = desk.known()
    same = before.keys() - {"revision", "updated_at"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


def test_a_profile_is_changed(desk: Desk) -> None:
    path = f"{desk.path}/change"
    changed = {
        "contact/phone": "06 12345678",
        "max_travel_km": "25",
        "hours_max": "36",
        "available_from": "2027-02-01",
        "education_level": "6",
        "licence_to_work": "yes",
        "work_modes": ["hybrid", "remote"],
        "language_code": ["nl", "en", ""],
        "language_level": ["C1", "B2", "B1"],
        "wishes": "Backend developer\n\nTester",
        "state": "placed",
    }
    assert desk.post(path, {**sent_by(desk.get(path).text, path), **changed}).status_code == 303
    known = desk.known()
    assert known["contact"]["phone"] == "06 12345678"
    assert (known["max_travel_km"], known["hours_min"], known["hours_max"]) == (25, 32, 36)
    assert (known["available_from"], known["education_level"]) == ("2027-02-01", 6)
    assert (known["licence_to_work"], known["state"]) == (True, "placed")
    assert set(known["work_modes"]) == {"hybrid", "remote"}
    assert {each["code"] for each in known["languages"]} == {"nl", "en"}
    assert known["wishes"] == ["Backend developer", "Tester"]


def test_hours_that_do_not_fit_are_told_beside_them(desk: Desk) -> None:
    path = f"{desk.path}/change"
    sent = {**sent_by(desk.get(path).text, path), "hours_max": "20"}
    answer = desk.post(path, sent)
    assert (answer.status_code, 'id="hours-wrong"' in answer.text) == (422, True)
    assert desk.known()["hours_max"] is None


def test_who_is_second_sees_what_they_typed_and_may_save_it(desk: Desk) -> None:
    path = f"{desk.path}/change"
    old = sent_by(desk.get(path).text, path)
    assert desk.post(path, {**old, "place": "Delft"}).status_code == 303
    answer = desk.post(path, {**old, "max_travel_km": "25"})
    assert (answer.status_code, desk.known()["place"]) == (412, "Delft")
    again = sent_by(answer.text, path)
    assert again["max_travel_km"] == ["25"]
    assert desk.post(path, again).status_code == 303
    assert (desk.known()["max_travel_km"], desk.known()["place"]) == (25, "Rotterdam")


def test_an_enrolment_of_another_coach_stays(desk: Desk) -> None:
    other = desk.alliance.programme("Data")
    both = desk.alliance.coach(desk.programme, other)
    path = f"{desk.path}/change"
    sent = sent_by(desk.get(path).text, path)
    sent = {**sent, "programme": [str(desk.programme), str(other)], "completed_on": ["", ""]}
    assert both.client.post(path, data=sent, follow_redirects=False).status_code == 303
    assert desk.post(path, sent_by(desk.get(path).text, path)).status_code == 303
    assert {each["programme_id"] for each in desk.known()["enrolments"]} == set(sent["programme"])


def test_another_cv_is_read_from_text_or_a_file(desk: Desk) -> None:
    path = f"{desk.path}/cv"
    sent = {**sent_by(desk.get(path).text, path), "cv_text": "Ik schrijf Python."}
    assert desk.post(path, sent).status_code == 303
    assert {each["skill"] for each in desk.claims()} == {"python"}
    sent = {**sent_by(desk.get(path).text, path), "cv_text": ""}
    file = {"file": ("cv.txt", b"Ik schrijf Java.", "text/plain")}
    assert desk.post(path, sent, files=file).status_code == 303
    assert desk.known()["cv_text"].strip() == "Ik schrijf Java."
    answer = desk.post(path, sent, files={"file": ("cv.txt", b"Ook Git.", "text/plain")})
    assert answer.status_code == 412
    answer = desk.post(path, sent, files={"file": ("cv.exe", b"MZ\0\0", "application/x-dos")})
    assert answer.status_code in (412, 422)
    assert desk.known()["cv_text"].strip() == "Ik schrijf Java."


def test_a_file_that_is_not_read_is_told_beside_it(desk: Desk) -> None:
    path = f"{desk.path}/cv"
    sent = sent_by(desk.get(path).text, path)
    answer = desk.post(
        path, sent, files={"file": ("cv.pdf", b"%PDF-1.7 nothing", "application/pdf")}
    )
    assert (answer.status_code, 'id="file-wrong"' in answer.text) == (422, True)
    assert desk.known()["cv_text"] == CV


def test_the_profile_shows_the_words_behind_each_skill(desk: Desk) -> None:
    page = desk.get(desk.path).text
    start = CV.index("Java")
    assert f'href="#w-{start}"' in page
    assert f'id="w-{start}"></span><mark class="nice" title="Java">Java' in page


def test_reading_a_profile_is_recorded_once(desk: Desk) -> None:
    before = len(audited(desk.alliance, AuditKind.VIEW))
    desk.get(desk.path)
    (seen,) = audited(desk.alliance, AuditKind.VIEW)[before:]
    assert str(seen.candidate) == desk.candidate
    assert {"cv", "skills", "consents"} <= set(seen.content["fields"])


def test_a_coach_confirms_corrects_rejects_and_restores_a_claim(desk: Desk) -> None:
    answer = desk.judge(desk.claim(), "confirm")
    assert answer.headers["Location"].endswith(f"#c-{desk.claim()['id']}")
    claim = desk.claim()
    assert (claim["state"], claim["verified_by_id"]) == ("confirmed", str(desk.coach.id))
    assert desk.judge(claim, "level", level="2", reason="level_too_high").status_code == 303
    assert desk.claim()["level"] == 2
    assert desk.judge(desk.claim(), "reject", reason="not_shown").status_code == 303
    assert (desk.claim()["state"], desk.claim()["level"]) == ("rejected", 2)
    assert desk.judge(desk.claim(), "restore").status_code == 303
    assert (desk.claim()["state"], desk.claim()["level"]) == ("confirmed", 2)


def test_what_a_programme_taught_is_judged_for_one_candidate(desk: Desk) -> None:
    with desk.alliance.services.database.writing() as session:
        module = Module(programme_id=desk.programme, position=1, name="Versions")
        session.add(module)
        session.flush()
        session.add(ModuleSkill(module_id=module.id, skill="git", level=3))
    taught = desk.claim("git")
    page = desk.get(desk.path).text
    assert f'id="c-{taught["id"]}"' in page.partition('data-group="taught"')[2]
    page = desk.judge(taught, "reject").text
    assert 'data-group="taught" open' in page
    assert f'id="wrong-{taught["id"]}"' in page
    assert desk.claim("git") == taught
    assert desk.judge(taught, "reject", reason="not_shown").status_code == 303
    page = desk.get(desk.path).text
    assert f'id="c-{taught["id"]}"' in page.partition('data-group="rejected"')[2]
    assert 'data-group="taught"' not in page


@pytest.mark.parametrize("headers", [{}, PARTIAL])
def test_a_correction_without_a_reason_changes_nothing(
    desk: Desk, headers: Mapping[str, str]
) -> None:
    claim = desk.claim()
    sent = {"do": "level", "level": "4", "revision": claim["revision"]}
    answer = desk.post(f"{desk.path}/claims/{claim['id']}", sent, headers=headers)
    assert answer.status_code == 422
    assert f'id="wrong-{claim["id"]}"' in answer.text
    assert ("<html" in answer.text) is not bool(headers)
    assert desk.claim() == claim


def test_a_judgment_of_an_old_page_is_not_taken(desk: Desk) -> None:
    claim = desk.claim()
    assert desk.judge(claim, "confirm").status_code == 303
    assert desk.judge(claim, "reject", reason="outdated").status_code == 412
    assert desk.claim()["state"] == "confirmed"


def test_a_skill_is_searched_and_added_once(desk: Desk) -> None:
    path = f"{desk.path}/claims/new"
    assert f"{path}?skill=git" in desk.get(path, params={"q": "Git"}).text
    page = desk.get(path, params={"skill": "git"}).text
    sent = {**sent_by(page, path), "kind": "certificate", "source": "Git Associate", "level": "3"}
    assert desk.post(path, sent).status_code == 303
    claim = desk.claim("git")
    assert (claim["state"], claim["kind"], claim["level"]) == ("confirmed", "certificate", 3)
    assert desk.post(path, sent).status_code == 409
    assert desk.post(path, {**sent, "dated_on": "2999-01-01"}).status_code == 422
    assert desk.post(path, {**sent, "skill": "no-such"}).status_code == 422


def test_what_a_candidate_disagrees_with_is_seen(desk: Desk) -> None:
    person = themselves(desk)
    claim = desk.claim()
    found(person.post(f"/api/own/claims/{claim['id']}/dispute"))
    listed = desk.get("/coach/candidates/disputes").text
    assert f"{desk.path}#c-{claim['id']}" in listed
    assert "the candidate disagrees" in desk.get(desk.path).text
    assert desk.judge(desk.claim(), "restore").status_code == 303
    page = desk.get(desk.path).text
    assert "the candidate disagrees" not in page
    assert "the candidate disagreed before" in page


def test_consents_are_asked_and_recorded_from_paper(desk: Desk) -> None:
    assert desk.post(f"{desk.path}/consents", {"kind": "pool"}).status_code == 303
    (asked,) = desk.known()["consents"]
    assert desk.post(f"{desk.path}/consents", {"kind": "pool"}).status_code == 409
    assert desk.post(f"{desk.path}/consents", {"kind": "reveal"}).status_code == 422
    path = f"{desk.path}/consents/{asked['id']}"
    assert path in desk.get(desk.path).text
    assert desk.post(path, {"answer": "given"}).status_code == 303
    assert desk.known()["in_pool"]
    assert desk.post(path, {"answer": "withdrawn"}).status_code == 303
    assert desk.known()["outside_pool"] == ["no_consent"]


def test_the_personal_link_opens_the_candidates_page(desk: Desk) -> None:
    page = desk.post(f"{desk.path}/link").text
    path = page.partition("<code>")[2].partition("</code>")[0]
    token = path.rpartition("/link/")[2]
    assert token.startswith("pl_")
    assert token not in desk.get(desk.path).text
    client = desk.alliance.client()
    answer = client.post(f"/link/{token}", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/me")
    assert "Sam de Vries" in client.get("/me").text


def test_all_data_are_handed_over_and_the_candidate_sees_that(desk: Desk) -> None:
    answer = desk.get(f"{desk.path}/export")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert json.loads(answer.text)["candidate_id"] == desk.candidate
    assert "took along in a file" in desk.get(f"{desk.path}/seen").text


def test_a_candidate_is_erased_after_a_tick_alone(desk: Desk) -> None:
    path = f"{desk.path}/erase"
    assert desk.post(path).status_code == 422
    assert desk.known()["name"] == "Sam de Vries"
    assert desk.post(path, {"is_sure": "true"}).status_code == 303
    assert desk.get(desk.path).status_code == 404


def test_doubles_are_compared_and_settled(desk: Desk) -> None:
    other = desk.alliance.candidate(desk.programme)
    first, second = sorted((other, UUID(desk.candidate)))
    now = desk.alliance.services.clock()
    flag = DuplicateFlag(first_id=first, second_id=second, reason="name", found_at=now)
    with desk.alliance.services.database.writing() as session:
        session.add(flag)
        id_ = flag.id
    path = f"/coach/candidates/duplicates/{id_}"
    assert path in desk.get("/coach/candidates/duplicates").text
    assert path in desk.get(desk.path).text
    assert "Sam de Vries" in desk.get(path).text
    stranger = desk.alliance.coach(desk.alliance.programme("Data")).client
    assert stranger.get(path).status_code == 404
    assert stranger.post(path, data={"state": "same"}).status_code == 404
    assert desk.post(path, {"state": "open"}).status_code == 422
    assert desk.post(path, {"state": "same"}).headers["Location"].startswith(path)
    assert f"{desk.path}/erase" in desk.get(path).text
    assert desk.post(path, {"state": "different"}).status_code == 409


def test_best_vacancies_come_with_what_teaches_what_is_lacking(
    alliance: Alliance, scene: Scene
) -> None:
    module = Module(programme_id=scene.programmes[1], position=1, name="Versiebeheer", hours=60)
    with alliance.services.database.writing() as session:
        session.add(module)
        session.flush()
        told = "De student werkt zelfstandig met Git."
        session.add(Outcome(module_id=module.id, position=1, wording=told))
    candidate = scene.candidates[2]  # Java and SQL, no Git
    client, path = scene.coaches[0].client, f"/coach/candidates/{scene.candidates[2]}/vacancies"
    before = len(audited(alliance, AuditKind.RANKING))
    page = client.get(path).text
    (ranked,) = audited(alliance, AuditKind.RANKING)[before:]
    assert (ranked.candidate, ranked.content["what"]) == (candidate, "vacancies")
    lacking = page.partition("<strong>Git: ")[2].partition("</li>")[0]
    assert "Versiebeheer" in lacking
    assert f'href="{path}/{scene.vacancy}"' in page
    pair = client.get(f"{path}/{scene.vacancy}", headers=PARTIAL).text
    assert ("<html" in pair, "Place " in pair) == (False, True)
    assert client.get(f"{path}/{uuid4()}").status_code == 404


def test_who_gets_no_chances_is_listed_with_why(alliance: Alliance, scene: Scene) -> None:
    list_id = scene.released()
    on_list = {str(scene.subject_of(list_id, each["id"])) for each in scene.own(list_id)}
    outside = str(alliance.candidate(scene.programmes[0], agrees=False))
    client = scene.coaches[0].client
    page = client.get("/coach/chances").text
    assert on_list
    assert not any(f"/coach/chances/{each}" in page for each in on_list)
    assert f'href="/coach/candidates/{outside}#consents"' in page
    told = client.get(f"/coach/chances/{scene.candidates[0]}", headers=PARTIAL).text
    assert "Of 1 open vacancies, 1 have conditions" in told
    client.post("/coach/stop", data={"reason": "Er klopt iets niet."})
    stopped = client.get(f"/coach/chances/{scene.candidates[0]}")
    assert (stopped.status_code, "stopped" in stopped.text) == (200, True)
    assert client.get(f"/coach/candidates/{scene.candidates[0]}/vacancies").status_code == 503


def test_a_review_leads_to_profiles(scene: Scene, review: str) -> None:
    page = scene.coaches[0].client.get(f"/coach/lists/{review}").text
    for entry in scene.own(review):
        assert f'href="/coach/candidates/{entry["subject"]["candidate_id"]}"' in page


def themselves(desk: Desk) -> Any:
    """A browser of the candidate."""
    desk.post(f"{desk.path}/link")
    with desk.alliance.services.database.reading() as session:
        user = session.get_one(Candidate, UUID(desk.candidate)).user_id
    assert user is not None
    return desk.alliance.client(user)
