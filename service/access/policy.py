"""Who may do what: the one table of roles and operations. What stands in no line is denied.

A line says which roles may do an operation, and which scope an API token needs for it. Whose
things somebody may touch within it is decided where those things are found (repositories), and
what they may not see is not found.
"""

from dataclasses import dataclass

from service.access.principal import Principal
from service.errors import NotAllowedError, NotSignedInError
from service.words import Role

__all__ = ["POLICY", "SCOPES", "Rule", "require_allowed", "scopes_for"]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who may do an operation.

    Attributes:
        roles: Any one of these.
        scope: What a token must have; None: no token may do it.
        is_public: Also for nobody; then no other attribute matters.
        per_minute: How often for each user, or for each address where nobody is signed in.
    """

    roles: frozenset[Role] = frozenset()
    scope: str | None = None
    is_public: bool = False
    per_minute: int = 600


_PARTNER, _COACH, _EVALUATOR = Role.PARTNER, Role.COACH, Role.EVALUATOR
_MANAGER, _CANDIDATE, _ADMIN = Role.PROGRAMME_MANAGER, Role.CANDIDATE, Role.ADMIN
_ALL = frozenset(Role)


def _public(per_minute: int = 600) -> Rule:
    return Rule(is_public=True, per_minute=per_minute)


def _for(*roles: Role, scope: str | None = None, per_minute: int = 600) -> Rule:
    return Rule(roles=frozenset(roles), scope=scope, per_minute=per_minute)


_ACCOUNT = _for(*_ALL)  # one's own account: never with a token
_ADMINISTRATION = _for(_ADMIN)
_TAXONOMY = _for(*_ALL, scope="taxonomy:read")
_READS_PROGRAMMES = _for(_COACH, _MANAGER, _ADMIN, _EVALUATOR, scope="programmes:read")
_WRITES_PROGRAMMES = _for(_MANAGER, _ADMIN, scope="programmes:write")
_READS_CANDIDATES = _for(_COACH, _ADMIN, scope="candidates:read")
_WRITES_CANDIDATES = _for(_COACH, _ADMIN, scope="candidates:write")
_OWN = _for(_CANDIDATE)
_READS_VACANCIES = _for(_PARTNER, _COACH, _ADMIN, scope="vacancies:read")
_WRITES_VACANCIES = _for(_PARTNER, _ADMIN, scope="vacancies:write")
_APPROVES = _for(_COACH)
_REVIEWS = _for(_COACH)
_ASKS = _for(_PARTNER, scope="shortlists:write", per_minute=60)
_RANKS = _for(_COACH, per_minute=240)
_WHAT_IF = _for(_PARTNER, _COACH, scope="vacancies:read", per_minute=240)
_READS_EVALUATIONS = _for(_EVALUATOR, scope="evaluations:read")
_PROGRESS = _for(_MANAGER, _ADMIN, scope="statistics:read")

POLICY: dict[str, Rule] = {
    # operations
    "read_health": _public(),
    "read_readiness": _public(),
    "read_metrics": _for(_ADMIN, scope="metrics:read"),
    # own account
    "log_in": _public(per_minute=60),  # a class behind one address; failures are throttled apart
    "open_link": _public(per_minute=60),
    "set_password": _public(per_minute=20),
    "log_out": _ACCOUNT,
    "read_account": _for(*_ALL, scope="account:read"),
    "update_account": _ACCOUNT,
    "change_password": _for(*_ALL, per_minute=20),
    "list_sessions": _ACCOUNT,
    "end_session": _ACCOUNT,
    "list_tokens": _ACCOUNT,
    "create_token": _ACCOUNT,
    "revoke_token": _ACCOUNT,
    # users
    "list_users": _ADMINISTRATION,
    "create_user": _ADMINISTRATION,
    "read_user": _ADMINISTRATION,
    "update_user": _ADMINISTRATION,
    "erase_user": _ADMINISTRATION,
    "add_role": _ADMINISTRATION,
    "remove_role": _ADMINISTRATION,
    "create_password_link": _ADMINISTRATION,
    # organisations
    "list_organisations": _for(_PARTNER, _COACH, _MANAGER, _ADMIN, scope="organisations:read"),
    "read_organisation": _for(_PARTNER, _COACH, _MANAGER, _ADMIN, scope="organisations:read"),
    "create_organisation": _ADMINISTRATION,
    "update_organisation": _ADMINISTRATION,
    # programmes
    "list_programmes": _READS_PROGRAMMES,
    "read_programme": _READS_PROGRAMMES,
    "create_programme": _WRITES_PROGRAMMES,
    "update_programme": _WRITES_PROGRAMMES,
    "list_programme_coaches": _for(_MANAGER, _ADMIN),
    "add_programme_coach": _ADMINISTRATION,
    "remove_programme_coach": _ADMINISTRATION,
    # taxonomy
    "search_skills": _TAXONOMY,
    "read_skill": _TAXONOMY,
    "search_occupations": _TAXONOMY,
    # candidates and claims
    "list_candidates": _READS_CANDIDATES,
    "create_candidate": _WRITES_CANDIDATES,
    "read_candidate": _READS_CANDIDATES,
    "update_candidate": _WRITES_CANDIDATES,
    "update_cv": _WRITES_CANDIDATES,
    "upload_cv": _WRITES_CANDIDATES,
    "erase_candidate": _for(_COACH, _ADMIN),
    "export_candidate": _for(_COACH, _ADMIN),
    "create_profile_link": _for(_COACH, _ADMIN),
    "list_claims": _READS_CANDIDATES,
    "add_claim": _WRITES_CANDIDATES,
    "update_claim": _WRITES_CANDIDATES,
    "verify_claim": _for(_COACH),
    "list_consents": _READS_CANDIDATES,
    "ask_consent": _WRITES_CANDIDATES,
    "record_consent": _for(_COACH),
    "read_receipt": _for(_COACH, _ADMIN),
    "list_disputes": _for(_COACH, _ADMIN),
    "list_duplicates": _for(_COACH, _ADMIN),
    "decide_duplicate": _for(_COACH, _ADMIN),
    # the candidate's own page
    "read_own_profile": _OWN,
    "dispute_own_claim": _OWN,
    "list_own_consents": _OWN,
    "answer_own_consent": _OWN,
    "withdraw_own_consent": _OWN,
    "read_own_receipt": _OWN,
    "export_own_data": _OWN,
    "erase_own_data": _OWN,
    "read_survey": _OWN,
    "answer_survey": _OWN,
    # vacancies
    "preview_vacancy": _for(_PARTNER, _COACH, _ADMIN, scope="vacancies:read", per_minute=120),
    "upload_vacancy": _for(_PARTNER, _COACH, _ADMIN, scope="vacancies:read", per_minute=60),
    "list_vacancies": _READS_VACANCIES,
    "create_vacancy": _WRITES_VACANCIES,
    "read_vacancy": _READS_VACANCIES,
    "list_versions": _READS_VACANCIES,
    "create_version": _WRITES_VACANCIES,
    "read_version": _READS_VACANCIES,
    "approve_version": _APPROVES,
    "return_version": _APPROVES,
    "close_vacancy": _WRITES_VACANCIES,
    "withdraw_vacancy": _WRITES_VACANCIES,
    # recommendations
    "explain_pair": _RANKS,
    "rank_vacancies": _RANKS,
    "find_gaps": _RANKS,
    "count_pool": _WHAT_IF,
    "count_pool_of_draft": _WHAT_IF,
    # shortlists
    "request_shortlist": _ASKS,
    "list_shortlists": _for(_PARTNER, _COACH, scope="shortlists:read"),
    "read_shortlist": _for(_PARTNER, scope="shortlists:read"),
    "export_shortlist": _for(_PARTNER, scope="shortlists:read", per_minute=30),
    "give_feedback": _for(_PARTNER, scope="shortlists:write"),
    "close_shortlist": _ASKS,
    "withdraw_shortlist": _for(_PARTNER, _COACH, scope="shortlists:write"),
    "read_review": _REVIEWS,
    "start_review": _REVIEWS,
    "decide_entry": _REVIEWS,
    "move_entry": _REVIEWS,
    "add_entry": _REVIEWS,
    "explain_entry": _REVIEWS,
    "release_shortlist": _REVIEWS,
    # oversight
    "read_oversight": _ADMINISTRATION,
    "list_alarms": _ADMINISTRATION,
    "read_stop": _for(*_ALL),
    "start_stop": _for(_ADMIN, _COACH),
    "end_stop": _ADMINISTRATION,
    # evaluations
    "list_evaluations": _READS_EVALUATIONS,
    "read_evaluation": _READS_EVALUATIONS,
    "read_evaluation_ranking": _READS_EVALUATIONS,
    "compare_evaluations": _for(_EVALUATOR, scope="evaluations:read", per_minute=60),
    "read_evaluation_report": _for(_EVALUATOR, scope="evaluations:read", per_minute=60),
    "start_evaluation": _for(_EVALUATOR, per_minute=30),
    "stop_evaluation": _for(_EVALUATOR, per_minute=30),
    # statistics
    "read_funnel": _PROGRESS,
    "read_demand": _PROGRESS,
    # imports and exports
    "create_import": _for(_ADMIN, _MANAGER, scope="imports:write", per_minute=30),
    "list_imports": _for(_ADMIN, _MANAGER, scope="imports:read"),
    "read_import": _for(_ADMIN, _MANAGER, scope="imports:read"),
    "read_import_template": _for(_ADMIN, _MANAGER, scope="imports:read"),
    "export_records": _for(_ADMIN, scope="exports:read", per_minute=30),
    # audit and retention
    "list_audit_events": _for(_ADMIN, scope="audit:read"),
    "verify_audit": _for(_ADMIN, scope="audit:read", per_minute=10),
    "read_retention": _ADMINISTRATION,
    "run_retention": _for(_ADMIN, per_minute=10),
}

SCOPES = tuple(sorted({rule.scope for rule in POLICY.values() if rule.scope}))
"""All scopes that a token can have."""


def scopes_for(who: Principal) -> frozenset[str]:
    """The scopes that somebody's roles can use."""
    return frozenset(rule.scope for rule in POLICY.values() if rule.scope and who.has(*rule.roles))


def require_allowed(operation: str, rule: Rule | None, who: Principal) -> None:
    """Let somebody do an operation by its rule, or not; without a rule nobody may.

    Raises:
        NotSignedInError: Nobody is signed in, and the operation is not public.
        NotAllowedError: They are, but have no role for it, or came with a token without its scope.
    """
    if rule is not None and rule.is_public:
        return
    if who.user_id is None:
        raise NotSignedInError
    if rule is None or not who.has(*rule.roles):
        raise NotAllowedError(
            f"expected a role that may do {operation}, found {who.role_name}; ask an administrator"
        )
    if who.scopes is not None and (rule.scope is None or rule.scope not in who.scopes):
        needed = f"the scope {rule.scope}" if rule.scope else "a login: no token may do this"
        raise NotAllowedError(
            f"expected {needed}, found a token for {', '.join(sorted(who.scopes)) or 'nothing'}; "
            f"make another token, or sign in"
        )
