"""Claims: added with evidence, corrected, rejected and verified; each by those who may."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from models import Claim, Module, ModuleSkill
from service.words import AuditKind, ClaimState, EvidenceKind, Role
from tests.service.alliances import Hands
from tests.service.api.audited import told_of
from tests.service.api.people import Alliance, Person, found

CV = "WERKERVARING\nDrie jaar Java bij een bank.\n\nVAARDIGHEDEN\nJava, SQL, Docker, Linux, Git"


class Claims:
    """The claims of a candidate, as their coach handles them."""

    def __init__(self, person: Person, candidate: UUID | str) -> None:
        self.person, self.path = person, f"/api/candidates/{candidate}/claims"

    def all(self) -> list[dict[str, Any]]:
        return list(found(self.person.client.get(self.path))["items"])

    def of(self, skill: str, kind: str | None = None) -> dict[str, Any]:
        (one,) = [
            x for x in self.all() if x["skill"] == skill and (kind is None or x["kind"] == kind)
        ]
        return one

    def add(self, **fields: Any) -> Any:
        return self.person.client.post(self.path, json={"kind": "work", **fields})

    def put(self, claim: Mapping[str, Any], tail: str = "", **fields: Any) -> Any:
        said = {"level": claim["level"], "state": claim["state"], **fields}
        headers = {"If-Match": f'"{claim["revision"]}"'}
        path = f"{self.path}/{claim['id']}{tail}"
        return self.person.client.put(path, json=None if tail else said, headers=headers)


def claims_of(alliance: Alliance, cv: str = "") -> tuple[Claims, str]:
    programme = alliance.programme()
    coach = alliance.coach(programme)
    made = coach.client.post(
        "/api/candidates",
        json={
            "contact": {"name": "Sam"},
            "enrolments": [{"programme_id": str(programme)}],
            "cv_text": cv,
        },
    )
    id_ = found(made, 201)["id"]
    return Claims(coach, id_), id_


def test_a_claim_is_added_as_confirmed_with_its_evidence(alliance: Alliance) -> None:
    claims, id_ = claims_of(alliance)
    evidence = {
        "source": "Project Bank",
        "dated_on": "2026-05-01",
        "attester": "Bank",
        "kind": "project",
    }
    made = found(claims.add(label="java", level=3, **evidence), 201)
    assert (made["skill"], made["state"], made["strength"]) == ("java", "confirmed", 8500)
    assert (made["certainty"], made["verified_at"]) == (10_000, None)
    assert made.items() >= evidence.items()
    assert claims.all() == [made]
    assert claims.add(skill="java", **evidence).status_code == 409
    assert [kind for kind, _ in told_of(alliance.services, id_)] == [
        AuditKind.CHANGE,
        AuditKind.CHANGE,
        AuditKind.VIEW,
    ]


def test_weaker_evidence_counts_for_less_and_stronger_is_refused(alliance: Alliance) -> None:
    claims, _ = claims_of(alliance)
    made = found(claims.add(label="java", strength=4750), 201)
    assert (made["strength"], made["certainty"]) == (4750, 5000)
    answer = claims.add(label="sql", strength=9501)
    assert [each["pointer"] for each in answer.json()["fields"]] == ["/strength"]


def test_a_certificate_brings_what_it_implies_and_takes_it_along(alliance: Alliance) -> None:
    claims, _ = claims_of(alliance)
    taxonomy = alliance.services.pool.matcher.taxonomy
    certificate = next(each for each in taxonomy.skills.values() if each.implies)
    found(claims.add(skill=certificate.id, kind="certificate", source="exam"), 201)
    there = claims.all()
    assert {each["skill"] for each in there} == {certificate.id, *certificate.implies}
    assert {each["kind"] for each in there} == {"certificate"}
    found(claims.put(claims.of(certificate.id), state="rejected", reason="not_shown"))
    assert {each["state"] for each in claims.all()} == {"rejected"}


def test_a_claim_that_cannot_be_is_refused(alliance: Alliance) -> None:
    claims, _ = claims_of(alliance)
    for fields, pointer in (
        ({"label": "Jaava"}, "/label"),
        ({"skill": "no-such"}, "/skill"),
        ({"label": "java", "dated_on": "2027-01-01"}, "/dated_on"),
        ({"label": "java", "level": 5}, "/level"),
        ({"label": "java", "source": "a\nb"}, "/source"),
        ({"label": "java", "state": "confirmed"}, "/state"),
        ({"label": "java", "verified_by_id": str(uuid4())}, "/verified_by_id"),
    ):
        answer = claims.add(**fields)
        assert answer.status_code == 422, fields
        assert [each["pointer"] for each in answer.json()["fields"]] == [pointer]


def test_only_a_coach_attests_and_verifies(alliance: Alliance, clock: Hands) -> None:
    claims, id_ = claims_of(alliance, CV)
    admin = Claims(alliance.person(Role.ADMIN), id_)
    assert admin.add(label="java", kind="coach").json()["fields"][0]["pointer"] == "/kind"
    attested = found(claims.add(label="python", kind="coach"), 201)
    assert (attested["verified_by_id"], attested["strength"]) == (str(claims.person.id), 10_000)
    assert admin.put(claims.of("docker"), "/verification").status_code == 403
    listed = claims.of("docker")
    assert listed["certainty"] < 10_000
    clock.move(hours=1)
    verified = found(claims.put(listed, "/verification"))
    assert (verified["state"], verified["certainty"]) == ("confirmed", 10_000)
    assert verified["verified_by_id"] == str(claims.person.id)
    assert verified["verified_at"].startswith("2026-11-28T13:00")
    assert claims.put(listed, "/verification").status_code == 412
    told = [kind for kind, _ in told_of(alliance.services, id_)]
    assert told[-2:] == [AuditKind.VIEW, AuditKind.APPROVAL]


def test_a_correction_needs_a_reason_and_is_recorded_as_an_override(alliance: Alliance) -> None:
    claims, id_ = claims_of(alliance, CV)
    java = claims.of("java", "work")
    for fields in ({"level": 4}, {"state": "rejected"}):
        answer = claims.put(java, **fields)
        assert [each["pointer"] for each in answer.json()["fields"]] == ["/reason"]
    assert claims.put(java, level=4, reason="because").status_code == 422
    after = found(claims.put(java, level=4, reason="level_too_low"))
    assert (after["level"], after["state"]) == (4, "confirmed")
    assert claims.put(java, state="rejected", reason="other").status_code == 412
    kind, content = told_of(alliance.services, id_)[-1]
    assert kind is AuditKind.OVERRIDE
    assert content == {
        "what": "claim",
        "skill": "java",
        "evidence": "work",
        "reason": "level_too_low",
        "before": {"level": java["level"], "state": "proposed"},
        "after": {"level": 4, "state": "confirmed"},
    }


def test_a_rejected_claim_does_not_come_back(alliance: Alliance) -> None:
    claims, id_ = claims_of(alliance, CV)
    found(claims.put(claims.of("java", "work"), state="rejected", reason="not_meant"))
    read = claims.person.client.get(f"/api/candidates/{id_}")
    again = {"cv_text": f"{CV}, HTML"}
    headers = {"If-Match": read.headers["ETag"]}
    found(claims.person.client.put(f"/api/candidates/{id_}/cv", json=again, headers=headers))
    assert claims.of("java", "work")["state"] == "rejected"
    assert claims.of("html")["state"] == "proposed"
    rejected = claims.of("java", "work")
    assert claims.put(rejected, "/verification").status_code == 409
    found(claims.put(rejected, state="confirmed"))
    assert claims.of("java", "work")["state"] == "confirmed"


def test_a_rejection_takes_along_what_says_the_same_elsewhere(alliance: Alliance) -> None:
    text = "WERKERVARING\nDrie jaar Java bij een bank.\nGoede kennis van Java bij een school."
    claims, _ = claims_of(alliance, text)
    first, second = (each for each in claims.all() if each["skill"] == "java")
    assert (first["kind"], first["source"]) == (second["kind"], second["source"])
    found(claims.put(first, state="rejected", reason="not_meant"))
    states = {each["state"] for each in claims.all() if each["skill"] == "java"}
    assert states == {"rejected"}


def test_what_a_programme_teaches_is_shown_and_judged_for_one(alliance: Alliance) -> None:
    programme = alliance.programme()
    module = Module(programme_id=programme, position=1, name="Java basis", hours=100)
    with alliance.services.database.writing() as session:
        session.add(module)
        session.flush()
        session.add(ModuleSkill(module_id=module.id, skill="java", level=3))
    who = alliance.candidate(programme)
    other = alliance.candidate(programme)
    coach = alliance.coach(programme)
    claims, of_other = Claims(coach, who), Claims(coach, other)
    taught = claims.of("java")
    assert (taught["is_taught"], taught["revision"], taught["kind"]) == (True, 1, "module")
    assert (taught["level"], taught["state"]) == (3, "confirmed")
    assert "Java basis" in taught["source"]

    lower = found(claims.put({**taught, "level": 1}, reason="level_too_high"))
    assert (lower["level"], lower["is_taught"]) == (1, False)
    assert claims.of("java")["id"] == taught["id"]
    assert claims.put(taught, reason="other", state="rejected").status_code == 412
    assert found(claims.put(lower, "/verification"))["verified_at"]
    assert (of_other.of("java")["level"], of_other.of("java")["is_taught"]) == (3, True)
    unknown = of_other.put({**of_other.of("java"), "id": taught["id"]}, reason="other")
    assert unknown.status_code == 404


def test_a_claim_of_somebody_else_is_not_found(alliance: Alliance) -> None:
    claims, id_ = claims_of(alliance)
    made = found(claims.add(label="java"), 201)
    colleague = alliance.candidate(alliance.programme("Data engineer"))
    stranger = Claims(alliance.coach(alliance.programme("Tester")), id_)
    assert stranger.put(dict(made), reason="other", level=1).status_code == 404
    assert stranger.put(dict(made), "/verification").status_code == 404
    elsewhere = Claims(claims.person, colleague)
    assert elsewhere.put(dict(made), reason="other", level=1).status_code == 404
    missing = {**made, "id": str(uuid4())}
    assert claims.put(missing, reason="other", level=1).status_code == 404


def test_a_claim_that_was_confirmed_counts_in_full(alliance: Alliance) -> None:
    programme = alliance.programme()
    coach, who = alliance.coach(programme), alliance.candidate(programme)
    row = Claim(
        candidate_id=who,
        skill="java",
        kind=EvidenceKind.SELF,
        source="text",
        strength=8000,
        certainty=4000,
        state=ClaimState.PROPOSED,
    )
    with alliance.services.database.writing() as session:
        session.add(row)
    claims = Claims(coach, who)
    found(claims.put(claims.of("java"), state="confirmed"))
    with alliance.services.database.reading() as session:
        profile = alliance.services.pool.current(session).profiles[str(who)]
    assert [each.certainty for each in profile.claims if each.skill == "java"] == [1.0]
