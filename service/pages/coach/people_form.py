"""The form of a candidate: to what the API gets, and from what it gave."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from service.pages.coach.people_words import FIELDS
from service.pages.forms import Form
from service.people.schemas import CandidateRead

__all__ = ["body_values", "differing", "showing", "tidied"]

_PLAIN = (
    "external_id",
    "place",
    "max_travel_km",
    "hours_min",
    "hours_max",
    "education_level",
    "available_from",
    "state",
)
_LICENCE = {"yes": True, "no": False}
_PAIRS = (("programme", "completed_on"), ("language_code", "language_level"))


def tidied(form: Form) -> Form:
    """A form without the lines that name no programme or language; of one twice, the last."""
    values = dict(form.values)
    for key, other in _PAIRS:
        said = zip(form.all(key), form.all(other), strict=False)
        kept = {one: rest for one, rest in said if one}
        values[key], values[other] = list(kept), list(kept.values())
    return replace(form, values=values)


def body_values(form: Form) -> dict[str, Any]:
    """What the API would get of a tidied form."""
    enrolled = zip(form.all("programme"), form.all("completed_on"), strict=True)
    spoken = zip(form.all("language_code"), form.all("language_level"), strict=True)
    contact = form.given("contact/name", "contact/email", "contact/phone")
    return {
        **form.given(*_PLAIN),
        "contact": {name.partition("/")[2]: value for name, value in contact.items()},
        "licence_to_work": _LICENCE.get(form.value("licence_to_work")),
        "work_modes": list(form.all("work_modes")),
        "enrolments": [{"programme_id": id_, "completed_on": day or None} for id_, day in enrolled],
        "languages": [{"code": code, "cefr": cefr} for code, cefr in spoken],
        "wishes": [line.strip() for line in form.value("wishes").split("\n") if line.strip()],
    }


def showing(person: CandidateRead) -> Form:
    """A form with all that is told of somebody, to change it."""
    plain = {name: getattr(person, name) for name in _PLAIN}
    licence = (
        {True: "yes", False: "no"}.get(person.licence_to_work)
        if (person.licence_to_work is not None)
        else None
    )
    return Form.showing(
        **{name: _said(value) for name, value in plain.items()},
        **{f"contact/{name}": value for name, value in person.contact.model_dump().items()},
        revision=person.revision,
        licence_to_work=licence,
        work_modes=[each.value for each in person.work_modes],
        programme=[each.programme_id for each in person.enrolments],
        completed_on=[each.completed_on or "" for each in person.enrolments],
        language_code=[each.code for each in person.languages],
        language_level=[each.cefr.value for each in person.languages],
        wishes="\n".join(person.wishes) or None,
    )


def differing(form: Form, person: CandidateRead) -> Sequence[str]:
    """The labels of the fields that do not say what is stored now."""
    now = showing(person)
    return [label for name, label in FIELDS.items() if _of(form, name) != _of(now, name)]


def _of(form: Form, name: str) -> list[str]:
    return [each.strip() for each in form.all(name) if each.strip()]


def _said(value: object) -> object:
    """Numbers without a fraction that says nothing."""
    return f"{value:g}" if isinstance(value, float) else value
