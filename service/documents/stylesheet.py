"""The few rules of CSS that decide whether text shows."""

import re
from collections.abc import Iterator

from service.documents.look import Look, as_colour

__all__ = ["Declared", "declarations", "look_of", "rules"]

Declared = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MOST_RULES = 2000
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem)?")
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, None: 0.75}
_FAR_AWAY = -500.0
_MIDDLE = 128.0
_UNSAID = (None, "", "none", "transparent", "inherit", "initial", "currentcolor", "unset")
_HIDES = {"display": ("none",), "visibility": ("hidden", "collapse")}


def rules(sheet: str) -> Iterator[tuple[str, Declared]]:
    """Selectors and what they declare, in order; not those for print or for some screens.

    Examples:
        >>> list(rules("@media print { p { display: none } } .x { color: #FFF }"))
        [('.x', {'color': '#fff'})]
    """
    plain = _AT_RULE.sub("", _COMMENT.sub("", sheet))
    for number, found in enumerate(_RULE.finditer(plain)):
        if number == _MOST_RULES:
            return
        yield found[1].strip(), declarations(found[2])


def declarations(style: str) -> Declared:
    """What a style attribute or the body of a rule declares."""
    found: Declared = {}
    for each in style.lower().split(";"):
        name, colon, value = each.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def look_of(declared: Declared) -> Look:
    """How text looks to which this is declared.

    Examples:
        >>> look_of({"color": "white", "background": "navy url(x)"}).readable
        True
        >>> look_of({"font-size": "1px"}).readable
        False
    """
    opacity = declared.get("opacity", "1")
    hidden = (
        any(declared.get(name) in values for name, values in _HIDES.items())
        or declared.get("color") == "transparent"
        or (opacity.replace(".", "").isdecimal() and float(opacity) < 0.1)
        or any((_points(declared.get(name)) or 0) < _FAR_AWAY for name in ("left", "top"))
        or (_points(declared.get("text-indent")) or 0) < _FAR_AWAY
    )
    return Look(
        hidden=True if hidden else None,
        size=_points(declared.get("font-size")),
        colour=_colour(declared.get("color")),
        ground=_colour(declared.get("background-color") or declared.get("background")),
    )


def _points(written: str | None) -> float | None:
    found = _LENGTH.fullmatch(written or "")
    return float(found[1]) * _POINTS[found[2]] if found else None


def _colour(written: str | None) -> float | None:
    """A brightness; names and pictures count as a middle one, on and in which most text shows."""
    if written in _UNSAID:
        return None
    exact = as_colour(written)
    return _MIDDLE if exact is None else exact
