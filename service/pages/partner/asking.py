"""The requirements in a form: what the text says, and what a person made of it.

Nothing is kept between two posts but the form itself. Each requirement is three fields: what it is
now, its level, and what the text said when it was shown; so it is known what a person corrected.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.pages.forms import Form
from service.vacancies.schemas import PreviewRead, RequirementRead, VersionRead
from service.words import RequirementOrigin

__all__ = [
    "CONDITIONS",
    "OFF",
    "Line",
    "add_line",
    "conditions_of",
    "correct_as",
    "lines_of",
    "reading_of",
    "reconcile",
    "relax",
    "requirements_of",
    "showing",
]

OFF = "off"
"""The choice for a skill that the text names and that is not asked."""

CONDITIONS: Mapping[str, tuple[str, ...]] = {
    "place": ("place",),
    "work_mode": ("work_modes",),
    "hours": ("hours_min", "hours_max"),
    "start": ("start_by",),
    "language": ("language_code", "language_level"),
    "education": ("education_level",),
}
"""The fields of each constraint that can be relaxed."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A skill in the table of requirements.

    Attributes:
        skill: Its id.
        label: In the language of the page; empty until it is reconciled.
        choice: must, nice or off.
        level: 1 to 4 as text; empty where no level is asked.
        read: What the text says, as `choice:level`; empty where a person added the skill.
        quote: Words of the text that say so.
        is_probable: The text only suggests it.
    """

    skill: str
    label: str = ""
    choice: str
    level: str
    read: str = ""
    quote: str = ""
    is_probable: bool = False

    @property
    def is_corrected(self) -> bool:
        """A person says something else than the text."""
        return f"{self.choice}:{self.level}" != self.read


def reading_of(form: Form) -> str:
    """Which title and text a form holds, in short."""
    said = f"{form.value('title').strip()}\0{form.value('text').strip()}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def lines_of(form: Form) -> list[Line]:
    """The requirements as a form brings them, each skill once."""
    return [
        Line(
            skill=each,
            choice=form.value(f"choice-{each}", OFF),
            level=form.value(f"level-{each}"),
            read=form.value(f"read-{each}"),
        )
        for each in dict.fromkeys(form.all("skill"))
    ]


def reconcile(
    posted: Iterable[Line], preview: PreviewRead, language: str, labels: Mapping[str, str]
) -> list[Line]:
    """What the text says now, with what a person corrected before.

    Args:
        posted: The lines as they were.
        preview: What the text says.
        language: Of the labels.
        labels: Of skills that the text does not name.
    """
    before = {each.skill: each for each in posted}
    lines = [_line(each, before.pop(each.skill, None), language) for each in preview.requirements]
    for each in before.values():
        if each.skill in labels and each.is_corrected and (each.choice != OFF or not each.read):
            lines.append(replace(each, label=labels[each.skill], read=""))
    return lines


def _line(found: RequirementRead, before: Line | None, language: str) -> Line:
    said = Line(
        skill=found.skill,
        label=found.label_nl if language == "nl" else found.label_en,
        choice=found.importance.value,
        level=_level(found),
        read=f"{found.importance.value}:{_level(found)}",
        quote=found.quote,
        is_probable=found.probable,
    )
    if before is None or not before.is_corrected:
        return said
    return replace(said, choice=before.choice, level=before.level)


def add_line(lines: Sequence[Line], skill: str) -> list[Line]:
    """The lines with one more skill as a must; one that was off is on again."""
    if all(each.skill != skill for each in lines):
        return [*lines, Line(skill=skill, choice="must", level="")]
    return [
        replace(each, choice="must") if (each.skill, each.choice) == (skill, OFF) else each
        for each in lines
    ]


def relax(form: Form, lines: Sequence[Line], step: str) -> tuple[Form, list[Line]]:
    """One step less, as `level:java:2`, `wish:java` or `constraint:hours`."""
    kind, _, about = step.partition(":")
    if kind == "constraint":
        return form.without(*CONDITIONS.get(about, ())), list(lines)
    skill, _, level = about.rpartition(":") if kind == "level" else (about, "", "")
    changed = []
    for each in lines:
        if each.skill == skill and kind == "level":
            each = replace(each, level=level)
        elif each.skill == skill and kind == "wish":
            each = replace(each, choice="nice")
        changed.append(each)
    return form, changed


def requirements_of(lines: Iterable[Line]) -> list[dict[str, str | None]]:
    """The requirements as the API gets them."""
    return [
        {"skill": each.skill, "importance": each.choice, "level": each.level or None}
        for each in lines
        if each.choice != OFF
    ]


def conditions_of(form: Form) -> dict[str, Any]:
    """The conditions of a form as the API gets them."""
    spoken = zip(form.all("language_code"), form.all("language_level"), strict=False)
    languages = {code: cefr for code, cefr in spoken if code and cefr}
    return {
        **form.given("place", "hours_min", "hours_max", "education_level", "start_by"),
        "work_modes": list(form.all("work_modes")),
        "languages": [{"code": code, "cefr": cefr} for code, cefr in languages.items()],
        "licence_to_work": True if form.value("licence_to_work") else None,
    }


def showing(version: VersionRead, revision: int) -> Form:
    """A form with all that a version asks, to change it."""
    named = {each.skill: each for each in version.requirements}
    form = Form.showing(
        revision=revision,
        title=version.title,
        text=version.text,
        positions=version.positions,
        place=version.place,
        work_modes=[each.value for each in version.work_modes],
        hours_min=_plain(version.hours_min),
        hours_max=_plain(version.hours_max),
        education_level=version.education_level,
        language_code=[each.code for each in version.languages],
        language_level=[each.cefr.value for each in version.languages],
        licence_to_work=version.licence_to_work or None,
        start_by=version.start_by,
        skill=list(named),
        **{f"choice-{skill}": each.importance.value for skill, each in named.items()},
        **{f"level-{skill}": _level(each) for skill, each in named.items()},
        **{f"read-{skill}": _read(each) for skill, each in named.items()},
    )
    return form.filled(seen=reading_of(form))


def correct_as(lines: Iterable[Line], preview: PreviewRead) -> list[Line]:
    """Lines of a version that is changed: what its text names and it does not ask is off."""
    asked = list(lines)
    known = {each.skill for each in asked}
    return asked + [
        Line(skill=each.skill, choice=OFF, level=_level(each), read="-")
        for each in preview.requirements
        if each.skill not in known
    ]


def _read(said: RequirementRead) -> str:
    """What the text said of it; a person's word stays, whatever the text says."""
    is_read = said.origin is RequirementOrigin.TEXT
    return f"{said.importance.value}:{_level(said)}" if is_read else ""


def _level(said: RequirementRead) -> str:
    return "" if said.level is None else str(said.level)


def _plain(hours: float | None) -> str | None:
    """Hours without a fraction that says nothing."""
    return None if hours is None else f"{hours:g}"
