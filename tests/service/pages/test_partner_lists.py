"""A partner's lists: nobody before release, nobody by name before they agree, and gone at once."""

import io
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pypdfium2  # type: ignore[import-untyped]
import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from sqlmodel import col, select

from models import Contact, Requirement, Vacancy, VacancyVersion
from service.pages.partner.lists import _matrix
from service.released.schemas import EntryShown
from service.words import AuditKind, ConsentKind, ConsentState, Role, VacancyState
from tests.service.alliances import Hands
from tests.service.api.people import Alliance, Person, found
from tests.service.gate.scene import Scene, audited

OTHERS = tuple(role for role in Role if role is not Role.PARTNER)
HOME = "/partner/shortlists"


@pytest.fixture
def listed(scene: Scene) -> str:
    """A list that is released."""
    return scene.released()


def get(scene: Scene, path: str, status: int = 200) -> str:
    answer = scene.partner.client.get(path)
    assert answer.status_code == status, answer.text
    return answer.text


def post(scene: Scene, path: str, **sent: str) -> Any:
    """What the partner sends with a form."""
    return scene.partner.client.post(path, data=sent, follow_redirects=False)


def say(scene: Scene, list_id: str, entry: str, **sent: str) -> Any:
    return post(scene, f"{HOME}/{list_id}/entries/{entry}/feedback", **sent)


def entries(scene: Scene, list_id: str) -> list[str]:
    """The entries that the page of a list shows."""
    return re.findall(r'id="e-([0-9a-f-]{36})"', get(scene, f"{HOME}/{list_id}"))


def card(page: str, entry: str) -> str:
    """What the page says of an entry."""
    return page.partition(f'id="e-{entry}"')[2].partition('<li class="card"')[0]


def contacts(scene: Scene) -> dict[UUID, Contact]:
    with scene.alliance.services.database.reading() as session:
        asked = select(Contact).where(col(Contact.candidate_id).in_(scene.candidates))
        return {each.candidate_id: each for each in session.exec(asked)}


def reachable(scene: Scene) -> None:
    """Everybody has an e-mail address and a telephone."""
    with scene.alliance.services.database.writing() as session:
        for number, each in enumerate(scene.candidates):
            row = session.get_one(Contact, each)
            row.email, row.phone = f"kandidaat{number}@example.org", f"06 123456{number:02}"


def everything(scene: Scene, list_id: str) -> Iterator[tuple[str, str]]:
    """Every page and file of the partner's about their lists, by path, as text."""
    own = f"{HOME}/{list_id}"
    shown = [each["id"] for each in scene.read(list_id)["entries"] or ()]
    compared = "&".join(f"entry={each}" for each in shown[:4])
    vacancy = f"/partner/vacancies/{scene.vacancy}"
    for path in ("/partner", HOME, own, f"{own}/compare?{compared}", vacancy):
        yield path, squeezed(get(scene, path))
    yield from files(scene, list_id)


def files(scene: Scene, list_id: str) -> Iterator[tuple[str, str]]:
    """The exports of a list, as text."""
    for form, text_of in (("csv", bytes.decode), ("xlsx", sheet_text), ("pdf", pdf_text)):
        path = f"{HOME}/{list_id}/export?format={form}"
        answer = scene.partner.client.get(path)
        assert answer.status_code == 200, answer.text
        yield path, squeezed(text_of(answer.content))


def sheet_text(content: bytes) -> str:
    rows = load_workbook(io.BytesIO(content)).worksheets[0].values
    return "\n".join(str(cell) for row in rows for cell in row)


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def squeezed(text: str) -> str:
    """A text without spaces: cells of a PDF are broken into lines."""
    return "".join(text.split())


def telling(who: Contact) -> set[str]:
    """What tells who somebody is."""
    return {
        squeezed(each) for each in (str(who.candidate_id), who.name, who.email, who.phone) if each
    }


def hidden(scene: Scene) -> set[str]:
    """What would tell who anybody is."""
    return set[str]().union(*map(telling, contacts(scene).values()))


def test_pages_are_for_partners_alone(alliance: Alliance, scene: Scene, listed: str) -> None:
    own = f"{HOME}/{listed}"
    others = [alliance.person(role) for role in OTHERS]
    for path in ("/partner", HOME, own, f"{own}/compare", f"{own}/export"):
        assert scene.partner.client.get(path).status_code == 200, path
        assert [each.client.get(path).status_code for each in others] == [403] * len(others), path


def test_the_list_of_another_is_a_missing_one(
    alliance: Alliance, scene: Scene, listed: str
) -> None:
    other = alliance.partner(alliance.organisation("Een ander")).client
    entry = entries(scene, listed)[0]
    for id_ in (listed, uuid4()):
        own = f"{HOME}/{id_}"
        for path in (own, f"{own}/compare?entry={entry}", f"{own}/export"):
            assert other.get(path).status_code == 404, path
        for path in (f"{own}/close", f"{own}/withdraw", f"{own}/entries/{entry}/feedback"):
            assert other.post(path, data={"kind": "interest"}).status_code == 404, path
    assert scene.read(listed)["state"] == "released"
    assert "Java developer" not in other.get(HOME).text


def test_before_release_there_is_nobody_and_it_says_since_when(
    scene: Scene, review: str, clock: Hands
) -> None:
    clock.move(days=3)
    page = get(scene, f"{HOME}/{review}")
    assert "A coach looks at this list first" in page
    assert "waits 3 days" in page
    assert 'id="e-' not in page
    assert "waits 3 days" in get(scene, HOME)
    assert "waits 3 days" in get(scene, "/partner")
    assert scene.partner.client.get(f"{HOME}/{review}/export").status_code == 409


def test_nothing_of_a_partner_tells_who_somebody_is(scene: Scene, listed: str) -> None:
    reachable(scene)
    assert len(hidden(scene)) == 4 * len(scene.candidates)
    for path, said in everything(scene, listed):
        assert not [each for each in hidden(scene) if each in said], path


def test_a_name_stands_everywhere_while_its_candidate_agrees_and_no_longer(
    scene: Scene, listed: str
) -> None:
    reachable(scene)
    entry = entries(scene, listed)[0]
    subject = scene.subject_of(listed, entry)
    own = telling(contacts(scene)[subject]) - {str(subject)}
    rest = hidden(scene) - own
    assert say(scene, listed, entry, kind="interest").status_code == 303

    def told() -> dict[str, set[str]]:
        pages = dict(everything(scene, listed))
        assert not [path for path, said in pages.items() if any(x in said for x in rest)]
        return {path: {x for x in own if x in said} for path, said in pages.items()}

    assert not any(told().values())
    scene.answer(subject, ConsentKind.REVEAL, ConsentState.GIVEN)
    named = {path for path, said in told().items() if said == own}
    assert named >= {f"{HOME}/{listed}", *(path for path, _ in files(scene, listed))}
    scene.answer(subject, ConsentKind.REVEAL, ConsentState.WITHDRAWN)
    assert not any(told().values())


def test_who_withdraws_is_gone_from_everything_at_once(scene: Scene, listed: str) -> None:
    entry = entries(scene, listed)[0]
    alias = next(x["alias"] for x in scene.read(listed)["entries"] if x["id"] == entry)
    assert [path for path, said in everything(scene, listed) if alias in said]
    scene.answer(scene.subject_of(listed, entry), ConsentKind.POOL, ConsentState.WITHDRAWN)
    for path, said in everything(scene, listed):
        assert alias not in said, path
        assert entry not in said, path
    answer = say(scene, listed, entry, kind="interest")
    assert answer.status_code == 404
    assert "not on the list any more; nothing was said" in answer.text


def test_a_list_that_all_left_can_still_be_closed(scene: Scene, listed: str) -> None:
    for each in scene.candidates:
        scene.answer(each, ConsentKind.POOL, ConsentState.WITHDRAWN)
    page = get(scene, f"{HOME}/{listed}")
    assert "Nobody is on this list any more" in page
    assert f'action="{HOME}/{listed}/close"' in page
    assert post(scene, f"{HOME}/{listed}/close").status_code == 303
    assert scene.read(listed)["state"] == "closed"
    assert "/close" not in get(scene, f"{HOME}/{listed}")


def test_a_request_and_a_released_list_can_be_withdrawn(scene: Scene, review: str) -> None:
    scene.approve_all(review)
    for state in ("in_review", "released"):
        if state == "released":
            found(scene.release(review))
        assert f'action="{HOME}/{review}/withdraw"' in get(scene, f"{HOME}/{review}"), state
    assert post(scene, f"{HOME}/{review}/withdraw").status_code == 303
    page = get(scene, f"{HOME}/{review}")
    assert "This list is not shown any more" in page
    assert "/withdraw" not in page
    assert post(scene, f"{HOME}/{review}/withdraw").status_code == 409


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"kind": "declined"}, "Choose a reason to decline."),
        ({"kind": "declined", "reason": "ugly"}, "Choose one of these: skills,"),
        ({"kind": "loved"}, "Choose one of these: interest,"),
        ({}, "This is needed."),
    ],
)
def test_what_is_wrong_is_said_beside_the_candidate(
    scene: Scene, listed: str, sent: dict[str, str], words: str
) -> None:
    entry, other = entries(scene, listed)[:2]
    answer = say(scene, listed, entry, **sent)
    assert answer.status_code == 422
    assert words in card(answer.text, entry)
    assert 'role="alert"' not in card(answer.text, other)
    assert scene.read(listed)["entries"][0]["feedback"] == []


def test_a_step_that_does_not_fit_says_why_beside_the_candidate(scene: Scene, listed: str) -> None:
    entry = entries(scene, listed)[0]

    def refused(**sent: str) -> str:
        answer = say(scene, listed, entry, **sent)
        assert answer.status_code == 409
        return card(answer.text, entry).partition('role="alert">')[2].partition("</p>")[0].strip()

    assert refused(kind="hired") == "Another step comes before this one."
    assert say(scene, listed, entry, kind="interest").status_code == 303
    assert refused(kind="interest") == "You said this already."
    assert refused(kind="interview").startswith("This cannot be yet: the candidate does not agree")
    declined = {"kind": "declined", "reason": "skills"}
    assert say(scene, listed, entry, **declined).status_code == 303
    assert refused(kind="interview").startswith("This has come to its end already")
    post(scene, f"{HOME}/{listed}/close")
    assert refused(**declined) == "This list takes no more answers."


def test_each_step_is_one_button_and_stays_as_history(
    scene: Scene, listed: str, clock: Hands
) -> None:
    entry, own = entries(scene, listed)[0], f"{HOME}/{listed}"

    def steps() -> list[str]:
        said = card(get(scene, own), entry)
        return re.findall(r'name="kind" value="(\w+)" aria-label', said)

    for kind in ("interest", "interview", "hired"):
        assert steps() == [kind]
        clock.move(days=1)
        answer = say(scene, listed, entry, kind=kind)
        assert answer.headers["Location"] == f"{own}?done=said_{kind}#e-{entry}"
        if kind == "interest":
            assert steps() == []
            subject = scene.subject_of(listed, entry)
            scene.answer(subject, ConsentKind.REVEAL, ConsentState.GIVEN)
    assert steps() == []
    said = card(get(scene, own), entry)
    for day, words in (("29 Nov", "interested"), ("30 Nov", "invited"), ("1 Dec", "hired")):
        assert f"{day} 2026: {words}" in said


def test_a_reason_declines_and_is_kept(scene: Scene, listed: str) -> None:
    entry = entries(scene, listed)[0]
    assert say(scene, listed, entry, kind="declined", reason="experience").status_code == 303
    said = card(get(scene, f"{HOME}/{listed}"), entry)
    assert "declined (experience)" in said
    assert "<button" not in said


def test_a_profile_shows_all_that_a_partner_may_know(scene: Scene, listed: str) -> None:
    page = get(scene, f"{HOME}/{listed}")
    for shown in scene.read(listed)["entries"]:
        said = card(page, shown["id"])
        assert shown["alias"] in said
        assert {"within_reach": "within travel distance"}.get(shown["travel"], "travel") in said
        assert "beginning unknown" in said
        for each in shown["requirements"]:
            words = {"matched": "Has", "nearby": "Has something near", "missing": "Not found"}
            part = said.partition(f"{words[each['match']]} <span")[2].partition("</div>")[0]
            assert f"<li>{each['label']}" in part
            assert ("own statement" in part) is (each["evidence"] is not None)
    bands = [each["band"] for each in scene.read(listed)["entries"]]
    assert [int(each) for each in re.findall(r"<h2>Band (\d+)", page)] == sorted(set(bands))


def test_comparing_records_a_view_of_those_compared_alone(scene: Scene, listed: str) -> None:
    chosen = entries(scene, listed)[:5]
    before = len(audited(scene.alliance, AuditKind.VIEW))
    asked = "&".join(f"entry={each}" for each in chosen)
    page = get(scene, f"{HOME}/{listed}/compare?{asked}")
    seen = {each.candidate for each in audited(scene.alliance, AuditKind.VIEW)[before:]}
    assert seen == {scene.subject_of(listed, each) for each in chosen[:4]}
    assert "The first four of those that you chose are shown." in page
    before = len(audited(scene.alliance, AuditKind.VIEW))
    assert "Nobody is chosen." in get(scene, f"{HOME}/{listed}/compare")
    assert len(audited(scene.alliance, AuditKind.VIEW)) == before


def test_an_export_is_recorded_for_everybody_in_it(scene: Scene, listed: str) -> None:
    shown = entries(scene, listed)
    get(scene, f"{HOME}/{listed}/export?format=csv")
    exported = audited(scene.alliance, AuditKind.EXPORT)
    assert {each.candidate for each in exported} == {scene.subject_of(listed, x) for x in shown}


def test_two_requirements_of_one_name_are_two_rows(scene: Scene, listed: str) -> None:
    shown = [EntryShown.model_validate(each) for each in scene.read(listed)["entries"]]
    for entry in shown:
        for each in entry.requirements:
            each.label = "Same"
    table = _matrix(shown)
    assert sorted(table) == ["git", "java", "sql"]
    assert [len(row) for _, row in table.values()] == [len(shown)] * 3


def test_the_overview_asks_for_a_list_for_a_newer_version(
    scene: Scene, listed: str, clock: Hands
) -> None:
    assert "no list asked yet" not in get(scene, "/partner")
    newer_version(scene, clock)
    page = get(scene, "/partner")
    asked = page.partition("Approved, and no list asked yet")[2]
    assert f"/partner/vacancies/{scene.vacancy}" in asked
    second = scene.request()
    assert "no list asked yet" not in get(scene, "/partner")
    assert f"{HOME}/{second}" in get(scene, f"{HOME}/{listed}")


def newer_version(scene: Scene, clock: Hands) -> None:
    """The vacancy has a second version, which a coach approved."""
    clock.move(hours=1)
    with scene.alliance.services.database.writing() as session:
        made = VacancyVersion(
            vacancy_id=scene.vacancy,
            number=2,
            title="Java developer",
            created_at=clock(),
            approved_at=clock(),
            approved_by_id=scene.coaches[0].id,
        )
        session.add(made)
        session.flush()
        old = select(Requirement).where(Requirement.version_id == scene.version)
        for each in session.exec(old).all():
            session.add(Requirement(version_id=made.id, skill=each.skill, origin=each.origin))


def test_the_overview_counts_all_there_are(alliance: Alliance) -> None:
    organisation = alliance.organisation("Veel vacatures")
    partner: Person = alliance.partner(organisation)
    now = alliance.services.clock()
    with alliance.services.database.writing() as session:
        for _ in range(203):
            row = Vacancy(organisation_id=organisation, state=VacancyState.OPEN, created_at=now)
            session.add(row)
            session.flush()
            session.add(VacancyVersion(vacancy_id=row.id, number=1, title="Tester", created_at=now))
    page = partner.client.get("/partner").text
    assert re.search(r"<strong>203</strong> vacancies with a coach", page)
    assert page.count("vacancy waits for approval") == 8


def test_lists_are_shown_by_state(scene: Scene, listed: str) -> None:
    own = f'href="{HOME}/{listed}"'
    assert own in get(scene, f"{HOME}?state=released")
    closed = get(scene, f"{HOME}?state=closed")
    assert own not in closed
    assert "No list is in this state." in closed
    post(scene, f"{HOME}/{listed}/close")
    assert own in get(scene, f"{HOME}?state=closed")
