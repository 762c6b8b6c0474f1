"""Candidates: made, read, changed, listed; seen by their coaches and by nobody else."""

from typing import Any
from uuid import UUID, uuid4

from sqlmodel import select

from models import Candidate, Consent, PersonalLink, User, UserRole
from service.access.lookup import principal_of_user
from service.access.secrets import digest_of
from service.words import AuditKind, ConsentState, Role, UserState
from tests.service.alliances import Hands
from tests.service.api.audited import told_of
from tests.service.api.people import Alliance, Person, found

CV = "WERKERVARING\nDrie jaar Java en SQL bij een bank.\n\nTALEN\nEngels (B2)"


BAD_FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"contact": {"name": " "}}, "/contact/name"),
    ({"contact": {"name": "a\0b"}}, "/contact/name"),
    ({"contact": {"name": "Sam", "email": "sam"}}, "/contact/email"),
    ({"contact": {"name": "Sam", "phone": "bel me"}}, "/contact/phone"),
    ({"cv_text": "a\0b"}, "/cv_text"),
    ({"hours_min": 40, "hours_max": 8}, "/"),
    ({"languages": [{"code": "nl", "cefr": "C2"}, {"code": "nl", "cefr": "A1"}]}, "/"),
    ({"max_travel_km": -1}, "/max_travel_km"),
    ({"skills": [{"label": "Jaava"}]}, "/skills/0/label"),
    ({"skills": [{"skill": "no-such"}]}, "/skills/0/skill"),
    ({"skills": [{"level": 3}]}, "/skills/0"),
    ({"user_id": str(uuid4())}, "/user_id"),
    ({"state": "placed"}, "/state"),
]


def body(programme: UUID | str, **fields: Any) -> dict[str, Any]:
    return {
        "contact": {"name": "Sam de Vries", "email": "Sam@Example.org", "phone": "06 12345678"},
        "enrolments": [{"programme_id": str(programme), "completed_on": "2026-06-26"}],
        "place": "Rotterdam",
        "work_modes": ["hybrid"],
        "hours_min": 32,
        "hours_max": 40,
        "languages": [{"code": "nl", "cefr": "C2"}],
        "wishes": ["Java developer"],
        **fields,
    }


def added(coach: Person, programme: UUID, **fields: Any) -> dict[str, Any]:
    return dict(found(coach.client.post("/api/candidates", json=body(programme, **fields)), 201))


def changed(made: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A whole edit of what was read."""
    kept = {key: made[key] for key in (*body(uuid4()), "state", "external_id")}
    kept["enrolments"] = [
        {key: each[key] for key in ("programme_id", "completed_on")} for each in made["enrolments"]
    ]
    return {**kept, **fields}


def put(person: Person, path: str, json: Any, revision: int) -> Any:
    return person.client.put(path, json=json, headers={"If-Match": f'"{revision}"'})


def test_a_candidate_is_made_read_and_changed(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    made = added(coach, programme, cv_text=CV, skills=[{"label": "Git", "level": 3}])
    assert (made["contact"]["email"], made["revision"]) == ("sam@example.org", 1)
    assert made["languages"] == [{"code": "en", "cefr": "B2"}, {"code": "nl", "cefr": "C2"}]
    assert made["claims"]["proposed"] >= 3
    assert (made["in_pool"], made["outside_pool"]) == (False, ["no_consent"])
    path = f"/api/candidates/{made['id']}"
    read = coach.client.get(path)
    assert found(read) == made
    assert read.headers["ETag"] == f'"{made["revision"]}"'
    edit = changed(made, place="Delft", wishes=[], state="left", hours_min=None)
    after = found(put(coach, path, edit, made["revision"]))
    assert (after["place"], after["wishes"], after["hours_min"]) == ("Delft", [], None)
    assert set(after["outside_pool"]) == {"not_looking", "no_consent"}
    assert after["revision"] > made["revision"]
    assert after["cv_text"] == CV
    assert put(coach, path, edit, made["revision"]).status_code == 412
    assert coach.client.put(path, json=edit).status_code == 428


def test_an_edit_of_contact_data_alone_is_one_too(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    made = added(coach, programme)
    edit = changed(made, contact={"name": "Sam Bakker"})
    after = found(put(coach, f"/api/candidates/{made['id']}", edit, made["revision"]))
    assert after["contact"] == {"name": "Sam Bakker", "email": None, "phone": None}
    assert after["revision"] == made["revision"] + 1


def test_what_happens_to_a_candidate_is_recorded_without_words_of_theirs(
    alliance: Alliance,
) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    made = added(coach, programme, cv_text=CV)
    path = f"/api/candidates/{made['id']}"
    coach.client.get(path)
    put(coach, path, changed(made, place="Delft"), made["revision"])
    told = told_of(alliance.services, made["id"])
    assert [kind for kind, _ in told] == [AuditKind.CHANGE, AuditKind.VIEW, AuditKind.CHANGE]
    assert told[1][1] == {
        "what": "candidate",
        "fields": ["name", "contact", "cv", "skills", "consents"],
    }
    assert told[2][1] == {"what": "updated", "fields": ["place"]}
    assert "Sam" not in str(told)


def test_a_repeated_request_makes_one_candidate(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach, key = alliance.coach(programme), {"Idempotency-Key": "k"}
    first, again = (
        found(coach.client.post("/api/candidates", json=body(programme), headers=key), 201)
        for _ in range(2)
    )
    assert first == again
    assert len(found(coach.client.get("/api/candidates"))["items"]) == 1


def test_a_foreign_candidate_is_not_found(alliance: Alliance) -> None:
    own, other = alliance.programme(), alliance.programme("Data engineer")
    coach = alliance.coach(own)
    foreign, missing = alliance.candidate(other), uuid4()
    asked = changed(added(coach, own))
    for method, tail, json in (
        ("GET", "", None),
        ("PUT", "", asked),
        ("PUT", "/cv", {"cv_text": "x"}),
        ("GET", "/claims", None),
        ("POST", "/claims", {"label": "Java", "kind": "work"}),
        ("POST", "/profile-link", None),
    ):
        answers = [
            coach.client.request(
                method, f"/api/candidates/{id_}{tail}", json=json, headers={"If-Match": '"1"'}
            )
            for id_ in (foreign, missing)
        ]
        assert [each.status_code for each in answers] == [404, 404], (method, tail)
        assert answers[0].json() == answers[1].json()
    listed = found(coach.client.get("/api/candidates", params={"programme": str(other)}))
    assert listed["items"] == []
    assert told_of(alliance.services, foreign) == []


def test_an_admin_sees_all_and_others_nothing(alliance: Alliance) -> None:
    id_ = alliance.candidate(alliance.programme())
    admin = alliance.person(Role.ADMIN)
    found(admin.client.get(f"/api/candidates/{id_}"))
    assert len(found(admin.client.get("/api/candidates"))["items"]) == 1
    partner = alliance.partner(alliance.organisation())
    for person in (partner, *(alliance.person(role) for role in (Role.EVALUATOR, Role.CANDIDATE))):
        assert person.client.get(f"/api/candidates/{id_}").status_code == 403
        assert person.client.get("/api/candidates").status_code == 403
    assert alliance.client().get("/api/candidates").status_code == 401


def test_a_coach_enrols_in_their_own_programmes_only(alliance: Alliance) -> None:
    own, other = alliance.programme(), alliance.programme("Data engineer")
    coach, admin = alliance.coach(own), alliance.person(Role.ADMIN)
    for enrolments in ([], [{"programme_id": str(other)}], [{"programme_id": str(uuid4())}]):
        answer = coach.client.post("/api/candidates", json=body(own, enrolments=enrolments))
        assert answer.status_code == 422
        assert answer.json()["fields"][0]["pointer"].startswith("/enrolments")
    both = [{"programme_id": str(each)} for each in (own, other)]
    made = found(admin.client.post("/api/candidates", json=body(own, enrolments=both)), 201)
    path = f"/api/candidates/{made['id']}"
    for enrolments in (both[:1], [both[0], {**both[1], "completed_on": "2026-01-01"}]):
        edit = changed(dict(made), enrolments=enrolments)
        assert put(coach, path, edit, made["revision"]).status_code == 422
    found(put(coach, path, changed(dict(made), place="Delft"), made["revision"]))


def test_fields_that_cannot_be_used_are_named(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    for fields, pointer in BAD_FIELDS:
        answer = coach.client.post("/api/candidates", json=body(programme, **fields))
        assert answer.status_code == 422, fields
        assert [each["pointer"] for each in answer.json()["fields"]] == [pointer]
        if pointer == "/skills/0/label":
            assert "java" in answer.json()["fields"][0]["detail"]


def test_only_a_coach_gives_a_coach_s_word(alliance: Alliance) -> None:
    programme = alliance.programme()
    skills = [{"label": "Git", "evidence": "coach"}]
    admin, coach = alliance.person(Role.ADMIN), alliance.coach(programme)
    refused = admin.client.post("/api/candidates", json=body(programme, skills=skills))
    assert refused.json()["fields"][0]["pointer"] == "/skills/0/evidence"
    made = added(coach, programme, skills=skills)
    (claim,) = (
        each
        for each in found(coach.client.get(f"/api/candidates/{made['id']}/claims"))["items"]
        if each["skill"] == "git"
    )
    assert (claim["kind"], claim["verified_by_id"]) == ("coach", str(coach.id))


def test_a_new_cv_is_read_and_the_given_skills_stay(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    made = added(coach, programme, cv_text=CV, skills=[{"label": "Git"}])
    path = f"/api/candidates/{made['id']}"
    new = {"cv_text": "PROJECTEN\nEen dashboard in Power BI."}
    after = found(put(coach, f"{path}/cv", new, made["revision"]))
    assert after["cv_text"] == new["cv_text"]
    claims = found(coach.client.get(f"{path}/claims"))["items"]
    skills = {each["skill"] for each in claims}
    assert {"git", "power-bi"} <= skills
    assert "java" not in skills
    for each in claims:
        if each["span_start"] is not None:
            cited = new["cv_text"][each["span_start"] : each["span_end"]]
            assert cited == each["quote"]


def test_a_profile_that_nobody_changes_grows_stale(alliance: Alliance, clock: Hands) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    made = added(coach, programme)
    path = f"/api/candidates/{made['id']}"
    clock.move(days=90)
    assert not found(coach.client.get(path))["stale"]
    found(coach.client.post(f"{path}/profile-link"), 201)
    clock.move(hours=1)
    stale = found(coach.client.get(path))
    assert stale["stale"]
    found(coach.client.post(f"{path}/claims", json={"label": "Git", "kind": "work"}), 201)
    assert not found(coach.client.get(path))["stale"]


def test_consents_are_shown_and_a_withdrawn_one_ends_the_pool(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach, id_ = alliance.coach(programme), alliance.candidate(programme)
    read = found(coach.client.get(f"/api/candidates/{id_}"))
    assert (read["in_pool"], read["consents"][0]["state"]) == (True, "given")
    with alliance.services.database.writing() as session:
        consent = session.exec(select(Consent)).one()
        consent.state, consent.withdrawn_at = ConsentState.WITHDRAWN, alliance.services.clock()
    read = found(coach.client.get(f"/api/candidates/{id_}"))
    assert (read["outside_pool"], read["consents"][0]["state"]) == (["no_consent"], "withdrawn")


def test_a_profile_link_opens_the_candidate_s_account_and_no_other(
    alliance: Alliance, clock: Hands
) -> None:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    with alliance.services.database.reading() as session:
        address = session.get_one(User, alliance.person(Role.ADMIN).id).email
    made = added(coach, programme, contact={"name": "Sam", "email": address})
    path = f"/api/candidates/{made['id']}/profile-link"
    first = found(coach.client.post(path), 201)
    clock.move(hours=1)
    second = found(coach.client.post(path), 201)
    assert first["token"] != second["token"]
    with alliance.services.database.reading() as session:
        links = {each.token_hash: each for each in session.exec(select(PersonalLink))}
        assert links[digest_of(first["token"])].revoked_at == clock()
        link = links[digest_of(second["token"])]
        assert link.revoked_at is None
        assert (link.expires_at - clock()).days == 30
        who = principal_of_user(session, link.user_id)
        assert who is not None
        assert (set(who.roles), str(who.candidate_id)) == ({Role.CANDIDATE}, made["id"])
        roles = select(UserRole).where(UserRole.user_id == link.user_id)
        assert len(session.exec(roles).all()) == 1
        assert session.get_one(Candidate, UUID(made["id"])).user_id == link.user_id
    assert first["token"] not in str(told_of(alliance.services, made["id"]))


def test_a_disabled_account_gets_no_link(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach, id_ = alliance.coach(programme), alliance.candidate(programme)
    path = f"/api/candidates/{id_}/profile-link"
    found(coach.client.post(path), 201)
    with alliance.services.database.writing() as session:
        user = session.get_one(User, session.get_one(Candidate, id_).user_id)
        user.state = UserState.DISABLED
    assert coach.client.post(path).status_code == 409
