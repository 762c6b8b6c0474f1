"""The rules before a list is made: what each protects is said where it says no."""

from datetime import timedelta

from models import Organisation, Requirement, Vacancy, VacancyVersion
from service.errors import RefusedError
from service.shortlists import repository
from service.words import AuditKind, VacancyState
from service.work import GATE, Work

__all__ = ["require_budget", "require_pool", "require_ready", "require_requirements"]

_BUDGET_PERIOD = timedelta(days=1)
_NEAR_PERCENT = 80


def require_ready(vacancy: Vacancy, version: VacancyVersion) -> None:
    """Go on only for an open vacancy that asks what a coach approved.

    Raises:
        RefusedError: not_open, not_approved.
    """
    if vacancy.state is not VacancyState.OPEN:
        raise RefusedError(
            "not_open",
            f"expected an open vacancy, found one that is {vacancy.state}; make a new vacancy",
            organisation=vacancy.organisation_id,
            subject=vacancy.id,
        )
    if version.approved_at is None:
        raise RefusedError(
            "not_approved",
            f"expected that a coach approved version {version.number}, the newest one, found that "
            f"none did; wait for it, or change what was returned",
            organisation=vacancy.organisation_id,
            subject=vacancy.id,
        )


def require_requirements(work: Work, vacancy: Vacancy, asked: list[Requirement]) -> None:
    """Go on only where enough is asked to tell candidates apart.

    Raises:
        RefusedError: too_few_requirements.
    """
    least = work.services.settings.least_requirements
    if len(asked) < least:
        raise RefusedError(
            "too_few_requirements",
            f"expected at least {least} requirements, found {len(asked)}: a ranking on so little "
            f"says little; add what the work asks in a new version",
            organisation=vacancy.organisation_id,
            subject=vacancy.id,
        )


def require_pool(work: Work, vacancy: Vacancy, eligible: int) -> None:
    """Go on only where so many can be ranked that a blind profile points to nobody.

    Raises:
        RefusedError: pool_too_small; how small is not said.
    """
    least = work.services.settings.least_pool
    if eligible < least:
        raise RefusedError(
            "pool_too_small",
            f"expected at least {least} candidates who can be considered, found fewer: a list "
            f"would point to persons; relax a condition (hours, travel, start), or ask a coach",
            organisation=vacancy.organisation_id,
            subject=vacancy.id,
        )


def require_budget(work: Work, vacancy: Vacancy, organisation: Organisation) -> None:
    """Go on only within what an organisation may ask for in a day; tell when that nears its end.

    Raises:
        RefusedError: budget_spent.
    """
    since = work.now - _BUDGET_PERIOD
    made = repository.asked_since(work.session, organisation.id, since)
    if made >= organisation.lists_per_day:
        raise RefusedError(
            "budget_spent",
            f"expected fewer than {organisation.lists_per_day} new shortlists in 24 hours, found "
            f"that these are made; wait, or ask an administrator for more",
            organisation=organisation.id,
            subject=vacancy.id,
        )
    is_near = 100 * (made + 1) >= _NEAR_PERCENT * organisation.lists_per_day
    if is_near and not repository.alarm_since(work.session, organisation.id, since):
        work.record(
            AuditKind.CHANGE,
            GATE,
            organisation.id,
            operation="request_shortlist",
            rule="budget_near",
            about=vacancy.id,
        )
