"""No mass assignment: what a request may not set is refused, in every operation that there is."""

from collections.abc import Iterator
from typing import Any, cast
from uuid import uuid4

import pytest
from sqlmodel import SQLModel

import models
from matching.matcher import Matcher
from service.access.policy import POLICY
from service.app import create_app
from service.services import open_services
from service.settings import Settings
from service.words import Role
from tests.databases import Backend
from tests.service.api.people import Alliance

Json = dict[str, Any]

COLUMNS = sorted(
    {
        name
        for each in vars(models).values()
        if isinstance(each, type) and issubclass(each, SQLModel)
        for name in each.model_fields
    }
)

PRIVILEGED = {
    *("revision", "created_at", "updated_at", "salt", "commitment"),
    *(each for each in COLUMNS if each.endswith(("_hash", "_by_id"))),
}
"""What only the service itself sets, whatever it is a column of."""


def resolved(schema: Json, api: Json) -> Json:
    """A schema in place of a reference to it."""
    while "$ref" in schema:
        schema = api["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def inside(schema: Json, api: Json, seen: frozenset[str] = frozenset()) -> Iterator[Json]:
    """A schema and all schemas in it."""
    name = schema.get("$ref", "")
    if name in seen:
        return
    found = resolved(schema, api)
    yield found
    deeper = [
        *found.get("properties", {}).values(),
        *(found.get(key, {}) for key in ("items", "additionalProperties")),
        *(part for key in ("anyOf", "oneOf", "allOf") for part in found.get(key, [])),
    ]
    for each in deeper:
        if isinstance(each, dict) and each:
            yield from inside(each, api, seen | {name} if name else seen)


def bodies(api: Json) -> Iterator[tuple[str, str, str, Json]]:
    """Operation, method, path and schema of all that take JSON."""
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                yield operation["operationId"], method, path, content["application/json"]["schema"]


def example_of(schema: Json, api: Json) -> Json:
    """The first example of a request."""
    examples = next((each["examples"] for each in inside(schema, api) if "examples" in each), None)
    assert examples, f"expected an example on {schema}"
    return cast("Json", examples[0])


@pytest.fixture(scope="module")
def api(sqlite_backend: Backend, matcher: Matcher) -> Json:
    """What the service says of itself; the same on every database."""
    with (
        sqlite_backend.lent() as url,
        open_services(Settings(database_url=url), matcher=matcher) as services,
    ):
        return create_app(services).openapi()


def test_operations_that_take_something_are_looked_at(api: Json) -> None:
    assert {"log_in", "create_user", "update_organisation"} <= {each[0] for each in bodies(api)}


def test_every_object_that_a_request_brings_is_closed(api: Json) -> None:
    for operation, _, _, schema in bodies(api):
        for each in inside(schema, api):
            if "properties" in each:
                assert each.get("additionalProperties") is False, (operation, each.get("title"))


def test_no_request_has_a_field_that_only_the_service_sets(api: Json) -> None:
    for operation, _, _, schema in bodies(api):
        for each in inside(schema, api):
            assert PRIVILEGED.isdisjoint(each.get("properties", {})), operation


def test_every_column_that_a_request_may_not_set_is_refused(alliance: Alliance, api: Json) -> None:
    client = alliance.person(*Role, organisation=alliance.organisation()).client
    for operation, method, path, schema in bodies(api):
        known = next(each["properties"] for each in inside(schema, api) if "properties" in each)
        foreign = [each for each in COLUMNS if each not in known]
        filled = "/".join(str(uuid4()) if "{" in part else part for part in path.split("/"))
        body = {**example_of(schema, api), **dict.fromkeys(foreign, 1)}
        answer = client.request(method, filled, json=body)
        assert answer.status_code == 422, (operation, answer.text)
        named = {each["pointer"] for each in answer.json()["fields"]}
        assert named >= {f"/{each}" for each in foreign}, operation


def test_every_operation_stands_in_the_policy(api: Json) -> None:
    paths = api["paths"].values()
    found = {operation["operationId"] for methods in paths for operation in methods.values()}
    assert found <= set(POLICY)
