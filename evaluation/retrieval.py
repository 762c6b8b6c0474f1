"""Rankers: objects that learn documents and rank them for queries.

A ranker has a name, a config that says all that its rankings depend on, and the methods `fit` and
`rank`. `SimilarityRanker` makes one of any similarity; the others are Schakel's own ways.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, Self

import numpy as np

from evaluation.datasets.types import Documents
from evaluation.runs import Ranked
from matching.errors import NoSkillRecognisedError
from matching.matcher import Matcher
from matching.ranking import CandidateIndex
from matching.reading.linking import Linker
from matching.reading.records import CandidateRecord, VacancyRecord
from matching.reading.similarity import Similarity, load_similarity
from matching.reading.similarity.types import Floats
from matching.reading.titles import read_title
from matching.types import Concept

__all__ = [
    "LinkRanker",
    "ProfileRanker",
    "Ranker",
    "SimilarityRanker",
    "SkillSetSimilarity",
]

_BATCH = 64


class Ranker(Protocol):
    """Ranks documents for queries."""

    @property
    def name(self) -> str:
        """What it is called on the command line and in results."""

    def config(self) -> Mapping[str, object]:
        """All that rankings depend on besides the documents, as JSON can hold it."""

    def fit(self, documents: Documents) -> Self:
        """Learn what can be found."""

    def rank(self, queries: Sequence[str], k: int) -> list[Ranked]:
        """For each query at most `k` documents, best first, ties by smaller id."""


@dataclass
class SimilarityRanker:
    """Ranks by the best similarity of the query to any text of a document.

    Documents without any similarity are left out.
    """

    name: str
    similarity: Similarity
    ids_: tuple[str, ...] = field(default=(), init=False)
    starts_: list[int] = field(default_factory=list, init=False)

    def config(self) -> Mapping[str, object]:
        """The parameters of the similarity."""
        settings = vars(self.similarity).items()
        simple = (str, int, float, tuple, type(None))
        return {
            key: value for key, value in settings if key[-1] != "_" and isinstance(value, simple)
        }

    def fit(self, documents: Documents) -> Self:
        """See `Ranker`."""
        self.ids_ = tuple(sorted(documents.texts))
        texts = [documents.texts[each] or ("",) for each in self.ids_]
        self.starts_ = np.cumsum([0, *map(len, texts)])[:-1].tolist()
        self.similarity.fit([text for of_one in texts for text in of_one])
        return self

    def rank(self, queries: Sequence[str], k: int) -> list[Ranked]:
        """See `Ranker`."""
        found: list[Ranked] = []
        for start in range(0, len(queries), _BATCH):
            of_texts = self.similarity.similarities(queries[start : start + _BATCH])
            of_documents = np.maximum.reduceat(of_texts, self.starts_, axis=1)
            found.extend(self._best(row, k) for row in of_documents)
        return found

    def _best(self, scores: Floats, k: int) -> Ranked:
        order = np.argsort(-scores, kind="stable")[:k].tolist()
        return [(self.ids_[row], float(scores[row])) for row in order if scores[row] > 0]


@dataclass
class SkillSetSimilarity:
    """Jaccard similarity of the sets of skills that a matcher recognises in two texts."""

    matcher: Matcher
    sets_: list[frozenset[str]] = field(default_factory=list, init=False)

    def fit(self, texts: Sequence[str]) -> Self:
        """See `Similarity`."""
        self.sets_ = [self._skills(text) for text in texts]
        return self

    def similarities(self, queries: Sequence[str]) -> Floats:
        """See `Similarity`."""
        asked = [self._skills(query) for query in queries]
        rows = [[len(a & b) / (len(a | b) or 1) for b in self.sets_] for a in asked]
        return np.array(rows, np.float32).reshape(len(queries), len(self.sets_))

    def _skills(self, text: str) -> frozenset[str]:
        found = self.matcher.extract(text)
        return frozenset(each.skill for each in found if not (each.negated or each.intent))


@dataclass
class LinkRanker:
    """Schakel's linker over the names of the documents.

    Args:
        matcher: Its wording takes the noise off job titles, its config names the similarity.
        queries: What queries are: «titles», «phrases» or «sentences».
        name: What it is called.
    """

    matcher: Matcher
    queries: Literal["titles", "phrases", "sentences"]
    name: str = "ours"
    linker_: Any = field(default=None, init=False)

    def config(self) -> Mapping[str, object]:
        """What queries are read as, and how they are compared."""
        return {"queries": self.queries, "similarity": self.matcher.config.similarity}

    def fit(self, documents: Documents) -> Self:
        """See `Ranker`."""
        self.linker_ = Linker(
            (
                _concept(each, names, is_other=each in documents.others)
                for each, names in documents.texts.items()
                if names
            ),
            similarity=load_similarity(self.matcher.config.similarity),
            descriptions=documents.descriptions,
        )
        return self

    def rank(self, queries: Sequence[str], k: int) -> list[Ranked]:
        """See `Ranker`."""
        if self.queries == "sentences":
            links = [self.linker_.link_sentence(each, k) for each in queries]
        else:
            links = self.linker_.link_all([self._phrase(each) for each in queries], k)
        return [[(link.concept, link.score) for link in of_one] for of_one in links]

    def _phrase(self, query: str) -> str:
        return read_title(query, self.matcher.wording).core if self.queries == "titles" else query


def _concept(id_: str, names: Sequence[str], *, is_other: bool) -> Concept:
    """A concept whose preferred label is its first name, or one that has other names alone."""
    label = "" if is_other else names[0]
    return Concept(id=id_, label_nl=label, label_en=label, aliases=tuple(names))


@dataclass
class ProfileRanker:
    """Schakel's ranking: a title read as a vacancy, texts read as candidates."""

    matcher: Matcher
    name: str = "ours"
    index_: CandidateIndex | None = field(default=None, init=False)

    def config(self) -> Mapping[str, object]:
        """That the matcher's own config decides."""
        return {"query": "vacancy", "document": "candidate"}

    def fit(self, documents: Documents) -> Self:
        """See `Ranker`."""
        self.index_ = self.matcher.index(
            self.matcher.candidate(CandidateRecord(id=each, text="\n".join(texts)), {})
            for each, texts in documents.texts.items()
        )
        return self

    def rank(self, queries: Sequence[str], k: int) -> list[Ranked]:
        """See `Ranker`; a title in which no skill is recognised finds nothing."""
        return [self._rank(query, k) for query in queries]

    def _rank(self, title: str, k: int) -> Ranked:
        assert self.index_ is not None, "fit first"
        vacancy = self.matcher.vacancy(VacancyRecord(id="query", title=title, text=""))
        try:
            found = self.matcher.best(vacancy, self.index_, k=k)
        except NoSkillRecognisedError:
            return []
        return [(document, score) for document, score in found if score > 0]
