"""A few requests of Schemathesis to every operation; `make fuzz` sends many."""

from collections import Counter

from service.access.policy import POLICY
from tests.service.api.people import Alliance
from tests.service.fuzzing import fuzz


def test_no_request_breaks_the_service(alliance: Alliance) -> None:
    total: Counter[int] = Counter()
    asked = set()
    for operation, statuses in fuzz(alliance, examples=2):
        asked.add(operation)
        total += statuses
    assert asked == set(alliance_operations(alliance))
    assert total[200] > len(POLICY) / 4
    assert not any(status >= 500 and status != 503 for status in total)


def alliance_operations(alliance: Alliance) -> list[str]:
    return [
        operation["operationId"]
        for methods in alliance.app.openapi()["paths"].values()
        for operation in methods.values()
    ]
