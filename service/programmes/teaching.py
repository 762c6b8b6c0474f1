"""How much programmes teach: modules, and skills by what is given and what is read in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from service.engine.changes import read_programmes
from service.work import Work

__all__ = ["Taught", "count_taught"]


@dataclass(frozen=True, kw_only=True)
class Taught:
    """How much one programme teaches; a skill that several modules teach counts once."""

    modules: int
    skills: int


def count_taught(work: Work, ids: Iterable[UUID]) -> Mapping[UUID, Taught]:
    """For each of some programmes how much it teaches."""
    return {
        id_: Taught(
            modules=len(record.modules or ()),
            skills=len({claim.skill for claim in work.pool.builder.read_programme(record)}),
        )
        for id_, record in read_programmes(work.session, ids).items()
    }
