"""A programme as forms show it and as the API gets it back.

The API changes a programme as a whole; a form changes its details, or one of its modules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from service.errors import InvalidError, NotFoundError
from service.pages.forms import Form
from service.programmes.schemas import ModuleRead, ProgrammeRead

__all__ = [
    "Line",
    "add_line",
    "details_form",
    "details_of",
    "drop_line",
    "lines_of",
    "module_form",
    "module_found",
    "module_of",
    "module_wrong",
    "modules_of",
    "moved",
    "whole",
    "with_module",
    "without_module",
]

_DETAILS = ("external_id", "provider_id", "name", "description", "education_level")
_OTHER = "other"
Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A skill in the table of what a module teaches; `level` is 1 to 4 as text, or empty."""

    skill: str
    level: str = ""


def details_form(found: ProgrammeRead) -> Form:
    """The form of what a programme is, without its modules."""
    said = found.model_dump(include={*_DETAILS, "is_active", "revision"})
    return Form.showing(**said)


def details_of(form: Form) -> Values:
    """The details of a form as the API gets them."""
    blank: Values = {"external_id": None, "education_level": None, "description": ""}
    return {**blank, **form.given(*_DETAILS)}


def modules_of(found: ProgrammeRead) -> list[Values]:
    """The modules of a programme as the API gets them."""
    return [_values(each) for each in found.modules]


def whole(found: ProgrammeRead, modules: Sequence[Values]) -> Values:
    """A programme as the API gets it, with other modules."""
    return {**found.model_dump(include={*_DETAILS, "is_active"}), "modules": modules}


def module_form(module: ModuleRead, revision: int) -> Form:
    """The form of a module."""
    taught = {each.skill: each.level for each in module.skills}
    return Form.showing(
        revision=revision,
        name=module.name,
        hours=None if module.hours is None else f"{module.hours:g}",
        outcomes="\n".join(" ".join(each.wording.split()) for each in module.outcomes),
        skill=list(taught),
        **{f"level-{skill}": level for skill, level in taught.items()},
    )


def module_found(found: ProgrammeRead, id_: UUID) -> ModuleRead:
    """A module of a programme.

    Raises:
        NotFoundError: It has none with this id.
    """
    for each in found.modules:
        if each.id == id_:
            return each
    raise NotFoundError("module")


def module_of(form: Form, id_: UUID | None) -> Values:
    """The module of a form as the API gets it; each line of its outcomes is one."""
    lines = (each.strip() for each in form.value("outcomes").split("\n"))
    return {
        "id": id_,
        "name": form.value("name").strip(),
        "hours": form.value("hours").strip().replace(",", ".") or None,
        "outcomes": [each for each in lines if each],
        "skills": [{"skill": each.skill, "level": each.level or None} for each in lines_of(form)],
    }


def with_module(found: ProgrammeRead, values: Values) -> tuple[list[Values], int]:
    """The modules with one changed, or a new one at the end; and its place among them.

    Raises:
        NotFoundError: What changes is gone.
    """
    modules = modules_of(found)
    if values["id"] is None:
        return [*modules, values], len(modules)
    place = found.modules.index(module_found(found, values["id"]))
    modules[place] = values
    return modules, place


def without_module(found: ProgrammeRead, id_: UUID) -> list[Values]:
    """The modules with one taken away.

    Raises:
        NotFoundError: It is gone already.
    """
    gone = module_found(found, id_)
    return [_values(each) for each in found.modules if each is not gone]


def moved(found: ProgrammeRead, id_: UUID, steps: int) -> list[Values]:
    """The modules with one some steps later, or earlier; not past the ends.

    Raises:
        NotFoundError: It is gone.
    """
    module = module_found(found, id_)
    others = [each for each in found.modules if each is not module]
    place = found.modules.index(module) + steps
    others.insert(max(place, 0), module)
    return [_values(each) for each in others]


def module_wrong(error: InvalidError, place: int) -> Mapping[str, str]:
    """What is wrong with a module, by the field of its form.

    Args:
        error: What is wrong with the whole programme.
        place: Of the module in it.
    """
    return {_field(each.pointer, place): each.detail for each in error.fields}


def lines_of(form: Form) -> list[Line]:
    """The skills that a form brings, each once."""
    return [
        Line(skill=each, level=form.value(f"level-{each}"))
        for each in dict.fromkeys(form.all("skill"))
    ]


def add_line(form: Form, skill: str) -> Form:
    """The form with one more skill, and an empty search."""
    skills = list(dict.fromkeys([*form.all("skill"), skill]))
    return Form({**form.without("q").values, "skill": skills})


def drop_line(form: Form, skill: str) -> Form:
    """The form without a skill."""
    return Form({**form.values, "skill": [each for each in form.all("skill") if each != skill]})


def _field(pointer: str, place: int) -> str:
    """The field of a pointer; a name that another module has too is about this one."""
    part, at, field, *_ = [*pointer.strip("/").split("/"), "", ""]
    if part != "modules" or (at != str(place) and field not in ("", "name")):
        return _OTHER
    return {"": "outcomes", "skills": "q"}.get(field, field)


def _values(module: ModuleRead) -> Values:
    return {
        "id": module.id,
        "name": module.name,
        "hours": module.hours,
        "outcomes": [each.wording for each in module.outcomes],
        "skills": [{"skill": each.skill, "level": each.level} for each in module.skills],
    }
