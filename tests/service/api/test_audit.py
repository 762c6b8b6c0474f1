"""The chain: what happened stands in it, and a change of it shows."""

import json
import random
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models import AuditEvent, AuditOpening, Candidate
from service.audit.chain import Happening, Part, Parts, write
from service.audit.verify import Checkpoint, read_checkpoints, verify, write_checkpoint
from service.errors import CheckpointError
from service.words import AuditKind, Role
from service.work import Services, Work
from tests.service.api.people import Alliance, found
from tests.service.tampering import ATTACKS, MOMENT, PARTS, check, fill, is_seen

BODY = {"name": "Waterschap De Blauwe Sluis", "is_employer": True}


def test_what_is_done_and_denied_stands_in_the_log(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    made = found(admin.client.post("/api/organisations", json=BODY), 201)
    partner = alliance.partner(alliance.organisation())
    assert partner.client.get("/api/audit/events").status_code == 403
    denial, change = found(admin.client.get("/api/audit/events"))["items"]
    assert (denial["kind"], denial["actor"]) == ("denial", str(partner.id))
    assert (change["kind"], change["subject"]) == ("change", made["id"])
    verdict = found(admin.client.get("/api/audit/verdict"))
    assert verdict == {"is_whole": True, "events": 2, "erased": 0, "problems": []}


def test_what_failed_is_not_told_as_done(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    found(admin.client.post("/api/organisations", json=BODY), 201)
    assert admin.client.post("/api/organisations", json=BODY).status_code == 409
    assert len(found(admin.client.get("/api/audit/events"))["items"]) == 1


def test_the_log_is_read_page_by_page_and_by_kind(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    for number in range(3):
        found(admin.client.post("/api/organisations", json={**BODY, "name": str(number)}), 201)
    newest = found(admin.client.get("/api/audit/events", params={"limit": 1}))
    older = found(admin.client.get("/api/audit/events", params={"after": newest["next"]}))
    assert [each["sequence"] for each in (*newest["items"], *older["items"])] == [3, 2, 1]
    assert older["next"] is None
    assert not found(admin.client.get("/api/audit/events", params={"kind": "login"}))["items"]


def test_an_event_shows_no_content(alliance: Alliance) -> None:
    admin = alliance.person(Role.ADMIN)
    found(admin.client.post("/api/organisations", json=BODY), 201)
    assert "created" not in admin.client.get("/api/audit/events").text


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_edit_is_seen(engine: Engine, attack: str) -> None:
    end = fill(engine, 12)
    dice = random.Random(attack)
    for _ in range(5):
        assert is_seen(engine, ATTACKS[attack], dice, end)
    with engine.connect() as connection:
        assert not check(connection, [end]).problems


def test_only_a_checkpoint_shows_that_the_end_was_cut_off(engine: Engine) -> None:
    end = fill(engine, 5)
    later = Checkpoint(9, end.hash, MOMENT)
    with engine.connect() as connection:
        assert not check(connection).problems
        assert "found none" in check(connection, [later]).problems[0]


def test_erased_content_is_counted_and_leaves_the_chain_whole(engine: Engine) -> None:
    end = fill(engine, 5)
    with Session(engine) as session, session.begin():
        session.delete(session.get_one(AuditOpening, (3, 0)))
    with Session(engine) as session:
        verdict = verify(session, [end])
    assert (verdict.erased, verdict.problems) == (1, ())


def test_the_part_of_who_is_erased_goes_alone(engine: Engine) -> None:
    end = fill(engine, 5)
    with Session(engine) as session, session.begin():
        gone = session.get_one(AuditOpening, (4, 1)).candidate_id
        session.delete(session.get_one(Candidate, gone))
    with Session(engine) as session:
        verdict = verify(session, [end])
        left = session.exec(select(AuditOpening.sequence, AuditOpening.part)).all()
    assert (verdict.erased, verdict.problems) == (2, ())
    assert set(left) == {(1, 0), (3, 0), *((n, part) for n in (2, 4) for part in (0, 2, 3))}


def test_what_is_told_again_names_the_event_that_told_it(engine: Engine) -> None:
    fill(engine, 5)
    with Session(engine) as session:
        first, again = (session.get_one(AuditEvent, number) for number in (4, 5))
        opened = select(AuditOpening.part).where(AuditOpening.sequence == 5)
        assert session.exec(opened).all() == []
    assert (again.repeats, again.parts, again.commitment) == (4, None, first.commitment)


def test_what_was_told_in_a_transaction_that_failed_is_told_in_full(services: Services) -> None:
    parts = _of_one(services)
    with services.database.engine.connect() as connection:
        write(connection, [_view(parts)])
        connection.rollback()
    for _ in range(3):
        with services.database.adding() as connection:
            write(connection, [_view(None), _view(parts)])
    assert _repeats(services) == [None, None, None, 2, None, 2]


def test_parts_that_two_events_of_one_transaction_share_are_told_once(services: Services) -> None:
    parts = _of_one(services)
    with services.database.adding() as connection:
        write(connection, [_view(parts), _view(parts)])
    assert _repeats(services) == [None, 1]


def _view(parts: Parts | None) -> Happening:
    return Happening(
        kind=AuditKind.VIEW,
        at=MOMENT,
        actor=None,
        actor_role="partner",
        subject_type="shortlist",
        subject=None,
        parts=parts,
    )


def _repeats(services: Services) -> list[int | None]:
    """What each event repeats, in a chain that is whole."""
    with services.database.reading() as session:
        assert not verify(session).problems
        question = select(AuditEvent).order_by(col(AuditEvent.sequence))
        return [each.repeats for each in session.exec(question)]


def _of_one(services: Services) -> Parts:
    with services.database.writing() as session:
        somebody = Candidate()
        session.add(somebody)
    return Parts([Part(somebody.id, {"what": "test"})])


def test_parts_of_the_same_content_have_nothing_in_common(engine: Engine) -> None:
    fill(engine, 2)
    with Session(engine) as session:
        kept = session.get_one(AuditEvent, 2).parts or b""
        of_parts = select(AuditOpening.content).where(AuditOpening.sequence == 2)
        contents = session.exec(of_parts).all()
    assert len({kept[at : at + 32] for at in range(0, len(kept), 32)}) == 4
    assert contents == [{"what": "test", "number": 1}] * 4


def test_nobody_is_in_an_event_twice(engine: Engine) -> None:
    fill(engine, 2)
    with Session(engine) as session:
        one = session.get_one(AuditOpening, (2, 0))
        session.add(AuditOpening(**{**one.model_dump(), "part": 9}))
        with pytest.raises(IntegrityError):
            session.flush()


def test_events_written_at_once_make_one_chain(services: Services) -> None:
    def write() -> None:
        for _ in range(5):
            with services.database.writing() as session:
                Work(session=session, services=services).record(AuditKind.VIEW, "entry", None)

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with services.database.reading() as session:
        assert verify(session).events == 20
        assert not verify(session).problems


def test_a_salt_is_never_used_twice(engine: Engine) -> None:
    fill(engine, 20)
    with Session(engine) as session:
        assert len(set(session.exec(select(AuditOpening.salt)))) == 6 + 10 * PARTS
        assert len(set(session.exec(select(AuditEvent.commitment)))) == 20 - 4


def test_checkpoints_are_kept_in_a_file(tmp_path: Path) -> None:
    file, ends = tmp_path / "seen.jsonl", [Checkpoint(n, f"{n:064x}", MOMENT) for n in (1, 2)]
    for each in ends:
        write_checkpoint(file, each)
    assert read_checkpoints(file) == ends
    file.write_text(json.dumps({"sequence": 1}), encoding="utf-8")
    with pytest.raises(CheckpointError, match="line 1"):
        read_checkpoints(file)
