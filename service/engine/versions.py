"""Versions of vacancies: the rows of many at once, and their profiles, which never change."""

from collections.abc import Callable, Sequence
from itertools import islice
from uuid import UUID

from sqlmodel import Session, col, select

from matching.types import VacancyProfile
from models import Requirement, VacancyVersion, VersionLanguage, VersionWorkMode
from service.engine.profiles import ProfileBuilder
from service.engine.rows import VersionRows

__all__ = ["VersionProfiles", "read_version_rows"]

_AT_ONCE = 500  # ids in one question; SQLite allows some thousands
_MOST_KEPT = 4096


def read_version_rows(session: Session, ids: Sequence[UUID]) -> dict[UUID, VersionRows]:
    """The rows of these versions by id, requirements in the order of their skills."""
    found: dict[UUID, VersionRows] = {}
    wanted = sorted(set(ids))
    for begin in range(0, len(wanted), _AT_ONCE):
        _read_some(session, wanted[begin : begin + _AT_ONCE], found)
    return found


def _read_some(session: Session, some: Sequence[UUID], found: dict[UUID, VersionRows]) -> None:
    for version in session.exec(select(VacancyVersion).where(col(VacancyVersion.id).in_(some))):
        found[version.id] = VersionRows(version=version)
    asked = select(Requirement).where(col(Requirement.version_id).in_(some))
    for requirement in session.exec(asked.order_by(col(Requirement.skill))):
        found[requirement.version_id].requirements.append(requirement)
    spoken = select(VersionLanguage).where(col(VersionLanguage.version_id).in_(some))
    for language in session.exec(spoken.order_by(col(VersionLanguage.code))):
        found[language.version_id].languages.append(language)
    modes = select(VersionWorkMode).where(col(VersionWorkMode.version_id).in_(some))
    for mode in session.exec(modes.order_by(col(VersionWorkMode.mode))):
        found[mode.version_id].work_modes.append(mode)


class VersionProfiles:
    """Makes the profiles of versions, and keeps them: a change of a vacancy is a new version.

    Args:
        builder: Gives what makes profiles.
    """

    def __init__(self, builder: Callable[[], ProfileBuilder]) -> None:
        self._builder = builder
        self._kept: dict[UUID, VacancyProfile] = {}

    def of(self, session: Session, ids: Sequence[UUID]) -> dict[UUID, VacancyProfile]:
        """The profiles of these versions by id; an id of nothing gives nothing."""
        found = {each: self._kept[each] for each in ids if each in self._kept}
        missing = [each for each in ids if each not in found]
        if missing:
            builder = self._builder()
            for id_, rows in read_version_rows(session, missing).items():
                found[id_] = builder.vacancy(rows)
            kept = {**self._kept, **found}
            self._kept = dict(islice(kept.items(), max(0, len(kept) - _MOST_KEPT), None))
        return found
