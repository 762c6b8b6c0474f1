"""Schakel: models. The tables of the service, one module a domain; and their migrations.

Importing this package makes `metadata` hold every table. docs/data-model.md shows how they hang
together.
"""

from models.access import (
    ApiToken,
    ApiTokenScope,
    IdempotencyKey,
    LoginAttempt,
    LoginSession,
    PersonalLink,
)
from models.audit import AuditEvent, AuditOpening
from models.base import metadata
from models.candidates import (
    Candidate,
    CandidateLanguage,
    CandidateOccupation,
    CandidateWish,
    CandidateWorkMode,
    Contact,
    DuplicateFlag,
    Enrolment,
    StoredProfile,
)
from models.claims import Claim
from models.consents import Consent, SurveyAnswer
from models.feedback import Feedback
from models.operations import DataState, ImportRun, Stop
from models.organisations import Organisation
from models.programmes import Module, ModuleSkill, Outcome, Programme, ProgrammeCoach
from models.rankings import RankingRecord
from models.shortlists import Entry, EntrySubject, Pseudonym, Shortlist
from models.users import User, UserRole
from models.vacancies import (
    Requirement,
    Vacancy,
    VacancyVersion,
    VersionLanguage,
    VersionWorkMode,
)

__all__ = [
    "ApiToken",
    "ApiTokenScope",
    "AuditEvent",
    "AuditOpening",
    "Candidate",
    "CandidateLanguage",
    "CandidateOccupation",
    "CandidateWish",
    "CandidateWorkMode",
    "Claim",
    "Consent",
    "Contact",
    "DataState",
    "DuplicateFlag",
    "Enrolment",
    "Entry",
    "EntrySubject",
    "Feedback",
    "IdempotencyKey",
    "ImportRun",
    "LoginAttempt",
    "LoginSession",
    "Module",
    "ModuleSkill",
    "Organisation",
    "Outcome",
    "PersonalLink",
    "Programme",
    "ProgrammeCoach",
    "Pseudonym",
    "RankingRecord",
    "Requirement",
    "Shortlist",
    "Stop",
    "StoredProfile",
    "SurveyAnswer",
    "User",
    "UserRole",
    "Vacancy",
    "VacancyVersion",
    "VersionLanguage",
    "VersionWorkMode",
    "metadata",
]
