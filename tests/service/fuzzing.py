"""Requests that Schemathesis makes from the OpenAPI document, to every operation.

    python -m tests.service.fuzzing [--examples 500] [--database postgresql]

Each operation is asked by somebody who may do it, half of the time about things that are there,
with bodies that fit the document and with bodies that do not. No answer may be a server error,
have a status, type or form that the document does not name, or take longer than ten seconds.
"""

import argparse
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import schemathesis
import structlog
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.control import SkipTest
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from matching.matcher import Matcher
from service.access.policy import POLICY
from service.app import create_app
from service.evaluations import process
from service.services import open_services
from service.settings import Settings
from service.words import Role
from tests.databases import Backend, running_postgres
from tests.service.api.belongings import Side, make_side
from tests.service.api.openapi import turn
from tests.service.api.people import BASE, Alliance

__all__ = ["fuzz"]

CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
MOST_SECONDS = 10.0
Made = Case[Any]
Described = APIOperation[Any, Any, Any, Any]
_THERE = 0.5
"""Share of requests about things that are there."""


def fuzz(alliance: Alliance, examples: int, number: int = 0) -> Iterator[tuple[str, Counter[int]]]:
    """Ask each operation so many times in each of two ways; gives the statuses of the answers.

    Raises:
        AssertionError: An answer was not as the document says, with the request that shows it.
    """
    schema = schemathesis.openapi.from_dict(alliance.app.openapi())
    found: dict[str, Described] = {}
    for each in schema.get_all_operations():
        operation = each.ok()  # type: ignore[union-attr]
        found[operation.definition.raw["operationId"]] = operation
    asker = Asker(alliance, make_side(alliance), examples, number)
    for id_ in sorted(found, key=turn):
        yield id_, asker.ask(id_, found[id_])


class Asker:
    """Asks operations as people who may do them.

    Args:
        alliance: With the app.
        side: The people, and what is theirs.
        examples: How many requests of each kind to make.
        number: Decides which.
    """

    def __init__(self, alliance: Alliance, side: Side, examples: int, number: int) -> None:
        self._alliance = alliance
        self._side = side
        self._examples = examples
        self._number = number
        # Made now, for somebody may be erased before it is their turn.
        self._clients = {id_: self._client(id_) for id_ in POLICY}

    def _client(self, id_: str) -> tuple[Role | None, TestClient]:
        role = next(iter(sorted(POLICY[id_].roles)), None)
        return role, self._alliance.client(self._side.people[role].id if role else None)

    def ask(self, id_: str, operation: Described) -> Counter[int]:
        """Ask one operation; gives the statuses of the answers."""
        role, client = self._clients[id_]
        ids = self._side.ids(role or Role.ADMIN)
        dice = random.Random(f"{id_} {self._number}")
        statuses: Counter[int] = Counter()

        def send(case: Made) -> None:
            if case.path_parameters and dice.random() < _THERE:
                case.path_parameters = {name: str(ids[name]) for name in case.path_parameters}
            begun = time.perf_counter()
            response = client.request(**_request(case))
            assert time.perf_counter() - begun < MOST_SECONDS, f"{id_} took too long"
            statuses[response.status_code] += 1
            _check(id_, case, response)

        for mode in GenerationMode:
            # Of this mode alone, so that Schemathesis skips at once what cannot be wrong.
            operation.schema.config.generation.update(modes=[mode])
            self._made(operation, mode)(send)
        return statuses

    def _made(
        self, operation: Described, mode: GenerationMode
    ) -> Callable[[Callable[[Made], None]], None]:
        def run(send: Callable[[Made], None]) -> None:
            @seed(self._number)
            @settings(
                max_examples=self._examples,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.explicit, Phase.generate],
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def ask(case: Made) -> None:
                send(case)

            with suppress(SkipTest):  # nothing can be wrong with a request without parts
                ask()

        return run


def _check(id_: str, case: Made, response: Any) -> None:
    response.request.read()  # an upload is streamed, and Schemathesis wants to see it
    try:
        case.validate_response(response, checks=CHECKS)
    except FailureGroup as wrong:
        told = "\n".join(str(each) for each in wrong.exceptions)
        sent = {name: value for name, value in _request(case).items() if name != "headers"}
        raise AssertionError(
            f"{id_}: {told}\nsent {sent}\ngot {response.status_code} {response.text[:2000]}"
        ) from None


def _request(case: Made) -> dict[str, Any]:
    """What Schemathesis made, in the form of the client, without headers that none can send."""
    made = case.as_transport_kwargs(base_url=BASE)
    headers = {
        name: value
        for name, value in made.get("headers", {}).items()
        if value.isascii() and value.isprintable() and name.isascii()
    }
    parameters = {name: str(value) for name, value in (made.get("params") or {}).items()}
    body = {name: made[name] for name in ("json", "data", "files") if made.get(name) is not None}
    if "files" in body:
        body["files"] = [(name, _part(value)) for name, value in _pairs(body["files"])]
    if isinstance(body.get("data"), bytes | str):
        body["content"] = body.pop("data")
    return {
        "method": made["method"],
        "url": made["url"],
        "headers": headers,
        "params": parameters,
        **body,
    }


def _pairs(files: Any) -> list[tuple[str, Any]]:
    return list(files.items()) if isinstance(files, dict) else list(files)


def _part(value: Any) -> Any:
    """A part of a form as it can be sent: whatever it is becomes bytes."""
    if isinstance(value, tuple):
        name, content, *rest = value
        return (name, _bytes(content), *rest)
    return _bytes(value)


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def main() -> int:
    """Ask every operation, and print what came back."""
    parser = argparse.ArgumentParser(prog="python -m tests.service.fuzzing", description=__doc__)
    parser.add_argument("--examples", type=int, default=500)
    parser.add_argument("--number", type=int, default=0, help="decides which requests are made")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    total: Counter[int] = Counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(running_postgres()) if options.database != "sqlite" else None
        url = Backend(options.database, folder, server).migrated()
        made = Settings(database_url=url, control_share=0, runs=folder / "runs")
        stack.callback(process.end, made.runs)
        services = stack.enter_context(open_services(made, matcher=Matcher.load()))
        alliance = Alliance(services, create_app(services))
        for id_, statuses in fuzz(alliance, options.examples, options.number):
            print(f"{id_:28}", dict(sorted(statuses.items())), flush=True)
            total += statuses
        alliance.close()
    print(f"{sum(total.values())} requests, {options.database}: {dict(sorted(total.items()))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
