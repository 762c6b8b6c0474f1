"""What is decided about the stop switch."""

from models import Stop
from service.errors import ConflictError, StoppedError
from service.stops import repository
from service.stops.schemas import StopCreate, StopRead
from service.words import AuditKind
from service.work import Work

__all__ = ["end", "read", "require_running", "start"]


def require_running(work: Work) -> None:
    """Go on only while nothing is stopped; ask before every recommendation.

    The database is read each time, so a stop works at once in all processes.

    Raises:
        StoppedError: The stop switch is on.
    """
    stop = repository.active(work.session)
    if stop is not None:
        raise StoppedError(stop.reason)


def read(work: Work) -> StopRead:
    """Whether recommendations are off."""
    stop = repository.active(work.session)
    if stop is None:
        return StopRead(is_active=False)
    return StopRead(is_active=True, reason=stop.reason, started_at=stop.started_at)


def start(work: Work, body: StopCreate) -> StopRead:
    """Switch all recommendations off.

    Raises:
        ConflictError: They are off already.
    """
    if repository.active(work.session) is not None:
        raise ConflictError(
            "expected recommendations to be on, found them stopped already; read the stop"
        )
    made = Stop(reason=body.reason, started_at=work.now, started_by_id=work.who.known)
    work.session.add(made)
    work.session.flush()
    work.record(AuditKind.STOP, "stop", made.id, what="started")
    return read(work)


def end(work: Work) -> StopRead:
    """Switch recommendations on again.

    Raises:
        ConflictError: They are on.
    """
    stop = repository.active(work.session)
    if stop is None:
        raise ConflictError("expected recommendations to be stopped, found them on; go ahead")
    stop.is_active, stop.ended_at, stop.ended_by_id = False, work.now, work.who.known
    work.session.flush()
    work.record(AuditKind.STOP, "stop", stop.id, what="ended")
    return read(work)
