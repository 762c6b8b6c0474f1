"""Whether the service is ready."""

from service.errors import RevisionError
from service.migrating import newest
from service.status.repository import revision
from service.status.schemas import Readiness
from service.work import Work

__all__ = ["read_readiness"]


def read_readiness(work: Work) -> Readiness:
    """That database and pool are there.

    Raises:
        RevisionError: The tables are not those of this version.
    """
    found = revision(work.session)
    if found != newest():
        raise RevisionError(expected=newest(), found=found, way_out="run schakel db upgrade")
    snapshot = work.pool.current(work.session)
    return Readiness(data_version=snapshot.version, candidates=len(snapshot.index))
