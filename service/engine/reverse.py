"""What is recommended to one candidate, recorded so that it can be made again to the same bytes.

An audit event is the record: it binds the versions of the vacancies, which never change, the
version of the data, the weights, and the digest of what came out.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlmodel import Session

from matching.config_file import config_of
from matching.matcher import Matcher
from matching.ranking import Band, Pair, VacancyRanking, explain_pair
from matching.types import CandidateProfile, VacancyProfile
from service.engine.pool import Pool, Snapshot
from service.engine.profiles import ProfileBuilder
from service.engine.ranking import code_version, config_stored, entry_stored
from service.engine.versions import VersionProfiles

__all__ = [
    "PAIR",
    "PlacedPair",
    "RankedVacancies",
    "made_again",
    "pair_for",
    "ranked_vacancies_for",
    "what_was_recommended",
]

PAIR = "pair"
"""What an event names that tells of one candidate and one vacancy; others tell of many."""

_PAIR = TypeAdapter(Pair)


@dataclass(frozen=True, kw_only=True)
class RankedVacancies:
    """The best `k` vacancies for a candidate, with the digest of their bytes."""

    ranking: VacancyRanking
    k: int
    digest: str

    @property
    def seed(self) -> int:
        """In which order equals stand."""
        return self.ranking.seed


@dataclass(frozen=True, kw_only=True)
class PlacedPair:
    """A candidate for a vacancy, and where they stand among all: in no place if not eligible.

    `bands` are those of the whole ranking.
    """

    pair: Pair
    place: int | None
    band: int | None
    bands: tuple[Band, ...]
    eligible: int
    k: int
    seed: int
    digest: str


def ranked_vacancies_for(
    matcher: Matcher,
    candidate: CandidateProfile,
    vacancies: Sequence[VacancyProfile],
    *,
    k: int,
    seed: int,
) -> RankedVacancies:
    """Rank vacancies for a candidate."""
    ranking = matcher.rank_vacancies(candidate, vacancies, k=k, seed=seed)
    said = {
        "candidate": ranking.candidate,
        "seed": ranking.seed,
        "pool": ranking.pool,
        "eligible": ranking.eligible,
        "reasons": {str(name): count for name, count in ranking.reasons.items()},
        "bands": [asdict(band) for band in ranking.bands],
        "entries": [entry_stored(entry) for entry in ranking.entries],
        "no_skills": ranking.no_skills,
    }
    return RankedVacancies(ranking=ranking, k=k, digest=_digest(said))


def pair_for(
    matcher: Matcher,
    snapshot: Snapshot,
    vacancy: VacancyProfile,
    candidate: CandidateProfile,
    *,
    seed: int,
) -> PlacedPair:
    """Explain one candidate for a vacancy, and find their place among all of the pool.

    Raises:
        NoSkillRecognisedError: The vacancy has no requirements.
    """
    pair = explain_pair(vacancy, candidate, matcher.taxonomy, matcher.config)
    k = len(snapshot.index)
    ranking = matcher.rank(vacancy, snapshot.index, k=k, seed=seed)
    entry = next((each for each in ranking.entries if each.id == candidate.id), None)
    place, band = (entry.place, entry.band) if entry else (None, None)
    said = {"pair": _PAIR.dump_python(pair, mode="json"), "place": place, "band": band}
    return PlacedPair(
        pair=pair,
        place=place,
        band=band,
        bands=ranking.bands,
        eligible=ranking.eligible,
        k=k,
        seed=seed,
        digest=_digest(said),
    )


def what_was_recommended(
    pool: Pool,
    snapshot: Snapshot,
    made: RankedVacancies | PlacedPair,
    versions: Sequence[UUID],
) -> dict[str, Any]:
    """What an audit event must bind so that `made_again` can make it again."""
    return {
        "data_version": snapshot.version,
        "versions": sorted(map(str, versions)),
        "k": made.k,
        "seed": made.seed,
        "taxonomy": pool.matcher.taxonomy.fingerprint,
        "config": config_stored(pool.matcher.config),
        "code_version": code_version(),
        "result": made.digest,
    }


def made_again(
    pool: Pool, session: Session, candidate_id: UUID, content: Mapping[str, Any]
) -> RankedVacancies | PlacedPair:
    """Make again what the content of a RANKING event about a candidate tells of.

    It gives the same digest unless a vacancy is gone, somebody else of the pool was erased since
    (which changes the place in a pair), or taxonomy or code are others than those recorded.

    Raises:
        LookupError: The candidate is gone.
    """
    config, matcher = config_of(content["config"]), pool.matcher
    if config != matcher.config:  # another one reads all names again, which takes seconds
        matcher = replace(matcher, config=config)
    snapshot = pool.as_it_was(session, content["data_version"], matcher)
    candidate = snapshot.profiles.get(str(candidate_id))
    if candidate is None:
        raise LookupError(f"expected candidate {candidate_id}, found none; they were erased")
    builder = ProfileBuilder(matcher, pool.today)
    versions = [UUID(each) for each in content["versions"]]
    vacancies = VersionProfiles(lambda: builder).of(session, versions)
    seed = content["seed"]
    if content["what"] == PAIR:
        return pair_for(matcher, snapshot, vacancies[versions[0]], candidate, seed=seed)
    some = list(vacancies.values())
    return ranked_vacancies_for(matcher, candidate, some, k=content["k"], seed=seed)


def _digest(said: Mapping[str, Any]) -> str:
    written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
