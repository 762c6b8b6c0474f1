"""How functions are compiled by numba; importing this imports it."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.core import caching
from numba.core.typing.templates import Signature

__all__ = ["InTree", "UserProvided", "UserWide", "compiled", "inner"]

F = TypeVar("F", bound=Callable[..., Any])


@cache
def _digest(folder: Path) -> bytes:
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.digest()


class _StampedByFolder:
    """What is kept on disk is for all sources beside it: a function may be a part of another's."""

    _py_file: str

    def get_source_stamp(self) -> bytes:
        """What changes with any source in the folder of a function's own."""
        return _digest(Path(self._py_file).parent)


class InTree(_StampedByFolder, caching.InTreeCacheLocator):
    """Keeps compiled functions beside their sources."""


class UserWide(_StampedByFolder, caching.UserWideCacheLocator):
    """Keeps them in the user's own folder of caches, where that is not allowed."""


class UserProvided(_StampedByFolder, caching.UserProvidedCacheLocator):
    """Keeps them in the folder of NUMBA_CACHE_DIR, where that is set."""


_settings = vars(numba.config)
_settings["CACHE_LOCATOR_CLASSES"] = _settings["CACHE_LOCATOR_CLASSES"] or ",".join(
    f"{__name__}.{each.__name__}" for each in (UserProvided, InTree, UserWide)
)


def compiled(signature: str | Signature) -> Callable[[F], F]:
    """Compile a function now, and keep the result on disk where that can be written.

    It is compiled again when any source in its folder has changed.
    """

    def compile_now(function: F) -> F:
        try:
            made = numba.njit(signature, cache=True, error_model="numpy", nogil=True)(function)
        except (RuntimeError, OSError):
            made = numba.njit(signature, error_model="numpy", nogil=True)(function)
        return cast(F, made)

    return compile_now


def inner(function: F) -> F:
    """Compile a function as a part of those that call it, which are in the same folder."""
    return cast(F, numba.njit(error_model="numpy", forceinline=True)(function))
