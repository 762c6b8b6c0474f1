"""The words of the tables, for those parts of the service that may not touch tables themselves."""

from models.access import LinkPurpose
from models.audit import AuditKind
from models.candidates import CandidateState, DuplicateState
from models.claims import ClaimState, EvidenceKind
from models.conditions import CefrLevel, WorkMode
from models.consents import ConsentKind, ConsentState
from models.feedback import DeclineReason, FeedbackKind
from models.operations import ImportKind, ImportState
from models.shortlists import Decision, DecisionReason, ShortlistState
from models.users import Role, UserState
from models.vacancies import Importance, RequirementOrigin, VacancyState

__all__ = [
    "AuditKind",
    "CandidateState",
    "CefrLevel",
    "ClaimState",
    "ConsentKind",
    "ConsentState",
    "Decision",
    "DecisionReason",
    "DeclineReason",
    "DuplicateState",
    "EvidenceKind",
    "FeedbackKind",
    "ImportKind",
    "ImportState",
    "Importance",
    "LinkPurpose",
    "RequirementOrigin",
    "Role",
    "ShortlistState",
    "UserState",
    "VacancyState",
    "WorkMode",
]
