"""What ranking is compared with; each gets the same candidates and what a vacancy asks in its form.

All but the two of pairs give a linear score of concepts: none of them takes the best claim for a
requirement, levels or evidence into account.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import bm25s
import duckdb
import numpy as np
import tantivy
from bm25s.tokenization import Tokenized
from numpy.typing import NDArray
from scipy.sparse import csr_array, csr_matrix
from sparse_dot_topn import sp_matmul_topn  # type: ignore[import-untyped]

from matching.ranking.columns import Columns
from matching.ranking.plan import Plan
from matching.ranking.planner import Planner
from matching.types import CandidateProfile, VacancyProfile

__all__ = ["Bm25s", "Data", "Duckdb", "NumpyMask", "Scipy", "Tantivy", "keyword_match", "set_score"]

NEAR_M = 45_000
Found = list[tuple[int, float]]


@dataclass(frozen=True)
class Data:
    """Candidates as numbers: (n, claims) concepts, and conditions."""

    concepts: NDArray[np.int32]
    columns: Columns
    planner: Planner

    @classmethod
    def of(
        cls, candidates: Sequence[CandidateProfile], columns: Columns, planner: Planner
    ) -> "Data":
        """The numbers of candidates that have equally many claims."""
        numbers = planner.skill_numbers
        width = len(candidates[0].claims)
        found = np.fromiter(
            (numbers[claim.skill] for each in candidates for claim in each.claims), np.int32
        )
        return cls(found.reshape(-1, width), columns, planner)

    def __len__(self) -> int:
        return len(self.concepts)

    @cached_property
    def names(self) -> list[str]:
        """Of skills, by number."""
        return list(self.planner.skill_numbers)

    @cached_property
    def matrix(self) -> csr_array:
        """Candidates × skills, ones."""
        n, width = self.concepts.shape
        ends = np.arange(0, n * width + 1, width)
        ones = np.ones(n * width, np.float32)
        return csr_array((ones, self.concepts.reshape(-1), ends), (n, len(self.names)))

    def asked(self, plan: Plan) -> dict[int, float]:
        """Skills to the sum of weight × relatedness, in 0..1."""
        found: dict[int, float] = {}
        for part, (_, weight, _) in enumerate(plan.asked.tolist()[: len(plan.skills)]):
            for number, related in plan.related[plan.begin[part] : plan.begin[part + 1]].tolist():
                found[number] = found.get(number, 0.0) + weight * related / 1e8
        return found

    def near(self, plan: Plan) -> list[int]:
        """Towns that are near the vacancy."""
        metres = self.columns.metres_by_place(plan.vacancy.conditions.location)
        return np.flatnonzero(metres[:-1] <= NEAR_M).tolist()

    def mask(self, plan: Plan) -> NDArray[np.bool_]:
        """Who meets the conditions, by numpy, (n,)."""
        columns, asked = self.columns, plan.conditions
        metres = columns.metres_by_place(plan.vacancy.conditions.location)[columns.place]
        met = metres <= columns.travel_m
        met &= (columns.modes & asked[1]) > 0
        low, high = columns.ranges
        met &= ((low <= asked[3]) & (high >= asked[2]))[columns.hours]
        met &= columns.start <= asked[4]
        met &= (columns.education == 0) | (columns.education >= asked[5])
        held = columns.language("nl")
        met &= (held == 0) | (held >= 4)
        met &= columns.consent >= 0
        return met


class NumpyMask:
    """Only the mask of who meets the conditions: what a filter costs before any score."""

    def __init__(self, data: Data, k: int) -> None:
        self._data = data

    def search(self, plan: Plan) -> Found:
        """Nobody; it only makes the mask."""
        self._data.mask(plan)
        return []


class Bm25s:
    """bm25s over the skills of candidates."""

    def __init__(
        self, data: Data, k: int, *, backend: str = "numba", filtered: bool = False
    ) -> None:
        self._data, self._k, self.filtered = data, k, filtered
        self._model = bm25s.BM25(backend=backend)
        vocabulary = {name: number for number, name in enumerate(data.names)}
        self._model.index(Tokenized(data.concepts.tolist(), vocabulary), show_progress=False)

    def search(self, plan: Plan) -> Found:
        """The k best documents for all skills that are asked or related."""
        query = [self._data.names[number] for number in self._data.asked(plan)]
        mask = self._data.mask(plan).astype(np.float32) if self.filtered else None
        ids, scores = self._model.retrieve(
            [query], k=self._k, show_progress=False, n_threads=0, weight_mask=mask
        )
        return list(zip(ids[0].tolist(), scores[0].tolist(), strict=True))


class Scipy:
    """A sparse matrix of candidates × skills, times what is asked of each skill."""

    def __init__(self, data: Data, k: int) -> None:
        self._data, self._k = data, k
        self._matrix = data.matrix

    def search(self, plan: Plan) -> Found:
        """The k highest scores."""
        found = self._matrix @ self._vector(plan)
        most = np.argpartition(found, -self._k)[-self._k :]
        most = most[np.argsort(-found[most])]
        return list(zip(most.tolist(), found[most].tolist(), strict=True))

    def search_all(self, plans: Sequence[Plan], at_once: int = 16) -> list[Found]:
        """The k highest scores for each, some vacancies at a time."""
        result = []
        for start in range(0, len(plans), at_once):
            asked = np.column_stack([self._vector(each) for each in plans[start : start + at_once]])
            for found in np.ascontiguousarray((self._matrix @ asked).T):
                most = np.argpartition(found, -self._k)[-self._k :]
                most = most[np.argsort(-found[most])]
                result.append(list(zip(most.tolist(), found[most].tolist(), strict=True)))
        return result

    def search_topn(self, plans: Sequence[Plan]) -> object:
        """The same by sparse_dot_topn."""
        asked = csr_matrix(np.array([self._vector(each) for each in plans]))
        return sp_matmul_topn(asked, self._by_skill, self._k, sort=True)

    @cached_property
    def _by_skill(self) -> Any:
        return csr_matrix(self._matrix.T.tocsr())

    def _vector(self, plan: Plan) -> NDArray[np.float32]:
        asked = np.zeros(self._matrix.shape[1], np.float32)
        for number, points in self._data.asked(plan).items():
            asked[number] = points
        return asked


class Tantivy:
    """tantivy over the skills of candidates, with conditions as fields."""

    def __init__(self, data: Data, k: int, *, filtered: bool = False) -> None:
        self._data, self._k, self.filtered = data, k, filtered
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("skills", tokenizer_name="whitespace", index_option="freq")
        builder.add_integer_field("number", fast=True)
        for name in ("town", "hours", "start", "education", "nl", "modes"):
            builder.add_integer_field(name, indexed=True, fast=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(heap_size=500_000_000, num_threads=1)
        columns = data.columns
        fields = (columns.place, columns.hours, columns.start, columns.education)
        rows = np.column_stack([*fields, columns.language("nl"), columns.modes]).tolist()
        for number, (skills, row) in enumerate(zip(data.concepts, rows, strict=True)):
            town, hours, start, education, dutch, modes = row
            document = tantivy.Document(
                skills=" ".join(map(str, skills.tolist())),
                number=number,
                town=town,
                hours=hours,
                start=start,
                education=education,
                nl=dutch,
                modes=modes,
            )
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, plan: Plan) -> Found:
        """The k best documents for all skills that are asked or related."""
        query, should = tantivy.Query, tantivy.Occur.Should
        terms = [
            (
                should,
                query.boost_query(query.term_query(self._schema, "skills", str(number)), boost),
            )
            for number, boost in self._data.asked(plan).items()
        ]
        whole = query.boolean_query(terms)
        if self.filtered:
            whole = query.boolean_query(
                [(tantivy.Occur.Must, each) for each in self._all(plan, whole)]
            )
        hits = self._searcher.search(whole, self._k).hits
        return [(address.doc, score) for score, address in hits]

    def _all(self, plan: Plan, skills: tantivy.Query) -> list[tantivy.Query]:
        query, whole, columns = tantivy.Query, tantivy.FieldType.Integer, self._data.columns
        low, high = columns.ranges
        asked = plan.conditions
        hours = np.flatnonzero((low <= asked[3]) & (high >= asked[2])).tolist()
        modes = [bits for bits in range(8) if bits & int(asked[1])]

        def among(name: str, values: Sequence[int]) -> tantivy.Query:
            return query.const_score_query(query.term_set_query(self._schema, name, values), 0.0)

        def between(name: str, least: int | None, most: int | None) -> tantivy.Query:
            found = query.range_query(self._schema, name, whole, least, most)
            return query.const_score_query(found, 0.0)

        return [
            skills,
            among("town", self._data.near(plan)),
            among("hours", hours),
            among("modes", modes),
            between("start", None, int(asked[4])),
            between("education", int(asked[5]), None),
            among("nl", [0, 4, 5, 6]),
        ]


class Duckdb:
    """duckdb with a table of claims, sorted by candidate, and one of conditions."""

    def __init__(self, data: Data, k: int, *, filtered: bool = False) -> None:
        self._data, self._k, self.filtered = data, k, filtered
        self._base = duckdb.connect()
        self._base.execute("SET threads = 1")
        columns = data.columns
        people = {
            "id": np.arange(len(data), dtype=np.int32),
            "town": columns.place,
            "hours": columns.hours,
            "start": columns.start,
            "modes": columns.modes,
            "education": columns.education,
            "nl": columns.language("nl"),
        }
        self._base.register("people_", people)
        self._base.execute("CREATE TABLE people AS SELECT * FROM people_")
        width = data.concepts.shape[1]
        claims = {
            "id": np.repeat(np.arange(len(data), dtype=np.int32), width),
            "concept": data.concepts.reshape(-1),
        }
        self._base.register("claims_", claims)
        self._base.execute("CREATE TABLE claims AS SELECT * FROM claims_")

    def search(self, plan: Plan) -> Found:
        """The k highest sums."""
        asked = self._data.asked(plan)
        query = {
            "concept": np.array(list(asked), np.int32),
            "points": np.array(list(asked.values())),
        }
        self._base.register("query", query)
        where = self._where(plan) if self.filtered else ""
        found: Found = self._base.execute(
            f"SELECT id, sum(points) AS score FROM claims JOIN query USING (concept) {where} "
            f"GROUP BY id ORDER BY score DESC, id LIMIT {self._k}"
        ).fetchall()
        return found

    def _where(self, plan: Plan) -> str:
        low, high = self._data.columns.ranges
        _, modes, fewest, most, start, education = plan.conditions[:6].tolist()
        hours = np.flatnonzero((low <= most) & (high >= fewest)).tolist()
        return (
            f"WHERE id IN (SELECT id FROM people WHERE town IN {tuple(self._data.near(plan))} "
            f"AND hours IN {(*hours, -1)} AND start <= {start} AND (modes & {modes}) > 0 "
            f"AND education >= {education} AND nl NOT IN (1, 2, 3))"
        )


def set_score(
    vacancy: VacancyProfile, candidate: CandidateProfile, related: Callable[[str], Any]
) -> tuple[float, dict[str, str]]:
    """Plain Python: of each skill asked the best that the candidate has, and which that is."""
    held = {claim.skill for claim in candidate.claims}
    total, why = 0.0, {}
    for asked in vacancy.requirements:
        known = related(asked.skill)
        fitting = [(known[skill], skill) for skill in held & known.keys()]
        if fitting:
            strength, why[asked.skill] = max(fitting)
            total += strength
    return total / len(vacancy.requirements), why


def keyword_match(keywords: Sequence[str], text: str) -> tuple[float, list[str]]:
    """The part of the keywords of a vacancy that stand in a CV, by one search for each."""
    lower = text.lower()
    missing = [word for word in keywords if not re.search(rf"\b{re.escape(word.lower())}\b", lower)]
    return 1 - len(missing) / len(keywords), missing
