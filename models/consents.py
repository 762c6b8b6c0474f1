"""Consents: one row for one question, so that each is asked, given and withdrawn apart."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from models.base import Identified, Row, UtcDateTime, utc_now, word
from models.checks import exactly_when, one_of, ordered, sized

__all__ = ["Consent", "ConsentKind", "ConsentState", "SurveyAnswer"]

_STANDS = "state IN ('asked', 'given')"


class ConsentKind(StrEnum):
    """What is agreed to.

    pool: being put on lists. reveal: that one partner sees the name, for one vacancy. bias_survey:
    answering questions for bias audits. retention: being kept for a year after a procedure.
    """

    POOL = "pool"
    REVEAL = "reveal"
    BIAS_SURVEY = "bias_survey"
    RETENTION = "retention"


class ConsentState(StrEnum):
    """Only `given` is consent."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Consent(Identified, table=True):
    """One answer to one question. `wording` names the text that was shown (its version).

    A new question after a refusal or withdrawal is a new row; at most one stands at a time.
    """

    __tablename__ = "consents"
    __table_args__ = (
        one_of("kind", ConsentKind),
        one_of("state", ConsentState),
        sized("wording", 100),
        exactly_when("vacancy_id", "kind = 'reveal'", name="vacancy_of_reveal"),
        exactly_when("answered_at", "state <> 'asked'", name="answered_state"),
        exactly_when("withdrawn_at", "state = 'withdrawn'", name="withdrawn_state"),
        ordered("asked_at", "answered_at"),
        ordered("answered_at", "withdrawn_at"),
        Index(None, "candidate_id", "kind"),
        Index(
            "uq_consents_general",
            *("candidate_id", "kind"),
            unique=True,
            sqlite_where=text(f"{_STANDS} AND vacancy_id IS NULL"),
            postgresql_where=text(f"{_STANDS} AND vacancy_id IS NULL"),
        ),
        Index(
            "uq_consents_reveal",
            *("vacancy_id", "candidate_id"),
            unique=True,
            sqlite_where=text(_STANDS),
            postgresql_where=text(_STANDS),
        ),
        Index(None, "vacancy_id"),
    )

    candidate_id: UUID = Field(foreign_key="candidates.id", ondelete="CASCADE")
    kind: ConsentKind = Field(sa_type=word(ConsentKind))
    vacancy_id: UUID | None = Field(default=None, foreign_key="vacancies.id", ondelete="CASCADE")
    state: ConsentState = Field(default=ConsentState.ASKED, sa_type=word(ConsentState))
    wording: str
    asked_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    recorded_by_id: UUID | None = Field(
        default=None, foreign_key="users.id", ondelete="RESTRICT", index=True
    )


class SurveyAnswer(Row, table=True):
    """An answer for bias audits, given with consent for just that; no ranking can reach it."""

    __tablename__ = "survey_answers"
    __table_args__ = (sized("question", 60), sized("answer", 60))

    candidate_id: UUID = Field(primary_key=True, foreign_key="candidates.id", ondelete="CASCADE")
    question: str = Field(primary_key=True)
    answer: str
    answered_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
