"""Chains that older versions wrote still verify."""

from typing import Any

import pytest
from sqlalchemy import column, table
from sqlmodel import Session

from models import metadata
from models.audit import GENESIS
from service.audit.verify import Checkpoint, verify
from service.errors import RevisionError
from service.migrating import downgrade, find_problems, upgrade
from tests.databases import Backend, opened
from tests.service.tampering import MOMENT, fill

FIRST = "3662457848ecace19ff058b6c3da27cc5d62c993da14c3e14bd68b7943611dd5"
SECOND = "a2406b7019d3bd6566a12996dd94e53b1cc5af817773545cbe12602cba851756"
EVENT: dict[str, Any] = {
    "at": MOMENT,
    "actor": None,
    "actor_role": "partner",
    "subject_type": "entry",
    "subject": None,
}
ROWS: dict[str, list[dict[str, Any]]] = {
    "audit_events": [
        {
            **EVENT,
            "sequence": 1,
            "kind": "view",
            "commitment": "f29d2717c88e46a04fd7fdd8db250a59e3e9796406c4e419e30a4a49e227e596",
            "previous_hash": GENESIS,
            "hash": FIRST,
        },
        {
            **EVENT,
            "sequence": 2,
            "kind": "change",
            "commitment": "a73e0c7990e91f680cb5290449eff9b5075c08e862ed1bd1e9398bf24622eba3",
            "previous_hash": FIRST,
            "hash": SECOND,
        },
    ],
    "audit_openings": [
        {
            "sequence": 2,
            "candidate_id": None,
            "salt": b"\x12[6\n\xaeH\x0f\xa1\x17a\xcdy\x92 %\xe0",
            "content": {"what": "één"},
        }
    ],
}
"""Two events as revision 0008 wrote them; the content of the first was erased."""


def test_a_chain_from_before_events_had_parts_verifies(backend: Backend) -> None:
    url = backend.empty()
    upgrade(url, "0008")
    with opened(url) as engine, engine.begin() as connection:
        for name, rows in ROWS.items():
            types = metadata.tables[name].c
            older = table(name, *(column(each, types[each].type) for each in rows[0]))
            connection.execute(older.insert(), rows)
    upgrade(url)
    assert find_problems(url) == []
    with opened(url) as engine, Session(engine) as session:
        verdict = verify(session, [Checkpoint(2, SECOND, MOMENT)])
    assert (verdict.events, verdict.erased, verdict.problems) == (2, 1, ())


def test_older_tables_are_refused_once_an_event_has_parts(backend: Backend) -> None:
    url = backend.migrated()
    with opened(url) as engine:
        end = fill(engine, 2)
    with pytest.raises(RevisionError, match="no audit event with parts, found 1"):
        downgrade(url, "0008")
    upgrade(url)
    assert find_problems(url) == []
    with opened(url) as engine, Session(engine) as session:
        assert verify(session, [end]).problems == ()


def test_older_tables_are_refused_once_an_event_repeats_another(backend: Backend) -> None:
    url = backend.migrated()
    with opened(url) as engine:
        end = fill(engine, 5)
    with pytest.raises(RevisionError, match="no audit event that repeats another, found 1"):
        downgrade(url, "0009")
    assert find_problems(url) == []
    with opened(url) as engine, Session(engine) as session:
        assert verify(session, [end]).problems == ()
