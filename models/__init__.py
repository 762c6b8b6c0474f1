"""Schakel: models. The tables of the service, one module a domain; and their migrations.

Importing this package makes `metadata` hold every table. docs/data-model.md shows how they hang
together.
"""

from models.access import ApiToken, ApiTokenScope, IdempotencyKey, LoginSession
from models.audit import AuditEvent, AuditOpening
from models.base import metadata
from models.candidates import (
    Candidate,
    CandidateLanguage,
    CandidateWish,
    CandidateWorkMode,
    Contact,
    Enrolment,
)
from models.claims import Claim
from models.consents import Consent
from models.feedback import Feedback
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
    "CandidateWish",
    "CandidateWorkMode",
    "Claim",
    "Consent",
    "Contact",
    "Enrolment",
    "Entry",
    "EntrySubject",
    "Feedback",
    "IdempotencyKey",
    "LoginSession",
    "Module",
    "ModuleSkill",
    "Organisation",
    "Outcome",
    "Programme",
    "ProgrammeCoach",
    "Pseudonym",
    "RankingRecord",
    "Requirement",
    "Shortlist",
    "User",
    "UserRole",
    "Vacancy",
    "VacancyVersion",
    "VersionLanguage",
    "VersionWorkMode",
    "metadata",
]
