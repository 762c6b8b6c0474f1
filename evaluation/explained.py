"""Why our system ranks as it does: for each vacancy the first candidates with their parts.

What is written names candidates by id, skills and occupations by concept, and holds no word of a
text. The points of the parts of a candidate add up to the score.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.datasets.types import RankingSet
from evaluation.ranking_systems import OurSystem
from evaluation.runs import Run
from matching.errors import NoSkillRecognisedError
from matching.matcher import Matcher
from matching.ranking import (
    CandidateIndex,
    Entry,
    OccupationContribution,
    Ranking,
    SkillContribution,
)
from matching.ranking.results import Contribution
from matching.types import VacancyProfile

__all__ = ["Explained", "Read", "explain", "missing_of", "read_all", "write_explained"]

Explained = Mapping[str, Any]
"""Of one vacancy, as JSON can hold it; see docs/evaluating.md."""

_FIRST = 20


@dataclass(frozen=True, kw_only=True)
class Read:
    """A dataset as our system reads it; made once for all that looks into rankings."""

    matcher: Matcher
    vacancies: Sequence[VacancyProfile]
    index: CandidateIndex

    def rank(self, vacancy: VacancyProfile) -> Ranking | None:
        """All candidates for a vacancy; None where no skill was recognised."""
        try:
            return self.matcher.rank(vacancy, self.index, k=len(self.index))
        except NoSkillRecognisedError:
            return None


def read_all(data: RankingSet, matcher: Matcher) -> Read:
    """Read the vacancies and candidates of a dataset."""
    ours = OurSystem(matcher=matcher)
    index = matcher.index(ours.candidates(data))
    return Read(matcher=matcher, vacancies=ours.vacancies(data), index=index)


def missing_of(entry: Entry) -> list[str]:
    """The skills surely asked that a candidate has nothing of."""
    skills = entry.explanation.skills
    asked = [each for each in skills if each.requirement.certainty == 1]
    return [each.requirement.skill for each in asked if not each.fulfilment]


def explain(data: RankingSet, run: Run, read: Read) -> list[Explained]:
    """For each vacancy the first twenty, and below them or outside all who are relevant."""
    titles = {each.id: each.title for each in data.vacancies}
    found: list[Explained] = []
    for vacancy in read.vacancies:
        ranking = read.rank(vacancy)
        grades = data.judgments.get(vacancy.id, {})
        found.append(
            {
                "vacancy": vacancy.id,
                "title": titles[vacancy.id],
                "relevant_from": data.relevant_from,
                "ranked": len(run[vacancy.id]),
                "entries": list(_entries(run[vacancy.id], grades, data.relevant_from, ranking)),
            }
        )
    return found


def _entries(
    ranked: Sequence[tuple[str, float]],
    grades: Mapping[str, int],
    relevant_from: int,
    ranking: Ranking | None,
) -> Iterator[Mapping[str, object]]:
    entries = {each.id: each for each in ranking.entries} if ranking else {}
    excluded = {each.id: each.reasons for each in ranking.not_eligible} if ranking else {}
    places = {candidate: place for place, (candidate, _) in enumerate(ranked, start=1)}
    wanted = sorted(each for each, grade in grades.items() if grade >= relevant_from)
    first = [candidate for candidate, _ in ranked[:_FIRST]]
    later = sorted((each for each in wanted if each not in first), key=lambda x: _place(places, x))
    for candidate in [*first, *later]:
        entry = entries.get(candidate)
        yield {
            "candidate": candidate,
            "rank": places.get(candidate),
            "grade": grades.get(candidate),
            "score": entry.score if entry else None,
            "parts": [_part(each) for each in entry.explanation] if entry else [],
            "missing": missing_of(entry) if entry else [],
            "not_met": [each.name.value for each in excluded.get(candidate, ())],
        }


def _place(places: Mapping[str, int], candidate: str) -> tuple[int, str]:
    return places.get(candidate, len(places) + 1), candidate


def _part(part: Contribution) -> Mapping[str, object]:
    kind, concept = "preferences", None
    if isinstance(part, SkillContribution):
        kind, concept = "skill", part.requirement.skill
    elif isinstance(part, OccupationContribution):
        kind, concept = "occupation", part.asked
    return {"kind": kind, "concept": concept, "points": part.points, "most": part.weight}


def write_explained(path: Path, explained: Sequence[Explained]) -> None:
    """Write it as JSON Lines, one vacancy a line."""
    lines = [json.dumps(each, ensure_ascii=False) + "\n" for each in explained]
    path.write_text("".join(lines), encoding="utf-8")
