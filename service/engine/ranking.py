"""Rankings that are recorded, so that each can be made again to the same bytes."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlmodel import Session

from matching.config import MatchingConfig
from matching.config_file import config_of
from matching.matcher import Matcher
from matching.ranking import Entry, Ranking
from matching.ranking.results import Constraint
from matching.types import VacancyProfile
from models import RankingRecord
from service.engine.pool import Pool, Snapshot

__all__ = [
    "Ranked",
    "code_version",
    "config_stored",
    "entry_from",
    "entry_stored",
    "rank_for",
    "record_of",
    "replayed",
    "seed_of",
    "vacancy_from",
    "vacancy_stored",
]

_SEED_BYTES = 6
_ENTRY = TypeAdapter(Entry)
_VACANCY = TypeAdapter(VacancyProfile)
_CONFIG = TypeAdapter(dict[str, Any])


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A ranking of the best `k`, with its entries as plain data and the digest of its bytes."""

    ranking: Ranking
    k: int
    stored: tuple[dict[str, Any], ...]
    digest: str


@cache
def code_version() -> str:
    """The version of the software that ranks; read once, for it is parsed from a file."""
    return version("schakel")


def config_stored(config: MatchingConfig) -> dict[str, Any]:
    """Weights and thresholds as plain data, which `config_of` reads."""
    stored: dict[str, Any] = _CONFIG.dump_python(asdict(config), mode="json")
    return stored


def seed_of(id_: UUID) -> int:
    """What decides the order inside a band: the same each time for a version or candidate."""
    return int.from_bytes(id_.bytes[:_SEED_BYTES])


def entry_stored(entry: Entry) -> dict[str, Any]:
    """An entry with its explanation as plain data, without words of any language."""
    stored: dict[str, Any] = _ENTRY.dump_python(entry, mode="json")
    return stored


def entry_from(stored: Mapping[str, Any]) -> Entry:
    """The entry that was stored: what explains it in any language."""
    entry = _ENTRY.validate_python(stored)
    checks = tuple(
        replace(each, asked=_day(each.asked), found=_day(each.found))
        if each.name is Constraint.START
        else each
        for each in entry.checks
    )
    return replace(entry, checks=checks)


def vacancy_stored(vacancy: VacancyProfile) -> dict[str, Any]:
    """The profile of a vacancy as plain data."""
    stored: dict[str, Any] = _VACANCY.dump_python(vacancy, mode="json")
    return stored


def vacancy_from(stored: Mapping[str, Any]) -> VacancyProfile:
    """The profile that was stored."""
    return _VACANCY.validate_python(stored)


def rank_for(
    matcher: Matcher, snapshot: Snapshot, vacancy: VacancyProfile, *, k: int, seed: int
) -> Ranked:
    """Rank the pool of a snapshot for a vacancy.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
    """
    ranking = matcher.rank(vacancy, snapshot.index, k=k, seed=seed)
    stored = tuple(entry_stored(entry) for entry in ranking.entries)
    digest = hashlib.sha256(_bytes(ranking, stored)).hexdigest()
    return Ranked(ranking=ranking, k=k, stored=stored, digest=digest)


def record_of(
    pool: Pool, snapshot: Snapshot, version_id: UUID, vacancy: VacancyProfile, ranked: Ranked
) -> RankingRecord:
    """What must be kept to make a ranking again."""
    return RankingRecord(
        version_id=version_id,
        data_version=snapshot.version,
        vacancy=vacancy_stored(vacancy),
        k=ranked.k,
        taxonomy=pool.matcher.taxonomy.fingerprint,
        config=config_stored(pool.matcher.config),
        code_version=code_version(),
        seed=ranked.ranking.seed,
        pool=ranked.ranking.pool,
        eligible=ranked.ranking.eligible,
        result=ranked.digest,
    )


def replayed(pool: Pool, session: Session, record: RankingRecord) -> Ranked:
    """Make a recorded ranking again, from the data as they were and with its own weights.

    It gives the same digest unless somebody who was ranked was erased since, or taxonomy or code
    are others than those recorded.
    """
    matcher = replace(pool.matcher, config=config_of(record.config))
    snapshot = pool.as_it_was(session, record.data_version, matcher)
    vacancy = vacancy_from(record.vacancy)
    return rank_for(matcher, snapshot, vacancy, k=record.k, seed=record.seed)


def _bytes(ranking: Ranking, stored: Sequence[Mapping[str, Any]]) -> bytes:
    said = {
        "vacancy": ranking.vacancy,
        "seed": ranking.seed,
        "pool": ranking.pool,
        "eligible": ranking.eligible,
        "reasons": {str(name): count for name, count in ranking.reasons.items()},
        "bands": [asdict(band) for band in ranking.bands],
        "entries": stored,
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value
