"""Functions are compiled whether or not the result can be kept on disk."""

from collections.abc import Callable
from typing import Any

import numba
import pytest

from matching.compiled import compiled


def twice(number: int) -> int:
    return 2 * number


def test_a_function_is_keptwhere_its_result_cannot_be_kept() -> None:
    made: dict[str, Callable[[int], int]] = {}
    exec("def twice(number): return 2 * number", made)
    assert compiled("i8(i8)")(made["twice"])(21) == 42


@pytest.mark.parametrize("problem", [RuntimeError("no locator available"), PermissionError("full")])
def test_where_no_cache_can_be_written_a_function_is_keptwithout(
    monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    compile_it: Callable[..., Any] = numba.njit
    kept: list[Any] = []

    def without_cache(*arguments: Any, cache: bool = False, **options: Any) -> Any:
        if cache:
            raise problem
        kept.append(compile_it(*arguments, **options))
        return kept[-1]

    monkeypatch.setattr(numba, "njit", without_cache)
    assert compiled(numba.types.int64(numba.types.int64))(twice)(21) == 42
    assert len(kept) == 1
