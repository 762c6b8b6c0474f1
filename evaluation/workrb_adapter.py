"""Schakel in WorkRB, the field's benchmark of ranking tasks: `workrb.evaluate(model, tasks, …)`.

WorkRB asks a model for a matrix of scores. It calls methods by name and takes arrays of numpy, so
nothing of WorkRB, nor torch, which it needs, is imported here.

References:
    TechWolf, WorkRB: Work Research Benchmark, version 0.6; its `ModelInterface` and `RankingTask`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from evaluation.datasets.types import Documents
from evaluation.errors import EvaluationError
from evaluation.retrieval import LinkRanker, Ranker
from matching.matcher import Matcher

__all__ = ["RankerModel", "linker_model"]

_BATCH = 16


@dataclass(frozen=True, kw_only=True)
class RankerModel:
    """A ranker as a model of WorkRB's ranking tasks.

    Attributes:
        name: What WorkRB calls it, also in the names of files.
        description: What it is, in a sentence.
        ranker: Ranks the targets of a task for its queries.
        of_type: Other rankers for queries of some types, as `ModelInputType` names them
            («job_title», «skill_sentence»).
        citation: How to cite it; None where there is nothing to cite.
        classification_label_space: None: it classifies nothing.
    """

    name: str
    description: str
    ranker: Ranker
    of_type: Mapping[str, Ranker] = field(default_factory=dict)
    citation: str | None = None
    classification_label_space: None = None

    def compute_rankings(
        self,
        queries: Sequence[str],
        targets: Sequence[str],
        query_input_type: str,
        target_input_type: str,
    ) -> NDArray[np.float32]:
        """Scores of all targets for each query.

        WorkRB sorts by score and breaks ties its own way, so the scores are places: no two of a
        row are equal. Targets that the ranker does not rank follow in the order of the task.

        Args:
            queries: Texts.
            targets: Texts, at most 2**24.
            query_input_type: Chooses the ranker; a member of WorkRB's `ModelInputType`.
            target_input_type: The same of the targets; not used.

        Returns:
            (queries, targets), each row a permutation of 1..targets, the highest first.
        """
        width = len(str(len(targets)))
        rows = {f"{row:0{width}}": row for row in range(len(targets))}
        ranker = self.of_type.get(query_input_type, self.ranker)
        ranker.fit(Documents({name: (targets[row],) for name, row in rows.items()}))
        scores = np.empty((len(queries), len(targets)), np.float32)
        for start in range(0, len(queries), _BATCH):
            batch = queries[start : start + _BATCH]
            for query, ranked in enumerate(ranker.rank(batch, len(targets)), start=start):
                scores[query] = _places([rows[name] for name, _ in ranked], len(targets))
        return scores

    def compute_classification(
        self,
        texts: Sequence[str],
        targets: Sequence[str],
        input_type: str,
        target_input_type: str | None = None,
    ) -> NDArray[np.float32]:
        """Refuse: a place among the targets says nothing of whether one of them is right.

        Raises:
            EvaluationError: Always.
        """
        raise EvaluationError(
            f"{self.name}: expected a ranking task of WorkRB, found one that classifies; "
            "leave it out of the tasks"
        )


def linker_model(matcher: Matcher) -> RankerModel:
    """Schakel's linker: queries that are titles or sentences are read as such, others as names."""
    return RankerModel(
        name="Schakel-linker",
        description="Links by names, inflected and reordered ones too, and by vectors",
        ranker=LinkRanker(matcher, "phrases"),
        of_type={
            "job_title": LinkRanker(matcher, "titles"),
            "skill_sentence": LinkRanker(matcher, "sentences"),
        },
    )


def _places(ranked: Sequence[int], n: int) -> NDArray[np.float32]:
    """Scores n, n - 1, … of the rows in their order, then of the others in theirs."""
    order = np.concatenate([np.array(ranked, np.intp), np.arange(n)])
    _, first = np.unique(order, return_index=True)
    scores = np.empty(n, np.float32)
    scores[order[np.sort(first)]] = np.arange(n, 0, -1)
    return scores
