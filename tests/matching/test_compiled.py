"""Functions are compiled whether or not the result can be kept on disk."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import pytest

from matching.compiled import compiled

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}


def twice(number: int) -> int:
    return 2 * number


def test_a_function_is_kept_where_its_result_cannot_be_kept() -> None:
    made: dict[str, Callable[[int], int]] = {}
    exec("def twice(number): return 2 * number", made)
    assert compiled("i8(i8)")(made["twice"])(21) == 42


@pytest.mark.parametrize("problem", [RuntimeError("no locator available"), PermissionError("full")])
def test_where_no_cache_can_be_written_a_function_is_kept_without(
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


CALLER = """
from callee import number

from matching.compiled import compiled


@compiled("i8()")
def called():
    return number()


print(called(), sum(called.stats.cache_hits.values()))
"""
CALLEE = """
from matching.compiled import inner


@inner
def number():
    return {}
"""


def test_what_is_kept_on_disk_is_made_again_when_another_source_in_the_folder_changes(
    tmp_path: Path,
) -> None:
    def said(number: int) -> list[str]:
        (tmp_path / "callee.py").write_text(CALLEE.format(number))
        (tmp_path / "caller.py").write_text(CALLER)
        command = [sys.executable, "-B", str(tmp_path / "caller.py")]
        ran = subprocess.run(command, capture_output=True, check=True, text=True, env=ENVIRONMENT)
        return ran.stdout.split()

    assert said(1) == ["1", "0"]
    assert said(1) == ["1", "1"]
    assert said(2) == ["2", "0"]
