"""Rankers: objects that learn documents and rank them for queries.

A ranker has a name, a config that says all that its rankings depend on, and the methods `fit` and
`rank`. `SimilarityRanker` makes one of any similarity; the others are Schakel's own ways.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from evaluation.datasets.types import Documents
from evaluation.runs import Ranked
from evaluation.similarity import Similarity, words
from matching.errors import NoSkillRecognisedError
from matching.matcher import Matcher
from matching.ranking import CandidateIndex
from matching.reading.linking import Linker, read_title
from matching.reading.records import CandidateRecord, VacancyRecord
from matching.types import Concept

__all__ = [
    "LinkRanker",
    "ProfileRanker",
    "Ranker",
    "SentenceRanker",
    "SimilarityRanker",
    "SkillSetSimilarity",
    "chunks",
]

_BATCH = 64
_MOST_CHUNKS = 8
_LONGEST_NAME = 5


class Ranker(Protocol):
    """Ranks documents for queries."""

    @property
    def name(self) -> str:
        """What it is called on the command line and in results."""

    def config(self) -> Mapping[str, object]:
        """All that rankings depend on besides the documents, as JSON can hold it."""

    def fit(self, documents: Documents) -> Self:
        """Learn the documents, sorted by id."""

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
        self.ids_ = tuple(sorted(documents))
        texts = [documents[each] or ("",) for each in self.ids_]
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

    def _best(self, scores: NDArray[np.float64], k: int) -> Ranked:
        order = np.argsort(-scores, kind="stable")[:k].tolist()
        return [(self.ids_[row], float(scores[row])) for row in order if scores[row] > 0]


@dataclass
class SkillSetSimilarity:
    """Jaccard similarity of the sets of skills that a matcher recognises in two texts."""

    matcher: Matcher
    sets_: list[frozenset[str]] = field(default_factory=list, init=False)

    def fit(self, texts: Sequence[str]) -> Self:
        """See `evaluation.similarity.Similarity`."""
        self.sets_ = [self._skills(text) for text in texts]
        return self

    def similarities(self, queries: Sequence[str]) -> NDArray[np.float64]:
        """See `evaluation.similarity.Similarity`."""
        asked = [self._skills(query) for query in queries]
        rows = [[len(a & b) / (len(a | b) or 1) for b in self.sets_] for a in asked]
        return np.array(rows, np.float64).reshape(len(queries), len(self.sets_))

    def _skills(self, text: str) -> frozenset[str]:
        found = self.matcher.extract(text)
        return frozenset(each.skill for each in found if not (each.negated or each.intent))


def _linker(documents: Documents) -> Linker:
    """A linker to the documents as concepts; the id of a concept is that of its document."""
    return Linker(
        Concept(id=each, label_nl=names[0], label_en=names[0], aliases=names[1:])
        for each, names in documents.items()
        if names
    )


@dataclass
class LinkRanker:
    """Schakel's linker over the names of the documents.

    Args:
        matcher: Its wording takes the noise off job titles.
        titles: Whether queries are job titles.
    """

    matcher: Matcher
    titles: bool
    name: str = "ours"
    linker_: Any = field(default=None, init=False)

    def config(self) -> Mapping[str, object]:
        """Whether queries are read as titles."""
        return {"linker": "matching.reading.linking", "titles": self.titles}

    def fit(self, documents: Documents) -> Self:
        """See `Ranker`."""
        self.linker_ = _linker(documents)
        return self

    def rank(self, queries: Sequence[str], k: int) -> list[Ranked]:
        """See `Ranker`."""
        return [
            [(link.concept, link.score) for link in self.linker_.link(self._phrase(query), k)]
            for query in queries
        ]

    def _phrase(self, query: str) -> str:
        return read_title(query, self.matcher.wording).core if self.titles else query


_BETWEEN_CHUNKS = re.compile(
    r"\s*(?:[,;:()\[\]/|•·!?]|(?<!\w)-|\.(?=\s|$))\s*|\s+(?:and|or|en|as well as|including)\s+"
)
_BEFORE_SKILL = re.compile(
    r"^(?:.*\b(?:experience|knowledge|understanding|expertise|proficiency|proficient|skills?|"
    r"familiar|familiarity|background|experienced|skilled|ability|able)\b"
    r"(?:\s+(?:in|with|of|to|using|on))?\s+)(?=\S)",
    re.IGNORECASE,
)


def chunks(sentence: str) -> list[str]:
    """The parts of a sentence that may each name a skill, and the sentence itself.

    >>> chunks("Strong knowledge of Java and SQL")
    ['Strong knowledge of Java and SQL', 'Java', 'SQL']
    """
    parts = [part.strip() for part in _BETWEEN_CHUNKS.split(sentence)]
    shorter = [_BEFORE_SKILL.sub("", part) for part in parts]
    return list(dict.fromkeys(part for part in (sentence, *shorter) if len(part) > 1))


@dataclass
class SentenceRanker:
    """Schakel's linker on what a sentence says: its exact names first, then its chunks.

    The score of a concept is the best that a run of words (only as an exact name) or a chunk (as
    a phrase) has with it.
    """

    name: str = "ours"
    linker_: Any = field(default=None, init=False)

    def config(self) -> Mapping[str, object]:
        """The sizes of what is looked up."""
        return {"chunks": _MOST_CHUNKS, "longest_name": _LONGEST_NAME}

    def fit(self, documents: Documents) -> Self:
        """See `Ranker`."""
        self.linker_ = _linker(documents)
        return self

    def rank(self, queries: Sequence[str], k: int) -> list[Ranked]:
        """See `Ranker`."""
        return [self._rank(query, k) for query in queries]

    def _rank(self, sentence: str, k: int) -> Ranked:
        best: dict[str, float] = {}
        for chunk in chunks(sentence)[:_MOST_CHUNKS]:
            for link in self.linker_.link(chunk, k):
                best[link.concept] = max(best.get(link.concept, 0.0), link.score)
        tokens = words(sentence)
        for size in range(1, _LONGEST_NAME + 1):
            for start in range(len(tokens) - size + 1):
                found = self.linker_.same(" ".join(tokens[start : start + size]))
                if found is not None:
                    best[found] = max(best.get(found, 0.0), 1.0)
        return sorted(best.items(), key=lambda each: (-each[1], each[0]))[:k]


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
            for each, texts in documents.items()
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
