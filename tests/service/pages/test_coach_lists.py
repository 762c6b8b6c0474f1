"""The pages of reviews and approvals: they do what the API does, for coaches alone."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest

from service.words import AuditKind, Role
from tests.service.api.people import Alliance, found
from tests.service.gate.scene import Scene, audited

OTHERS = tuple(role for role in Role if role not in (Role.COACH, Role.PARTNER))
Entry = Mapping[str, Any]
PARTIAL = {"HX-Request": "true"}


def entry_of(scene: Scene, review: str, id_: str) -> Entry:
    """An entry as the API shows it now."""
    return next(each for each in scene.own(review) if each["id"] == id_)


def post(scene: Scene, path: str, **sent: Any) -> Any:
    """What the first coach sends with a form."""
    return scene.coaches[0].client.post(path, data=sent, follow_redirects=False)


def decide(scene: Scene, review: str, entry: Entry, **sent: Any) -> Any:
    path = f"/coach/lists/{review}/entries/{entry['id']}/decision"
    return post(scene, path, revision=entry["revision"], **sent)


def sent_by(page: str, id_: str, decision: str) -> dict[str, str]:
    """The hidden fields of the form of an entry that takes this decision, as a browser sends it."""
    entry = (
        page.partition(f'id="e-{id_}"')[2].partition(" data-entry>")[2].partition(" data-entry>")[0]
    )
    for form in re.findall(r"<form [^>]*>.*?</form>", entry, re.S):
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        if hidden.get("decision") == decision:
            return hidden
    raise LookupError(f"expected a form to make it {decision}, found none")


def test_pages_are_for_coaches_alone(alliance: Alliance, scene: Scene, review: str) -> None:
    paths = (
        "/coach",
        f"/coach/lists/{review}",
        "/coach/vacancies",
        f"/coach/vacancies/{scene.vacancy}",
    )
    for path in paths:
        assert scene.coaches[0].client.get(path).status_code == 200, path
        assert scene.partner.client.get(path).status_code == 403, path
        for role in OTHERS:
            assert alliance.person(role).client.get(path).status_code == 403, (role, path)


@pytest.mark.parametrize("path", ["/coach/lists/{}", "/coach/vacancies/{}"])
def test_what_is_not_there_is_not_found(scene: Scene, path: str) -> None:
    assert scene.coaches[0].client.get(path.format(uuid4())).status_code == 404


def test_candidates_of_other_programmes_are_not_named(scene: Scene, review: str) -> None:
    page = scene.coaches[0].client.get(f"/coach/lists/{review}").text
    for entry in scene.own(review):
        assert entry["subject"]["name"] in page
    own = {each["id"] for each in scene.own(review)}
    others = [each for each in scene.own(review, scene.coaches[1]) if each["id"] not in own]
    assert others
    assert not any(each["subject"]["name"] in page for each in others)
    entry = others[0]
    assert decide(scene, review, entry, decision="approved").status_code == 404


def test_a_decision_is_kept_and_leads_back_to_the_entry(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    answer = decide(scene, review, entry, decision="approved")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"#e-{entry['id']}")
    assert entry_of(scene, review, entry["id"])["decision"] == "approved"


def test_an_exclusion_without_a_reason_changes_nothing(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    assert decide(scene, review, entry, decision="excluded").status_code == 422
    assert entry_of(scene, review, entry["id"]) == entry


def test_a_decision_of_an_old_page_is_not_taken(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    decide(scene, review, entry, decision="approved")
    assert decide(scene, review, entry, decision="pending").status_code == 412


def test_what_an_added_entry_offers_can_be_done(scene: Scene, review: str) -> None:
    entry = added(scene, review)
    client = scene.coaches[0].client
    for decision, now in (("pending", "pending"), ("approved", "approved")):
        page = client.get(f"/coach/lists/{review}").text
        path = f"/coach/lists/{review}/entries/{entry['id']}/decision"
        answer = post(scene, path, **sent_by(page, entry["id"], decision))
        assert answer.status_code == 303, (decision, answer.status_code)
        assert entry_of(scene, review, entry["id"])["decision"] == now


def test_taking_a_decision_back_keeps_its_note(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    sent = {"decision": "excluded", "reason": "not_available", "note": "Begint elders."}
    assert decide(scene, review, entry, **sent).status_code == 303
    page = scene.coaches[0].client.get(f"/coach/lists/{review}").text
    path = f"/coach/lists/{review}/entries/{entry['id']}/decision"
    assert post(scene, path, **sent_by(page, entry["id"], "pending")).status_code == 303
    assert entry_of(scene, review, entry["id"])["subject"]["note"] == "Begint elders."


def test_a_decision_records_a_view_of_nobody_else(
    alliance: Alliance, scene: Scene, review: str
) -> None:
    entry = scene.own(review)[0]
    before = len(audited(alliance, AuditKind.VIEW))
    answer = scene.coaches[0].client.post(
        f"/coach/lists/{review}/entries/{entry['id']}/decision",
        data={"revision": entry["revision"], "decision": "approved"},
        headers=PARTIAL,
    )
    assert answer.status_code == 200
    seen = {str(each.candidate) for each in audited(alliance, AuditKind.VIEW)[before:]}
    assert seen <= {entry["subject"]["candidate_id"]}


def test_releasing_with_undecided_entries_says_why_not(scene: Scene, review: str) -> None:
    answer = post(scene, f"/coach/lists/{review}/release")
    assert answer.status_code == 409
    assert scene.review(review)["state"] == "in_review"
    scene.approve_all(review)
    assert post(scene, f"/coach/lists/{review}/release").status_code == 303
    assert scene.review(review)["state"] == "released"


def test_the_second_coach_takes_a_review_over(scene: Scene, review: str) -> None:
    path = f"/coach/lists/{review}/start"
    client = scene.coaches[1].client
    assert client.post(path, follow_redirects=False).status_code == 409
    assert client.post(path, data={"take_over": "true"}, follow_redirects=False).status_code == 303
    assert scene.review(review, scene.coaches[1])["is_reviewer"]


def test_recommendations_are_stopped_with_a_reason_alone(scene: Scene) -> None:
    client = scene.coaches[0].client
    assert post(scene, "/coach/stop", reason="").status_code == 422
    assert post(scene, "/coach/stop", reason="Er klopt iets niet.").status_code == 303
    assert "Er klopt iets niet." in client.get("/coach").text


def added(scene: Scene, review: str) -> Entry:
    """An entry that the first coach adds: a candidate who came after the ranking."""
    new = scene.alliance.candidate(scene.programmes[0], skills=("java", "sql", "git"))
    path = f"/coach/lists/{review}/entries"
    answer = post(scene, path, candidate_id=new, reason="stronger_than_shown", note="Sprak haar.")
    assert answer.status_code == 303, answer.text
    id_ = answer.headers["Location"].rpartition("#e-")[2]
    entry = entry_of(scene, review, id_)
    assert entry["decision"] == "approved"
    return entry


def test_a_version_is_sent_back_with_a_reason_alone(alliance: Alliance, scene: Scene) -> None:
    vacancy, _ = alliance.vacancy(scene.organisation)
    path = f"/coach/vacancies/{vacancy}/1"
    read = f"/api/vacancies/{vacancy}"
    assert post(scene, f"{path}/return", reason="").status_code == 422
    assert found(scene.coaches[0].client.get(read))["newest"]["returned_at"] is None
    assert post(scene, f"{path}/return", reason="De uren ontbreken.").status_code == 303
    assert found(scene.coaches[0].client.get(read))["newest"]["returned_at"]


def test_a_version_is_approved(alliance: Alliance, scene: Scene) -> None:
    vacancy, _ = alliance.vacancy(scene.organisation)
    assert post(scene, f"/coach/vacancies/{vacancy}/1/approve").status_code == 303
    newest = found(scene.coaches[0].client.get(f"/api/vacancies/{vacancy}"))["newest"]
    assert newest["approved_at"]
