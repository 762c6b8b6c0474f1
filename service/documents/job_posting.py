"""Vacancies in the form of schema.org's JobPosting, as JSON-LD."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from matching.reading.records import RequirementItem, VacancyRecord
from matching.types import WorkMode
from service.documents.html import fragment_text
from service.documents.loose import Camel, Many, One, Text, Texts
from service.documents.plain import tidy

__all__ = ["postings_in", "read_job_posting"]

_TYPE = re.compile(r"(?:https?://schema\.org/|schema:)?JobPosting")
_HOURS = re.compile(
    r"\D{0,20}(\d{1,2})(?:\s*(?:-|–|/|tot|to|à)\s*(\d{1,2}))?\s*(?:uur|uren|u|hours?|h)?\b"
    r"[^\d:.]{0,30}",
    re.IGNORECASE,
)
_MOST_HOURS = 60
_POSTCODE = re.compile(r"([1-9]\d{3})\s?(?:[A-Z]{2})?", re.IGNORECASE)
_AT_HOME = "TELECOMMUTE"
_LONGEST_ID = 200


def _first_number(value: Any) -> int:
    found = value[0] if isinstance(value, list) and value else value
    try:
        return max(1, int(found))
    except (TypeError, ValueError, OverflowError):
        return 1


class _Identifier(Camel):
    value: Text = ""
    name: Text = ""


class _Address(Camel):
    postal_code: Text = ""
    address_locality: Text = ""
    address_country: Text = ""

    def place(self) -> str | None:
        """The four digits of a Dutch postcode, else the town."""
        dutch = self.address_country.casefold() in ("", "nl", "nederland", "netherlands")
        found = _POSTCODE.fullmatch(self.postal_code) if dutch else None
        return found[1] if found else self.address_locality or None


class _Place(Camel):
    address: One[_Address] = _Address()


class _Posting(Camel):
    title: Text = ""
    name: Text = ""
    description: Text = ""
    responsibilities: Text = ""
    qualifications: Text = ""
    experience_requirements: Text = ""
    education_requirements: Text = ""
    skills: Texts = ()
    identifier: One[_Identifier] = _Identifier()
    job_location: Many[_Place] = ()
    job_location_type: Texts = ()
    work_hours: Text = ""
    total_job_openings: Annotated[int, BeforeValidator(_first_number), Field(ge=1)] = 1


def postings_in(found: Any) -> Iterator[dict[str, Any]]:
    """All postings in parsed JSON-LD: by themselves, in lists or in a graph."""
    waiting = [found]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting = [*each, *waiting]
        elif isinstance(each, dict):
            types = each.get("@type")
            named = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and _TYPE.fullmatch(name) for name in named):
                yield each
            else:
                waiting = [each.get("@graph"), each.get("mainEntity"), *waiting]


def read_job_posting(found: dict[str, Any], made_id: str) -> VacancyRecord:
    """A vacancy; skills are requirements only where they are given one by one."""
    posting = _Posting.model_validate(found)
    identifier = posting.identifier.value or posting.identifier.name
    places = filter(None, (each.address.place() for each in posting.job_location))
    labels = posting.skills if _is_list(found.get("skills")) else ()
    return VacancyRecord(
        id="-".join(identifier.split())[:_LONGEST_ID] or made_id,
        title=fragment_text(posting.title or posting.name),
        text=_text(posting),
        requirements=tuple(RequirementItem(label=each) for each in dict.fromkeys(labels)),
        place=next(places, None),
        work_mode=(WorkMode.REMOTE,) if _AT_HOME in posting.job_location_type else (),
        hours=_hours(posting.work_hours),
        positions=posting.total_job_openings,
    )


def _is_list(skills: Any) -> bool:
    return isinstance(skills, list | dict)


def _hours(written: str) -> tuple[float, float] | None:
    """The fewest and most hours a week, where nothing else can be meant.

    Examples:
        >>> _hours("32-40 uur per week"), _hours("36"), _hours("9:00 - 17:00")
        ((32.0, 40.0), (36.0, 36.0), None)
    """
    found = _HOURS.fullmatch(written)
    if not found:
        return None
    fewest, most = sorted((float(found[1]), float(found[2] or found[1])))
    return (fewest, most) if fewest >= 1 and most <= _MOST_HOURS else None


def _text(posting: _Posting) -> str:
    asked = {
        "Taken": posting.responsibilities,
        "Functie-eisen": posting.qualifications,
        "Ervaring": posting.experience_requirements,
        "Opleiding": posting.education_requirements,
        "Vaardigheden": ", ".join(posting.skills),
    }
    parts = [fragment_text(posting.description)]
    for heading, html in asked.items():
        text = fragment_text(html)
        # Many sites repeat these fields in the description.
        if text and text not in parts[0]:
            parts.append(f"{heading}:\n{text}")
    return tidy("\n\n".join(parts))
