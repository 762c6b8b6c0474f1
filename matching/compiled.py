"""How functions are compiled by numba; importing this imports it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba.core.typing.templates import Signature

__all__ = ["compiled", "inner"]

F = TypeVar("F", bound=Callable[..., Any])


def compiled(signature: str | Signature) -> Callable[[F], F]:
    """Compile a function now, and keep the result on disk where that can be written."""

    def compile_now(function: F) -> F:
        try:
            made = numba.njit(signature, cache=True, error_model="numpy", nogil=True)(function)
        except (RuntimeError, OSError):
            made = numba.njit(signature, error_model="numpy", nogil=True)(function)
        return cast(F, made)

    return compile_now


def inner(function: F) -> F:
    """Compile a function as a part of those that call it, which are in the same file.

    What is kept on disk of those would not be renewed for a change in another file.
    """
    return cast(F, numba.njit(error_model="numpy", forceinline=True)(function))
