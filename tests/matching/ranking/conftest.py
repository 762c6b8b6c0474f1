"""All tests of ranking take the compiled way where there is one, in whatever order they run."""

from contextlib import suppress
from importlib import import_module

with suppress(ImportError):
    import_module("matching.ranking.kernel")
