"""Requests made from the OpenAPI document: what a client that reads only that would send."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Operation", "operations", "turn"]

_LAST = ("end_", "revoke", "remove", "withdraw", "close", "start_stop", "erase", "log_out")
"""Beginnings of operations that take away what others need: they are done last, in this order."""
_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One operation with an example of what it takes."""

    id: str
    method: str
    path: str
    parameters: tuple[str, ...]
    query: Mapping[str, Any]
    body: Any
    is_upload: bool

    def url(self, ids: Mapping[str, object]) -> str:
        """The address with these ids in it."""
        return self.path.format(**ids)


def turn(operation: str) -> int:
    """When an operation is done: 0 unless it takes something away."""
    return 1 + next((n for n, word in enumerate(_LAST) if operation.startswith(word)), -1)


def operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    """All operations of the document."""
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield _operation(document, path, method, methods[method])


def _operation(
    document: Mapping[str, Any], path: str, method: str, said: Mapping[str, Any]
) -> Operation:
    asked = said.get("parameters", [])
    contents = said.get("requestBody", {}).get("content", {})
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        parameters=tuple(each["name"] for each in asked if each["in"] == "path"),
        query={
            each["name"]: _example(document, each["schema"], each)
            for each in asked
            if each["in"] == "query" and each.get("required")
        },
        body=_body(document, contents),
        is_upload="multipart/form-data" in contents,
    )


def _body(document: Mapping[str, Any], contents: Mapping[str, Any]) -> Any:
    if "application/json" not in contents:
        return None
    content = contents["application/json"]
    return _example(document, content["schema"], content)


def _example(document: Mapping[str, Any], schema: Mapping[str, Any], beside: Any) -> Any:
    resolved = schema
    if "$ref" in schema:
        resolved = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for place in (beside, schema, resolved):
        if place.get("examples"):
            found = place["examples"]
            return found[0] if isinstance(found, list) else next(iter(found.values()))["value"]
    raise AssertionError(f"expected an example, found none for {schema}")
