"""Candidates as requests bring and answers show them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.config import JsonDict

from service.claims.schemas import Skill
from service.web.fields import Email, Line, Text
from service.words import (
    CandidateState,
    CefrLevel,
    ConsentKind,
    ConsentState,
    EvidenceKind,
    WorkMode,
)

__all__ = [
    "CandidateCreate",
    "CandidateFields",
    "CandidateFilter",
    "CandidateItem",
    "CandidateRead",
    "CandidateUpdate",
    "ClaimCounts",
    "ConsentShown",
    "ContactFields",
    "CvUpdate",
    "DuplicateShown",
    "EnrolmentFields",
    "EnrolmentShown",
    "GivenSkill",
    "LanguageFields",
    "OccupationShown",
    "OutsidePool",
    "ProfileLinkRead",
]

_HOURS = Field(ge=0, le=80, allow_inf_nan=False, description="A week.")
Hours = Annotated[float, _HOURS]
Phone = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 ()./-]{4,38}$")
]
CvText = Annotated[
    Text,
    Field(
        max_length=50_000,
        description="The CV, as it is; claims cite it by offsets in characters.",
    ),
]

_FIELDS: JsonDict = {
    "contact": {"name": "Sam de Vries", "email": "sam@example.org", "phone": "06 12345678"},
    "external_id": "2026-0117",
    "enrolments": [
        {"programme_id": "7d4f7f0e-6a0f-4a52-9d0e-0f6b0c9a1c55", "completed_on": "2026-06-26"}
    ],
    "place": "Rotterdam",
    "max_travel_km": 30,
    "work_modes": ["hybrid", "onsite"],
    "hours_min": 32,
    "hours_max": 40,
    "education_level": 6,
    "licence_to_work": True,
    "available_from": "2026-08-01",
    "languages": [{"code": "nl", "cefr": "C2"}, {"code": "en", "cefr": "B2"}],
    "wishes": ["Java developer"],
}
_NEW: JsonDict = {
    **_FIELDS,
    "cv_text": "PROJECTEN\nEen REST-API in Spring Boot, met tests in JUnit.",
    "skills": [{"label": "Git", "level": 3, "evidence": "work"}],
}


class OutsidePool(StrEnum):
    """Why somebody cannot be put on lists."""

    NO_PROGRAMME = "no_programme"
    NOT_LOOKING = "not_looking"
    NO_CONSENT = "no_consent"


class ContactFields(BaseModel):
    """Who a candidate is; no ranking reads it."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    name: Line
    email: Email | None = None
    phone: Phone | None = None


class EnrolmentFields(BaseModel):
    """That somebody follows or followed a programme."""

    model_config = ConfigDict(extra="forbid")

    programme_id: UUID
    completed_on: date | None = Field(default=None, description="May lie ahead.")


class LanguageFields(BaseModel):
    """A language that somebody speaks."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    code: Annotated[str, Field(pattern=r"^[a-z]{2}$", description="ISO 639-1.", examples=["nl"])]
    cefr: CefrLevel


class GivenSkill(Skill):
    """A skill that was given beside the CV, by its id or by a label."""

    evidence: EvidenceKind = Field(
        default=EvidenceKind.SELF, description="Only a coach can give `coach`."
    )
    source: Line | None = Field(default=None, description="The module, certificate or employer.")


class CandidateFields(BaseModel):
    """All that is told of a candidate, apart from CV and skills."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_FIELDS]})

    contact: ContactFields
    external_id: Line | None = None
    enrolments: list[EnrolmentFields] = Field(default=[], max_length=20)
    place: Line | None = Field(default=None, description="A town or a postcode.")
    max_travel_km: float | None = Field(default=None, ge=0, le=1000, allow_inf_nan=False)
    work_modes: list[WorkMode] = Field(default=[], max_length=3)
    hours_min: Hours | None = None
    hours_max: Hours | None = None
    education_level: int | None = Field(default=None, ge=1, le=8, description="EQF level.")
    licence_to_work: bool | None = Field(default=None, description="In the Netherlands.")
    available_from: date | None = None
    languages: list[LanguageFields] = Field(default=[], max_length=30)
    wishes: list[Line] = Field(
        default=[], max_length=50, description="Occupations wanted, the dearest first."
    )

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        least, most = self.hours_min, self.hours_max
        if least is not None and most is not None and least > most:
            raise ValueError(f"expected hours_min up to hours_max, found {least} and {most}")
        for name, keys in (
            ("programmes", [each.programme_id for each in self.enrolments]),
            ("languages", [each.code for each in self.languages]),
            ("work modes", self.work_modes),
        ):
            if len(set(keys)) < len(keys):
                raise ValueError(f"expected {name} that differ, found one twice")
        return self


class CandidateCreate(CandidateFields):
    """A new candidate; with a CV it is read at once."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_NEW]})

    cv_text: CvText = ""
    skills: list[GivenSkill] = Field(default=[], max_length=200)


class CandidateUpdate(CandidateFields):
    """All that can be changed of a candidate, apart from CV and claims."""

    state: CandidateState = CandidateState.LOOKING


class CvUpdate(BaseModel):
    """A new CV in place of the old one."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"cv_text": _NEW["cv_text"]}]}
    )

    cv_text: CvText


class CandidateFilter(BaseModel):
    """Which candidates to list; all that is given must hold."""

    name: Line | None = Field(default=None, description="A part of the name.")
    programme: UUID | None = None
    state: CandidateState | None = None
    in_pool: bool | None = Field(default=None, description="Can (not) be put on lists.")
    skill: Line | None = Field(
        default=None, description="Id of a skill that they claim or were taught."
    )
    no_list_days: int | None = Field(
        default=None,
        ge=1,
        le=3650,
        description="Stood on no list that was released in so many days.",
    )


class EnrolmentShown(EnrolmentFields):
    """An enrolment, with the name of the programme."""

    programme: str


class OccupationShown(BaseModel):
    """An occupation of the taxonomy."""

    id: str
    label: str


class ClaimCounts(BaseModel):
    """How many claims there are, by state, and how many skills those that count name."""

    proposed: int
    confirmed: int
    rejected: int
    skills: int


class ConsentShown(BaseModel):
    """One answer to one question."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: ConsentKind
    state: ConsentState
    vacancy_id: UUID | None
    asked_at: datetime
    answered_at: datetime | None


class DuplicateShown(BaseModel):
    """Somebody who may be the same person."""

    id: UUID = Field(description="Of the suspicion.")
    candidate_id: UUID
    reasons: list[str]


class CandidateItem(BaseModel):
    """A candidate in a list."""

    id: UUID
    name: str
    external_id: str | None
    state: CandidateState
    programmes: list[UUID]
    in_pool: bool
    outside_pool: list[OutsidePool] = Field(description="Why not in the pool.")
    last_listed_at: datetime | None = Field(description="Last on a list that was released.")
    updated_at: datetime
    stale: bool = Field(description="Nothing changed for 90 days.")
    thin: bool = Field(
        description="Half of the skills or more rest on own statements or doubtful readings alone."
    )
    unchecked: int = Field(description="Claims that were read and that nobody looked at yet.")
    available_from: date | None


class CandidateRead(CandidateItem):
    """A candidate as their coach sees them."""

    contact: ContactFields
    state_since: datetime
    enrolments: list[EnrolmentShown]
    place: str | None
    max_travel_km: float | None
    work_modes: list[WorkMode]
    hours_min: float | None
    hours_max: float | None
    education_level: int | None
    licence_to_work: bool | None
    languages: list[LanguageFields]
    wishes: list[str]
    occupations: list[OccupationShown] = Field(description="Held before, as the CV tells.")
    cv_text: str
    claims: ClaimCounts
    consents: list[ConsentShown]
    possible_duplicates: list[DuplicateShown]
    created_at: datetime
    revision: int


class ProfileLinkRead(BaseModel):
    """A personal link, shown once."""

    token: str = Field(description="Kept as a digest only: it cannot be shown again.")
    expires_at: datetime
