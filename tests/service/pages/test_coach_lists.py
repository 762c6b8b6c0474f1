"""The pages of reviews and approvals: they do what the API does, for coaches alone."""

import html
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest

from models import Candidate, Claim
from service.words import AuditKind, EvidenceKind, Role
from tests.service.api.people import Alliance, found
from tests.service.gate.scene import Scene, audited, staged

OTHERS = tuple(role for role in Role if role not in (Role.COACH, Role.PARTNER))
Entry = Mapping[str, Any]
PARTIAL = {"HX-Request": "true"}


@pytest.fixture
def scene(scene: Scene) -> Scene:
    """A vacancy with coaches and candidates; the coaches read Dutch."""
    for coach in scene.coaches:
        coach.client.headers["Accept-Language"] = "nl"
    return scene


def entry_of(scene: Scene, review: str, id_: str) -> Entry:
    """An entry as the API shows it now."""
    return next(each for each in scene.own(review) if each["id"] == id_)


def post(scene: Scene, path: str, **sent: Any) -> Any:
    """What the first coach sends with a form."""
    return scene.coaches[0].client.post(path, data=sent, follow_redirects=False)


def decide(scene: Scene, review: str, entry: Entry, **sent: Any) -> Any:
    path = f"/coach/lists/{review}/entries/{entry['id']}/decision"
    return post(scene, path, revision=entry["revision"], **sent)


def page_of(scene: Scene, review: str, coach: int = 0) -> str:
    """The page of a list as a coach sees it."""
    return scene.coaches[coach].client.get(f"/coach/lists/{review}").text


def entry_in(page: str, id_: str) -> str:
    """The part of a page that is about one entry."""
    return (
        page.partition(f'id="e-{id_}"')[2].partition(" data-entry>")[2].partition(" data-entry>")[0]
    )


def sent_by(page: str, id_: str, decision: str) -> dict[str, str]:
    """What a browser sends by the button of an entry that takes this decision."""
    for form in re.findall(r"<form [^>]*>.*?</form>", entry_in(page, id_), re.S):
        if f'name="decision" value="{decision}"' in form:
            note = re.findall(r'<textarea [^>]*name="note"[^>]*>\n([^<]*)</textarea>', form)
            hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
            return {"decision": decision, **hidden, **({"note": note[0]} if note else {})}
    raise LookupError(f"expected a form to make it {decision}, found none")


def test_pages_are_for_coaches_alone(alliance: Alliance, scene: Scene, review: str) -> None:
    paths = (
        "/coach",
        f"/coach/lists/{review}",
        f"/coach/lists/{review}/history",
        f"/coach/lists/{review}/release",
        "/coach/vacancies",
        f"/coach/vacancies/{scene.vacancy}",
    )
    for path in paths:
        assert scene.coaches[0].client.get(path).status_code == 200, path
        assert scene.partner.client.get(path).status_code == 403, path
        for role in OTHERS:
            assert alliance.person(role).client.get(path).status_code == 403, (role, path)


@pytest.mark.parametrize(
    "path",
    [
        "/coach/lists/{}",
        "/coach/lists/{}/history",
        "/coach/lists/{}/release",
        "/coach/vacancies/{}",
    ],
)
def test_what_is_not_there_is_not_found(scene: Scene, path: str) -> None:
    assert scene.coaches[0].client.get(f"/coach/{path.format(uuid4())}").status_code == 404


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


@pytest.mark.parametrize("headers", [{}, PARTIAL], ids=["whole", "part"])
def test_a_refused_decision_keeps_what_was_typed_beside_its_entry(
    scene: Scene, review: str, headers: Mapping[str, str]
) -> None:
    entry, other = scene.own(review)[:2]
    answer = scene.coaches[0].client.post(
        f"/coach/lists/{review}/entries/{entry['id']}/decision",
        data={"revision": entry["revision"], "decision": "excluded", "note": "Belt morgen."},
        headers=headers,
    )
    assert answer.status_code == 422
    shown = entry_in(answer.text, entry["id"])
    assert ">\nBelt morgen.</textarea>" in shown
    assert "Kies eerst een reden" in shown
    assert "Belt morgen." not in entry_in(answer.text, other["id"])
    assert f'action="/coach/lists/{review}/entries/{entry["id"]}/decision#e-{entry["id"]}"' in shown


@pytest.mark.parametrize("headers", [{}, PARTIAL], ids=["whole", "part"])
def test_a_refused_move_keeps_its_place_and_reason(
    scene: Scene, review: str, headers: Mapping[str, str]
) -> None:
    entry, place = movable(scene, review)
    client = scene.coaches[0].client
    path = f"/coach/lists/{review}/entries/{entry['id']}/place"
    sent = {"revision": entry["revision"], "place": str(place), "reason": ""}
    answer = client.post(path, data=sent, headers=headers)
    assert answer.status_code == 422
    assert f'<option value="{place}" selected>' in entry_in(answer.text, entry["id"])
    sent = {"revision": entry["revision"], "place": "9999", "reason": "known_to_partner"}
    answer = client.post(path, data=sent, headers=headers)
    assert answer.status_code == 422
    assert '<option value="known_to_partner" selected>' in entry_in(answer.text, entry["id"])
    assert entry_of(scene, review, entry["id"]) == entry


def movable(scene: Scene, review: str) -> tuple[Entry, int]:
    """An own entry that shares its band, and another place of that band."""
    entries = scene.review(review)["entries"]
    for entry in entries:
        places = [each["place"] for each in entries if each["band"] == entry["band"]]
        if entry["subject"] and len(places) > 1:
            return entry, next(each for each in places if each != entry["place"])
    raise LookupError("expected a band of two or more, found none")


def test_a_move_brings_its_band_alone_and_the_new_numbers(scene: Scene, review: str) -> None:
    entry, place = movable(scene, review)
    path = f"/coach/lists/{review}/entries/{entry['id']}/place"
    sent = {"revision": entry["revision"], "place": place, "reason": "stronger_than_shown"}
    part = scene.coaches[0].client.post(path, data=sent, headers=PARTIAL)
    assert part.status_code == 200
    assert "<html" not in part.text
    assert f'id="band-{entry["band"]}"' in part.text
    now = scene.review(review)["entries"]
    band = [each for each in now if each["band"] == entry["band"]]
    assert re.findall(r'<li id="e-([\w-]+)"', part.text) == [each["id"] for each in band]
    assert entry_of(scene, review, entry["id"])["place"] == place
    for each in band:
        if each["subject"]:
            assert f'name="revision" value="{each["revision"]}"' in entry_in(part.text, each["id"])


def test_a_move_without_scripts_leads_back_to_the_entry(scene: Scene, review: str) -> None:
    entry, place = movable(scene, review)
    path = f"/coach/lists/{review}/entries/{entry['id']}/place"
    sent = {"revision": entry["revision"], "place": place, "reason": "stronger_than_shown"}
    answer = post(scene, path, **sent)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"#e-{entry['id']}")


def test_a_note_is_shown_and_can_be_changed_after_the_decision(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    decide(scene, review, entry, decision="approved", note="Sprak hem <vandaag>.")
    page = page_of(scene, review)
    assert "Sprak hem &lt;vandaag&gt;." in entry_in(page, entry["id"])
    path = f"/coach/lists/{review}/entries/{entry['id']}/decision"
    sent = {**sent_by(page, entry["id"], "approved"), "note": "Sprak hem gisteren."}
    assert post(scene, path, **sent).status_code == 303
    now = entry_of(scene, review, entry["id"])
    assert (now["decision"], now["subject"]["note"]) == ("approved", "Sprak hem gisteren.")


def test_the_reason_to_exclude_is_not_taken_for_one_to_approve(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    answer = decide(scene, review, entry, decision="approved", reason="not_available")
    assert answer.status_code == 303
    assert entry_of(scene, review, entry["id"])["reason"] is None


def test_each_own_candidate_shows_why_here_and_why_not_higher(scene: Scene, review: str) -> None:
    client = scene.coaches[0].client
    client.headers["Accept-Language"] = "en"
    page = page_of(scene, review)
    for entry in scene.own(review):
        shown = entry_in(page, entry["id"])
        assert "Why here" in shown
        for part in entry["subject"]["contributions"]:
            if part["points"]:
                assert part["words"] in html.unescape(shown)
        path = f"/coach/lists/{review}/entries/{entry['id']}/reasons"
        assert path in shown
        told = client.get(path, headers=PARTIAL)
        assert "Why not higher" in told.text


def test_evidence_past_the_third_is_behind_more(alliance: Alliance, scene: Scene) -> None:
    kinds = (EvidenceKind.MODULE, EvidenceKind.WORK, EvidenceKind.PROJECT, EvidenceKind.SELF)
    who = scene.candidates[0]
    sources = [f"Bewijs {number}" for number in range(len(kinds))]
    with alliance.services.database.writing() as session:
        for kind, source in zip(kinds, sources, strict=True):
            row = Claim(candidate_id=who, skill="java", kind=kind, source=source, strength=9000)
            session.add(row)
    list_id = scene.request()
    scene.start(list_id)
    entry = next(each for each in scene.own(list_id) if each["subject"]["candidate_id"] == str(who))
    java = next(each for each in entry["subject"]["contributions"] if each["skill"] == "java")
    assert len(java["evidence"]) > 3
    shown = entry_in(page_of(scene, list_id), entry["id"])
    assert all(each["source"] in shown for each in java["evidence"])
    at_once, _, behind = shown.partition('<ul class="plain">')
    assert java["evidence"][2]["source"] in at_once
    assert java["evidence"][3]["source"] in behind


@pytest.mark.parametrize(("language", "words"), [("nl", "reisafstand"), ("en", "travel distance")])
def test_a_warning_names_its_condition_in_the_language_of_the_page(
    alliance: Alliance, language: str, words: str
) -> None:
    scene = staged(alliance, place="Rotterdam")
    list_id = scene.request()
    scene.start(list_id)
    client = scene.coaches[0].client
    page = client.get(f"/coach/lists/{list_id}", headers={"Accept-Language": language}).text
    warned = re.findall(r'<li class="tag near">⚠ ([^<]*)</li>', page)
    assert any(each.endswith(f": {words}") for each in warned)
    assert not any("place" in each for each in warned)


def test_a_decision_of_an_old_page_is_not_taken(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    decide(scene, review, entry, decision="approved")
    assert decide(scene, review, entry, decision="pending").status_code == 412


def test_what_an_added_entry_offers_can_be_done(scene: Scene, review: str) -> None:
    entry = added(scene, review)
    for decision, now in (("pending", "pending"), ("approved", "approved")):
        page = page_of(scene, review)
        path = f"/coach/lists/{review}/entries/{entry['id']}/decision"
        answer = post(scene, path, **sent_by(page, entry["id"], decision))
        assert answer.status_code == 303, (decision, answer.status_code)
        assert entry_of(scene, review, entry["id"])["decision"] == now


def test_taking_a_decision_back_keeps_its_note(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    sent = {"decision": "excluded", "reason": "not_available", "note": "Begint elders."}
    assert decide(scene, review, entry, **sent).status_code == 303
    page = page_of(scene, review)
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


def test_before_release_it_is_said_what_the_partner_sees(scene: Scene, review: str) -> None:
    client, path = scene.coaches[0].client, f"/coach/lists/{review}/release"
    page = client.get(path).text
    assert "Over 12 kandidaten is nog niet besloten" in page
    assert "6 van hen zijn van jou" in page
    assert f'action="{path}"' not in page
    scene.approve_all(review)
    page = client.get(path).text
    assert f'action="{path}"' in page
    assert "geen score" in page
    assert not any(each["subject"]["name"] in page for each in scene.own(review))
    assert f'action="{path}"' not in scene.coaches[1].client.get(path).text


def test_the_history_of_a_list_says_who_did_what(scene: Scene, review: str) -> None:
    entry = scene.own(review)[0]
    decide(scene, review, entry, decision="excluded", reason="not_available")
    decide(scene, review, entry_of(scene, review, entry["id"]), decision="pending")
    moved, place = movable(scene, review)
    path = f"/coach/lists/{review}/entries/{moved['id']}/place"
    revision = entry_of(scene, review, moved["id"])["revision"]
    post(scene, path, revision=revision, place=place, reason="known_to_partner")
    scene.approve_all(review)
    assert post(scene, f"/coach/lists/{review}/release").status_code == 303
    page = scene.coaches[1].client.get(f"/coach/lists/{review}/history").text
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)[1:]
    texts = [re.sub(r"<[^>]*>", " ", each) for each in rows]
    order = ["gaf de lijst vrij", "verplaatste", "maakte het besluit ongedaan", "uitgesloten"]
    order += ["begon met beoordelen", "vroeg de lijst aan"]
    at = [next(n for n, text in enumerate(texts) if words in text) for words in order]
    assert at == sorted(at)
    assert "niet beschikbaar" in texts[at[3]]
    assert sum("goedgekeurd" in each for each in texts) == len(scene.candidates)


def test_the_history_of_a_list_keeps_what_was_decided_of_the_erased(
    scene: Scene, review: str
) -> None:
    entry = scene.own(review)[0]
    decide(scene, review, entry, decision="excluded", reason="not_available")
    scene.erase(UUID(entry["subject"]["candidate_id"]))
    page = scene.coaches[0].client.get(f"/coach/lists/{review}/history")
    assert page.status_code == 200
    assert "sindsdien gewist" in page.text
    assert "niet beschikbaar" not in page.text


def test_disputes_are_counted_for_their_coach_alone(alliance: Alliance, scene: Scene) -> None:
    person = alliance.person(Role.CANDIDATE)
    with alliance.services.database.writing() as session:
        session.get_one(Candidate, scene.candidates[0]).user_id = person.id
    claim = found(person.client.get("/api/own/profile"))["claims"][0]
    assert "niet eens" not in scene.coaches[0].client.get("/coach").text
    found(person.client.post(f"/api/own/claims/{claim['id']}/dispute"))
    assert "niet eens met 1 vaardigheid" in scene.coaches[0].client.get("/coach").text
    assert "niet eens" not in scene.coaches[1].client.get("/coach").text


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


def test_what_is_doubtful_is_approved_only_when_somebody_looked(
    alliance: Alliance, scene: Scene
) -> None:
    vacancy, _ = alliance.vacancy(scene.organisation, place="Nergenshuizen")
    path, client = f"/coach/vacancies/{vacancy}/1/approve", scene.coaches[0].client
    page = client.get(f"/coach/vacancies/{vacancy}").text
    assert "De plaats is niet bekend" in page
    assert "expected" not in page
    refused = post(scene, path)
    assert refused.status_code == 422
    assert "Vink dit eerst aan" in refused.text
    assert found(client.get(f"/api/vacancies/{vacancy}"))["newest"]["approved_at"] is None
    assert post(scene, path, sure="true").status_code == 303
    assert found(client.get(f"/api/vacancies/{vacancy}"))["newest"]["approved_at"]


def test_what_asks_too_little_is_not_offered_for_approval(alliance: Alliance, scene: Scene) -> None:
    vacancy, _ = alliance.vacancy(scene.organisation, skills=("java",))
    page = scene.coaches[0].client.get(f"/coach/vacancies/{vacancy}").text
    assert f"/coach/vacancies/{vacancy}/1/approve" not in page
    assert "zo weinig vaardigheden" in page


@pytest.mark.parametrize(
    ("asked", "waits"), [("", False), ("?waiting=false", False), ("?waiting=true", True)]
)
def test_only_those_that_wait_are_shown_when_that_is_asked(
    scene: Scene, asked: str, waits: bool
) -> None:
    page = scene.coaches[0].client.get(f"/coach/vacancies{asked}").text
    assert (f"/coach/vacancies/{scene.vacancy}" in page) is not waits
