"""How the alliance is doing, the stop switch, retention and the audit log."""

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.audit import service as audit
from service.errors import InvalidError
from service.imports import service as imports
from service.oversight import service as oversight
from service.pages.forms import BLANK, Form, body_of
from service.pages.view import Posted, View, Viewing, page_router
from service.paging import Slice
from service.retention import service as retention
from service.status import service as status
from service.stops import service as stops
from service.stops.schemas import StopCreate
from service.words import AuditKind, Role

__all__ = ["router"]

router = page_router("/admin", Role.ADMIN)

_FEW = Slice(limit=5)
_EVENTS = 100
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
        return view.show(
            "admin/overview.html",
            form=form,
            ready=status.read_readiness(work),
            stop=stops.read(work),
            imports=imports.page(work, _FEW).items,
            alarms=oversight.alarms(work, _FEW, None).items,
            oversight=oversight.read(work, _DAYS),
            status=code,
        )


def _audit(view: View, after: int | None, kind: str, verdict: object) -> HTMLResponse:
    kinds = [each.value for each in AuditKind]
    wanted = AuditKind(kind) if kind in kinds else None
    with view.reading() as work:
        events = audit.events(work, after, wanted, _EVENTS)
    return view.show("admin/audit.html", events=events, kind=kind, verdict=verdict, kinds=AuditKind)
