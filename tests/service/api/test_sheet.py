"""A released list as a table, as it will be written to a file."""

from uuid import UUID

import pytest

from service.access.lookup import principal_of_user
from service.errors import ConflictError, NotFoundError
from service.released.phrases import COLUMNS, WORDS
from service.released.sheet import Sheet, export
from service.words import AuditKind, ConsentKind, ConsentState
from service.work import Work
from tests.service.api.people import Person, found
from tests.service.gate.scene import Scene, audited


def exported(scene: Scene, list_id: str, who: Person | None = None) -> Sheet:
    """What a partner takes with them."""
    services = scene.alliance.services
    with services.database.writing() as session:
        principal = principal_of_user(session, (who or scene.partner).id)
        assert principal
        return export(Work(session=session, services=services, who=principal), UUID(list_id))


def test_a_table_says_what_the_list_says(scene: Scene) -> None:
    list_id = scene.released()
    first = scene.read(list_id)["entries"][0]
    who = scene.subject_of(list_id, first["id"])
    found(scene.say(list_id, first["id"], "interest"), 201)
    scene.answer(who, ConsentKind.REVEAL, ConsentState.GIVEN)
    sheet = exported(scene, list_id)
    assert sheet.title == "Java developer"
    assert len(sheet.rows) == 12
    assert {len(each) for each in sheet.rows} == {len(sheet.columns)}
    row = dict(zip(sheet.columns, sheet.rows[0], strict=True))
    assert row["candidate"] == first["alias"]
    assert row["Java"] == "yes (self-reported, with guidance)"
    assert (row["name"], row["feedback"]) == (f"Persoon {who.hex[:8]}", "interest")
    assert {each[-4] for each in sheet.rows[1:]} == {""}
    assert "not found" in {cell for each in sheet.rows for cell in each}


def test_an_export_is_recorded_for_each_candidate(scene: Scene) -> None:
    list_id = scene.released()
    exported(scene, list_id)
    events = audited(scene.alliance, AuditKind.EXPORT)
    assert {each.candidate for each in events} == set(scene.candidates)
    assert {each.content["organisation"] for each in events} == {str(scene.organisation)}


def test_nothing_is_exported_before_release_or_by_others(scene: Scene) -> None:
    list_id = scene.request()
    with pytest.raises(ConflictError):
        exported(scene, list_id)
    stranger = scene.alliance.partner(scene.alliance.organisation("Other"))
    with pytest.raises(NotFoundError):
        exported(scene, list_id, stranger)


def test_both_languages_have_all_words() -> None:
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    assert len(COLUMNS["nl"]) == len(COLUMNS["en"])
