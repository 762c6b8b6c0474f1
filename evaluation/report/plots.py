"""Plots as SVG: a row for each thing, marks on one axis.

Places along the axis are percentages and heights are pixels, so that a plot is as wide as the
page is and its words stay as large as those around it. Colours are classes of the style sheet.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evaluation.report.words import Words

__all__ = ["Row", "plot", "ticks"]

_ROW = 24
_TOP = 8
_BOTTOM = 30
_RADIUS = 5
_NARROWEST = 280
_LETTER = 7.2
_MOST_LABEL = 0.42
_RIGHT = 0.03
_HEAD = (
    '<svg class="plot" role="img" width="100%" height="{height}" aria-labelledby="{name}-title" '
    'aria-describedby="{name}-desc"><title id="{name}-title">{title}</title>'
    '<desc id="{name}-desc">{desc}</desc>'
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: a mark at `value`, perhaps an interval or a second mark, in units of the axis.

    Attributes:
        label: Stands left of the row.
        said: The same in words, shown when pointed at.
        value: Where the mark is.
        interval: From where to where a line goes.
        other: Where a second, hollow mark is, joined to the first.
        ours: Whether the mark is that of our system.
        name: The label in full, where it is longer.
    """

    label: str
    said: str
    value: float
    interval: tuple[float, float] | None = None
    other: float | None = None
    ours: bool = False
    name: str = ""


def plot(
    rows: Sequence[Row],
    domain: tuple[float, float],
    words: Words,
    *,
    name: str,
    title: str,
    desc: str,
    reference: float | None = None,
) -> Markup:
    """Draw rows from top to bottom.

    Args:
        rows: At least one.
        domain: The least and the most that the axis shows.
        words: For the numbers at the axis.
        name: Begins the ids of the plot; no other plot of the page has it.
        title: What is shown.
        desc: What can be seen, in words.
        reference: Where to draw a line from top to bottom.
    """
    left = _label_share(rows)
    height = _TOP + _ROW * len(rows) + _BOTTOM
    marks = Markup("").join(_marks(place, row, domain) for place, row in enumerate(rows))
    axis = _axis(domain, words, height, reference)
    return Markup("").join(
        (
            Markup(_HEAD).format(height=height, name=name, title=title, desc=desc),
            _pane(0, left, height, _labels(rows, left)),
            _pane(left, 1 - left - _RIGHT, height, axis + marks),
            Markup("</svg>"),
        )
    )


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers from `low` to `high`, at most about `most` of them.

    >>> ticks(0, 1), ticks(-0.25, 0.07)
    ([0.0, 0.25, 0.5, 0.75, 1.0], [-0.2, -0.1, 0.0])
    """
    rough = (high - low) / (most - 1)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * each for each in (1, 2, 2.5, 5, 10) if size * each >= rough - 1e-12)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(step * each, 10) + 0.0 for each in range(first, last + 1)]


def _label_share(rows: Sequence[Row]) -> float:
    """What share of the width the labels take, so that they fit the narrowest page."""
    longest = max(len(row.label) for row in rows)
    return min(_MOST_LABEL, (longest * _LETTER + 12) / _NARROWEST)


def _pane(x: float, width: float, height: int, content: Markup) -> Markup:
    return Markup('<svg x="{}%" width="{}%" height="{}" overflow="visible">{}</svg>').format(
        f"{100 * x:.2f}", f"{100 * width:.2f}", height, content
    )


def _labels(rows: Sequence[Row], share: float) -> Markup:
    mixed = len({row.ours for row in rows}) > 1
    most = int((share * _NARROWEST - 12) / _LETTER + 1e-9)
    text = '<text class="{}" x="100%" dx="-10" y="{}" text-anchor="end">{}</text>'
    return Markup("").join(
        Markup(text).format(
            "label ours" if row.ours and mixed else "label",
            _middle(place) + 4,
            row.label if len(row.label) <= most else f"{row.label[: most - 1]}…",
        )
        for place, row in enumerate(rows)
    )


def _middle(place: int) -> int:
    return _TOP + _ROW * place + _ROW // 2


def _axis(
    domain: tuple[float, float], words: Words, height: int, reference: float | None
) -> Markup:
    bottom = height - _BOTTOM + 4
    line = Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>')
    text = Markup('<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>')
    parts = []
    at = ticks(*domain)
    digits = max(len(f"{each:g}".partition(".")[2]) for each in at)
    for each in at:
        x = _percent(each, domain)
        parts.append(line.format("grid", x, x, _TOP - 4, bottom))
        parts.append(text.format(x, bottom + 16, words.number(each, digits)))
    if reference is not None:
        x = _percent(reference, domain)
        parts.append(line.format("reference", x, x, _TOP - 4, bottom))
    return Markup("").join(parts)


def _marks(place: int, row: Row, domain: tuple[float, float]) -> Markup:
    y = _middle(place)
    kind = "ours" if row.ours else "other"
    line = Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>')
    dot = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>')
    x = _percent(row.value, domain)
    parts = [Markup("<g><title>{}</title>").format(row.said)]
    if row.interval:
        low, high = (_percent(each, domain) for each in row.interval)
        parts.append(line.format(f"span {kind}", low, high, y, y))
    if row.other is not None:
        away = _percent(row.other, domain)
        parts.append(
            line.format(f"span {kind if row.value > row.other else 'other'}", away, x, y, y)
        )
        parts.append(dot.format("dot other", away, y, _RADIUS))
    parts += [dot.format(f"dot {kind}", x, y, _RADIUS), Markup("</g>")]
    return Markup("").join(parts)


def _percent(value: float, domain: tuple[float, float]) -> str:
    """Where a value is on the axis; one beyond an end is at that end."""
    low, high = domain
    return f"{100 * min(1.0, max(0.0, (value - low) / (high - low))):.2f}%"
