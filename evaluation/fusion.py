"""Several rankers as one: their scores on one scale, added up.

References:
    Wu, Crestani, Bi (2006), Evaluating score normalization methods in data fusion, AIRS, 642-648.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from evaluation.datasets.types import Documents
from evaluation.retrieval import Ranker
from evaluation.runs import Ranked

__all__ = ["FusedRanker"]


@dataclass
class FusedRanker:
    """Ranks by the sum of standard scores; a document that a part does not rank has 0 there."""

    parts: Sequence[Ranker]
    name: str = "fused"
    ids_: tuple[str, ...] = field(default=(), init=False)

    def config(self) -> Mapping[str, object]:
        """The parts, each with its own."""
        return {part.name: dict(part.config()) for part in self.parts}

    def fit(self, documents: Documents) -> Self:
        """See `Ranker`."""
        self.ids_ = tuple(sorted(documents.texts))
        for part in self.parts:
            part.fit(documents)
        return self

    def rank(self, queries: Sequence[str], k: int) -> list[Ranked]:
        """See `Ranker`."""
        rows = {document: row for row, document in enumerate(self.ids_)}
        total = np.zeros((len(queries), len(self.ids_)))
        for part in self.parts:
            scores = np.zeros_like(total)
            for query, ranked in enumerate(part.rank(queries, len(self.ids_))):
                for document, score in ranked:
                    scores[query, rows[document]] = score
            spread = scores.std(axis=1, keepdims=True)
            total += (scores - scores.mean(axis=1, keepdims=True)) / np.where(spread, spread, 1)
        return [self._best(row, k) for row in total]

    def _best(self, scores: NDArray[np.float64], k: int) -> Ranked:
        order = np.argsort(-scores, kind="stable")[:k].tolist()
        return [(self.ids_[row], float(scores[row])) for row in order]
