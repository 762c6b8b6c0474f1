"""What programmes taught somebody, as claims that people judge like all others.

It is read from the programmes each time, so it is no row. A judgment makes it one, which stands
from then on in the place of all that programmes teach of that skill.
"""

from uuid import UUID

from models import Claim
from service.claims import repository
from service.claims.reading import claim_of, worth
from service.claims.settling import FoundClaim
from service.engine.changes import read_programmes
from service.engine.taught import judged_skills, taught_id
from service.words import ClaimState
from service.work import Work

__all__ = ["store_taught", "taught_of"]

_MOST_SOURCE = 380
_ALSO_GIVEN = " (programme)"


def taught_of(work: Work, candidate_id: UUID) -> list[Claim]:
    """What programmes taught a candidate and nobody judged: of each skill the best, not stored."""
    ends = {
        each.programme_id: each.completed_on
        for each in repository.enrolments_of(work.session, candidate_id)
    }
    programmes = read_programmes(work.session, ends)
    config, builder = work.pool.matcher.config, work.pool.builder
    best: dict[str, FoundClaim] = {}
    for id_, programme in programmes.items():
        for claim in builder.taught(programme, ends[id_]):
            found = claim_of(claim, config)
            known = best.setdefault(found.skill, found)
            if worth(found, config) > worth(known, config):
                best[found.skill] = found
    judged = judged_skills(repository.of_candidate(work.session, candidate_id))
    return [_row(work, candidate_id, best[each]) for each in sorted(best.keys() - judged)]


def store_taught(work: Work, candidate_id: UUID, id_: UUID) -> Claim | None:
    """Store what programmes taught under this id, to be judged; None if it is nothing of that."""
    row = next((each for each in taught_of(work, candidate_id) if each.id == id_), None)
    if row is not None:
        if repository.spoken(work.session, row) is not None:
            row.source = row.source[:_MOST_SOURCE] + _ALSO_GIVEN
        work.session.add(row)
        work.session.flush()
    return row


def _row(work: Work, candidate_id: UUID, found: FoundClaim) -> Claim:
    return Claim(
        id=taught_id(candidate_id, found.skill),
        candidate_id=candidate_id,
        skill=found.skill,
        kind=found.kind,
        source=found.source,
        quote=found.quote,
        level=found.level,
        strength=found.strength,
        certainty=found.certainty,
        state=ClaimState.CONFIRMED,
        created_at=work.now,
        updated_at=work.now,
    )
