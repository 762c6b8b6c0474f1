"""What templates show: cells, tables, figures, errors and sections, all of them in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from evaluation.significance import Verdict

__all__ = ["Cell", "Figure", "Headline", "Line", "Mistake", "Section", "Table"]


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: What it says.
        small: Said below it in smaller letters.
        strong: Whether it stands out.
        number: Whether it is set as one.
        code: Whether it is a name that is never translated.
        verdict: Whose colour it has.
        language: Of the text, where it is not that of the page.
    """

    text: str
    small: str = ""
    strong: bool = False
    number: bool = False
    code: bool = False
    verdict: Verdict | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; the first cell of a row is its head. `note` stands below it."""

    name: str
    caption: str
    head: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A plot with the table of what it shows; `legend` names its marks: class and words.

    One that is `tall` may stand beside several others.
    """

    caption: str
    svg: Markup
    table: Table
    legend: Sequence[tuple[str, str]] = ()
    tall: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something wanted or found: what it is, and what is to be said of it."""

    text: str
    id: str = ""
    said: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A query that went badly.

    Attributes:
        name: Its id.
        text: What was asked.
        value: On the key metric, and on it by the best baseline.
        wanted: What should have been found.
        more: How many wanted ones are not listed, in words.
        top: What was found.
        wrong: Faults in words.
        known: Whether the result holds all that.
    """

    name: str
    text: str
    value: str
    wanted: Sequence[Line] = ()
    more: str = ""
    top: Sequence[Line] = ()
    wrong: Sequence[str] = ()
    known: bool = True


@dataclass(frozen=True, kw_only=True)
class Headline:
    """What is said first of a task; `name` is the id of its section."""

    name: str
    task: str
    verdict: str
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """All of a task, in the order of the fields."""

    headline: Headline
    asks: str
    tables: Sequence[Table] = ()
    sets: Sequence[Table] = ()
    figures: Sequence[Figure] = ()
    more: Sequence[Table] = ()
    mistakes: Sequence[Mistake] = ()
    mistakes_lead: str = ""
    mistakes_open: bool = False
    origin: Table
    settings: Sequence[tuple[str, str]] = field(default_factory=tuple)
