"""The checks that tables share. Each has a name, and says the same on SQLite and PostgreSQL.

All but `filled` let NULL pass: whether a column may be empty is said by its type.
"""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint

__all__ = [
    "LEVEL",
    "WHOLE",
    "both_or_none",
    "check",
    "digest",
    "exactly_when",
    "filled",
    "one_of",
    "only_when",
    "ordered",
    "sized",
    "span",
    "within",
]

LEVEL = (1, 4)
"""Levels of a skill: aware, with guidance, independent, expert."""

WHOLE = 10_000
"""Scores and shares are whole ten-thousandths; this is 1."""


def check(name: str, condition: str) -> CheckConstraint:
    """A condition in SQL that every row meets or leaves unknown."""
    return CheckConstraint(condition, name=name)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """The column holds one of the words."""
    listed = ", ".join(f"'{each}'" for each in words)
    return check(f"{column}_known", f"{column} IN ({listed})")


def within(column: str, low: float, high: float) -> CheckConstraint:
    """The column lies between low and high, both included."""
    return check(f"{column}_range", f"{column} BETWEEN {low} AND {high}")


def sized(column: str, most: int) -> CheckConstraint:
    """The text has 1 to `most` characters, not counting spaces around it."""
    return check(f"{column}_length", f"length(trim({column})) BETWEEN 1 AND {most}")


def digest(column: str) -> CheckConstraint:
    """The text is a SHA-256 digest in hexadecimal."""
    return check(f"{column}_digest", f"length({column}) = 64 AND {column} = lower({column})")


def ordered(first: str, second: str) -> CheckConstraint:
    """The first is not past the second."""
    return check(f"{second}_order", f"{first} <= {second}")


def both_or_none(one: str, other: str) -> CheckConstraint:
    """Two columns are filled together."""
    return check(f"{one}_{other}", f"({one} IS NULL) = ({other} IS NULL)")


def filled(column: str, when: str, *, name: str) -> CheckConstraint:
    """Where the condition holds, the column is filled; elsewhere it may be."""
    return check(name, f"NOT ({when}) OR {column} IS NOT NULL")


def only_when(column: str, condition: str, *, name: str) -> CheckConstraint:
    """The column is filled nowhere but where the condition holds."""
    return check(name, f"{column} IS NULL OR ({condition})")


def exactly_when(column: str, condition: str, *, name: str) -> CheckConstraint:
    """The column is filled where the condition holds, and nowhere else."""
    return check(name, f"({column} IS NOT NULL) = ({condition})")


def span() -> tuple[CheckConstraint, CheckConstraint]:
    """`span_start` and `span_end` are the offsets of at least one character of a text."""
    return (
        both_or_none("span_start", "span_end"),
        check("span_order", "span_start >= 0 AND span_start < span_end"),
    )
