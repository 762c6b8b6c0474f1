"""How the alliance is doing, the stop switch, retention and the audit log."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.audit import service as audit
from service.errors import InvalidError
from service.imports import service as imports
from service.organisations import service as organisations
from service.oversight import service as oversight
from service.pages.forms import BLANK, Form, body_of
from service.pages.labels import LABELS
from service.pages.language import N_
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.retention import service as retention
from service.status import service as status
from service.stops import service as stops
from service.stops.schemas import StopCreate
from service.users import service as users
from service.words import AuditKind, Role
from service.work import Work

__all__ = ["router"]

router = page_router("/admin", Role.ADMIN)

_FEW = Slice(limit=5)
_EVENTS = 100
_ALARMS: Mapping[str, str] = {
    "budget_near": N_("has nearly asked for as many lists as it may"),
    "budget_spent": N_("asked for more lists than it may"),
    "not_approved": N_("asked for a list before a coach approved the vacancy"),
    "not_open": N_("asked for a list of a vacancy that is not open"),
    "pool_too_small": N_("asked for a list from too small a pool"),
    "too_few_requirements": N_("asked for a list by too few requirements"),
}
_DAYS = 365


@router.get("")
def overview(view: Viewing) -> HTMLResponse:
    """What an administrator looks at first."""
    return _overview(view, BLANK)


@router.post("/stop")
def start_stop(view: Viewing, form: Posted) -> Response:
    """Switch all recommendations off."""
    try:
        body = body_of(StopCreate, {"reason": form.value("reason")})
    except InvalidError as error:
        return _overview(view, form.failing(error), code=422)
    with view.writing() as work:
        stops.start(work, body)
    return view.go("/admin", done="stopped")


@router.post("/stop/end")
def end_stop(view: Viewing) -> Response:
    """Switch them on again."""
    with view.writing() as work:
        stops.end(work)
    return view.go("/admin", done="started")


@router.get("/retention")
def retention_page(view: Viewing) -> HTMLResponse:
    """What would be erased now."""
    with view.reading() as work:
        due = retention.find_due(work.session, work.now)
    return view.show("admin/retention.html", due=due)


@router.post("/retention")
def run_retention(view: Viewing) -> Response:
    """Erase what is due."""
    retention.run(view.services, view.who)
    return view.go("/admin/retention", done="retained")


@router.get("/audit")
def audit_page(view: Viewing, after: int | None = None, kind: str = "") -> HTMLResponse:
    """The events, newest first."""
    return _audit(view, after, kind, verdict=None)


@router.post("/audit")
def verify_audit(view: Viewing) -> HTMLResponse:
    """Check the whole chain, and show what came of it; a form, for it takes a while."""
    with view.reading() as work:
        verdict = audit.check_chain(work)
    return _audit(view, None, "", verdict=verdict)


def _overview(view: View, form: Form, code: int = 200) -> HTMLResponse:
    with view.reading() as work:
        alarms, seen = oversight.alarms(work, _FEW, None).items, oversight.read(work, _DAYS)
        return view.show(
            "admin/overview.html",
            form=form,
            ready=status.read_readiness(work),
            stop=stops.read(work),
            imports=imports.page(work, _FEW).items,
            alarms=alarms,
            alarm_words=_ALARMS,
            organisations={
                each.organisation_id: organisations.read(work, each.organisation_id).name
                for each in alarms
            },
            oversight=seen,
            coaches={each.coach_id: _called(work, each.coach_id) for each in seen.coaches},
            status=code,
        )


def _called(work: Work, user_id: UUID) -> str | None:
    found = users.read(work, user_id)
    return found.name or found.email


def _audit(view: View, after: int | None, kind: str, verdict: object) -> HTMLResponse:
    kinds = [each.value for each in AuditKind]
    wanted = AuditKind(kind) if kind in kinds else None
    with view.reading() as work:
        events = audit.events(work, after, wanted, _EVENTS)
    return view.show(
        "admin/audit.html",
        events=events,
        kind=kind,
        verdict=verdict,
        kinds=AuditKind,
        subjects=LABELS["AuditSubject"],
        roles={**LABELS["Role"], "nobody": N_("nobody signed in")},
    )
