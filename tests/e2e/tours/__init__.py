"""The pages of each area, for all that looks at every page: axe, narrow screens, screenshots."""

from importlib import import_module
from pkgutil import iter_modules

from tests.e2e.site import Stop

__all__ = ["STOPS"]

STOPS: tuple[Stop, ...] = tuple(
    stop
    for module in sorted(iter_modules(__path__), key=lambda each: each.name)
    for stop in import_module(f"{__name__}.{module.name}").STOPS
)
"""All pages, by area."""
