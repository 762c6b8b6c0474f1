"""Datasets in memory, apart from the files they come from. All of them are frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord
from matching.types import Importance

__all__ = [
    "Documents",
    "Label",
    "LabelledText",
    "MentionSet",
    "RankingSet",
    "RetrievalSet",
    "Sentence",
    "SpanSet",
    "Texts",
    "Trap",
    "TrapSet",
    "Wanted",
    "most_queries",
]

Texts = Mapping[str, tuple[str, ...]]
"""Document id to its texts: the names of a concept, or the one text of a vacancy."""


@dataclass(frozen=True, eq=False)
class Documents:
    """What can be found.

    Attributes:
        texts: What each is called, or says.
        descriptions: What is said of some of them besides.
        others: Those that are another name of a concept than its preferred label.
    """

    texts: Texts
    descriptions: Texts = field(default_factory=dict)
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class RetrievalSet:
    """Queries, what can be found for them, and what should be.

    Attributes:
        name: Names the set among those of its task.
        queries: Query id to text.
        documents: What can be found; sets over the same documents share the object.
        judgments: Query id to document id to grade; every query has a grade above 0.
        fingerprint: Changes whenever the files do.
        notes: What was left out of the files, in words.
        counts: Whether its queries are part of the key figures of the task.
    """

    name: str
    queries: Mapping[str, str]
    documents: Documents
    judgments: Mapping[str, Mapping[str, int]]
    fingerprint: str
    notes: tuple[str, ...] = ()
    counts: bool = True


@dataclass(frozen=True, kw_only=True)
class RankingSet:
    """Vacancies, candidates and graded judgments (0-3) of pairs of them.

    `translations` has, by language translated into, the same vacancies in that language: each
    vacancy in one of them. It is empty where nobody translated them. `languages` has the language
    of each vacancy, nl or en, by id; who is not there is in a language that nobody said.
    """

    name: str
    vacancies: tuple[VacancyRecord, ...]
    candidates: tuple[CandidateRecord, ...]
    programmes: Mapping[str, ProgrammeRecord]
    judgments: Mapping[str, Mapping[str, int]]
    fingerprint: str
    notes: tuple[str, ...] = ()
    translations: Mapping[str, tuple[VacancyRecord, ...]] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)

    @property
    def relevant_from(self) -> int:
        """The least grade that counts as relevant: 2, or 1 where no pair has a 2 or more."""
        graded = any(grade > 1 for pairs in self.judgments.values() for grade in pairs.values())
        return 2 if graded else 1


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A text with the spans that people marked, as (start, end) in characters, by kind."""

    id: str
    text: str
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    tokens: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SpanSet:
    """Sentences with marked spans of skills and knowledge."""

    name: str
    sentences: tuple[Sentence, ...]
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A skill that a trap's text names, and what must be right about it; None is not checked."""

    skill: str
    text: str | None = None
    importance: str | None = None
    level: int | None = None
    negated: bool = False
    intent: bool = False


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A text on which extractors go wrong: what must be found in it and what must not."""

    id: str
    category: str
    text: str
    must: tuple[Wanted, ...] = ()
    must_not: tuple[str, ...] = ()
    empty: bool = False


@dataclass(frozen=True, kw_only=True)
class TrapSet:
    """Traps of one folder."""

    traps: tuple[Trap, ...]
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class Label:
    """A skill that people found in a text; see docs/labelling.md.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        skills: The concept that it names and those that would do as well; empty where the
            taxonomy has none.
        name: Its English name, where the taxonomy has none.
        importance: What the text says of it.
        negated: The text says that it is not there or not asked.
        intent: The text says that it will be learnt.
        implicit: The skill only follows from what the words describe.
    """

    start: int
    end: int
    skills: tuple[str, ...]
    name: str = ""
    importance: Importance = Importance.MUST
    negated: bool = False
    intent: bool = False
    implicit: bool = False

    @property
    def asked(self) -> bool:
        """Whether the skill is there or asked: neither denied nor to be learnt."""
        return not (self.negated or self.intent)


@dataclass(frozen=True, kw_only=True)
class LabelledText:
    """The labels of a text, by start; `mark` is the fingerprint of the text that was labelled."""

    id: str
    split: str
    mark: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, kw_only=True)
class MentionSet:
    """Labelled texts, and the texts themselves by id."""

    name: str
    labelled: tuple[LabelledText, ...]
    texts: Mapping[str, str]
    fingerprint: str
    notes: tuple[str, ...] = ()


def most_queries(sets: Iterable[RetrievalSet], limit: int | None) -> list[RetrievalSet]:
    """The sets with at most `limit` queries each, the first ones; None leaves them whole."""
    if limit is None:
        return list(sets)
    return [
        replace(
            each,
            queries=dict(list(each.queries.items())[:limit]),
            judgments=dict(list(each.judgments.items())[:limit]),
        )
        for each in sets
    ]
