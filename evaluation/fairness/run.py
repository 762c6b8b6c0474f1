"""An audit: counterfactual invariance and gaps between groups, as a result of the task fairness."""

from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from evaluation.fairness.counterfactual import Invariance, invariance, our_scores
from evaluation.fairness.data import Audience, load
from evaluation.fairness.gaps import Contrast, Gap, gaps
from evaluation.fairness.outcomes import Outcomes, outcomes
from evaluation.fairness.traits import (
    OWN,
    Traits,
    by_group,
    equals,
    own_partner,
    programmes,
    qualified,
    read,
)
from evaluation.outcomes import Job
from evaluation.ranking_systems import plain_config
from evaluation.results import Result
from matching.matcher import Matcher

__all__ = ["SHARE", "Audit", "audit", "to_result"]

SHARE = 0.2
"""Of the eligible: who counts as qualified where nobody judged."""


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What was found.

    Attributes:
        invariance: Of scores, when what must not matter is swapped.
        gaps: Between groups, of traits, programmes, providers and partners.
        k: How many are selected.
        notes: What was not measured and why, in words.
    """

    invariance: Invariance
    gaps: tuple[Gap, ...]
    k: int
    notes: tuple[str, ...]


def audit(
    folder: Path,
    matcher: Matcher,
    *,
    traits: Path | None = None,
    split: str = "all",
    k: int = 10,
    seed: int = 0,
) -> tuple[Audience, Audit]:
    """Audit rankings of a dataset.

    Args:
        folder: See `evaluation.fairness.data`.
        matcher: What ranks.
        traits: CSV file with candidate, trait and group; joined to rankings when these are made.
        split: dev, test or all. Nothing is tuned here, so all is the default.
        k: How many are selected from a ranking.
        seed: Of permutations and draws.

    Raises:
        DatasetError: A file is missing or not in its form.
    """
    data = load(folder, split=split)
    ids = [each.id for each in data.candidates]
    known = read(traits, ids) if traits else {}
    vacancies, score = our_scores(data, matcher)
    unchanged = invariance(data.candidates, vacancies, score)
    found = outcomes(data, matcher, k=k, share=SHARE)
    contrasts, notes = _contrasts(data, found, known)
    if not traits:
        notes.append("no --traits: groups of people were not compared, only programmes")
    return data, Audit(
        invariance=unchanged,
        gaps=tuple(gaps(contrasts, seed=seed)),
        k=k,
        notes=tuple(notes),
    )


def _contrasts(data: Audience, found: Outcomes, traits: Traits) -> tuple[list[Contrast], list[str]]:
    pairs, equal, judged = qualified(data, found), equals(data, found), bool(data.judgments)
    nowhere = {each.id: "(none)" for each in data.candidates}
    of_traits = {trait: by_group(trait, groups, pairs) for trait, groups in traits.items()}
    of_schools = {
        trait: by_group(trait, {**nowhere, **groups}, equal, tested=judged)
        for trait, groups in programmes(data).items()
    }
    own = own_partner(data, found)
    every = [*of_traits.items(), *of_schools.items(), (OWN, own)]
    notes = [f"no skill recognised in {len(found.unread)} vacancies"] if found.unread else []
    if not data.judgments:
        notes.append(
            f"no qrels.txt: qualified is the top {SHARE:.0%} of our own ranking, so who was "
            f"wrongly ranked low is not seen, and programmes are not tested"
        )
    notes += [f"{trait}: nothing to compare in these pools" for trait, asked in every if not asked]
    return [each for _, asked in every for each in asked], notes


def to_result(data: Audience, found: Audit, job: Job) -> Result:
    """The audit as a result; details hold `counterfactual`, `gaps` and `k`."""
    same = found.invariance
    share = 1 - same.changes / max(1, same.comparisons)
    return Result(
        task=job.task,
        system="ours",
        datasets=(data.name,),
        dataset_fingerprint=data.fingerprint,
        taxonomy_fingerprint=job.matcher.taxonomy.fingerprint,
        config=plain_config(job.matcher.config),
        command=job.command,
        seed=job.seed,
        key="unchanged",
        metrics={"unchanged": share, "unchanged_at_least": 1 - same.upper},
        per_query={"unchanged": same.by_vacancy},
        details={
            "counterfactual": asdict(same),
            "gaps": [_plain(each) for each in found.gaps],
            "k": found.k,
        },
        notes=found.notes,
        versions={
            "python": python_version(),
            **{name: version(name) for name in ("schakel", "numpy")},
        },
    )


def _plain(gap: Gap) -> dict[str, object]:
    return {**asdict(gap), "verdict": gap.verdict.value}
