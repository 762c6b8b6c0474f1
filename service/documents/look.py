"""How text looks, and whether somebody who looks at it can read it."""

import re
from dataclasses import dataclass, fields
from typing import Self

__all__ = ["FAINTEST", "SMALLEST", "Look", "as_colour", "brightness"]

SMALLEST = 2.0
"""Points; below it nobody reads."""
FAINTEST = 24.0
"""The least difference in brightness, of 255, between a letter and what it stands on."""

_HEX = re.compile(r"#?([0-9a-f]{6})", re.IGNORECASE)
_SHORT_HEX = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,?\s*(\d{1,3})\s*,?\s*(\d{1,3})\s*[,/]?\s*([\d.]*%?)")
_NAMED = {"white": 255.0, "snow": 250.5, "ivory": 253.2, "black": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is said of how text looks; None is not said.

    `colour` and `ground` are brightness, 0 (black) to 255 (white); `size` is in points.
    """

    hidden: bool | None = None
    size: float | None = None
    colour: float | None = None
    ground: float | None = None

    def under(self, other: Self) -> Self:
        """This look where `other`, which is nearer to the text, says nothing."""
        near = {name: getattr(other, name) for name in (each.name for each in fields(self))}
        return type(self)(
            **{name: getattr(self, name) if own is None else own for name, own in near.items()}
        )

    @property
    def readable(self) -> bool:
        """Whether it can be read; without a colour of its own, text takes one that shows."""
        ground = 255.0 if self.ground is None else self.ground
        faint = self.colour is not None and abs(self.colour - ground) < FAINTEST
        tiny = self.size is not None and self.size < SMALLEST
        return not (self.hidden or faint or tiny)


def as_colour(written: str | None) -> float | None:
    """The brightness of a colour as it is written, 0 to 255; None where it is not clear.

    Examples:
        >>> as_colour("FFFFFF"), as_colour("#000"), as_colour("rgb(255, 255, 255)")
        (255.0, 0.0, 255.0)
        >>> as_colour("auto") is None
        True
    """
    text = (written or "").strip().lower()
    if text in _NAMED:
        return _NAMED[text]
    if found := _HEX.fullmatch(text):
        return brightness(*bytes.fromhex(found[1]))
    if found := _SHORT_HEX.fullmatch(text):
        return brightness(*(int(digit * 2, 16) for digit in found.groups()))
    if found := _RGB.match(text):
        return brightness(*(int(part) for part in found.groups()[:3]))
    return None


def brightness(red: int, green: int, blue: int) -> float:
    """How bright a colour is, 0 to 255, as the eye weighs its parts."""
    return round(0.299 * red + 0.587 * green + 0.114 * blue, 1)
