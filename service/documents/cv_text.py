"""The fields of a structured CV as a text with headings, as somebody would write it."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.documents.html import fragment_text
from service.documents.plain import tidy

__all__ = ["Part", "cv_text", "period"]


@dataclass(frozen=True, slots=True)
class Part:
    """One job, course, project or other entry; texts may hold HTML."""

    title: str
    details: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def cv_text(sections: Iterable[tuple[str, Iterable[Part]]]) -> str:
    """Headings with their entries; sections without any are left out."""
    written = ((heading, [*map(_written, parts)]) for heading, parts in sections)
    return tidy(
        "\n\n".join(
            f"{heading}\n" + "\n".join(lines)
            for heading, found in written
            if (lines := [each for each in found if each])
        )
    )


def period(start: str, end: str) -> str:
    """From when until when, where something of it is known.

    Examples:
        >>> period("2019-03", ""), period("", "")
        ('2019-03 –', '')
    """
    return f"{start} – {end}".strip() if start or end else ""


def _written(part: Part) -> str:
    details = (fragment_text(each) for each in part.details)
    points = (f"- {fragment_text(each)}" for each in part.points if each)
    return "\n".join(each for each in (fragment_text(part.title), *details, *points) if each)
