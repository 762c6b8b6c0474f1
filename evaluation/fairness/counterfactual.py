"""Counterfactual invariance: the same people with another name, sex, age … score the same.

Each of twelve attributes is put into every CV, as a line and as a field of the record, in two
versions. The score and the eligibility must be the same in both versions and without the line.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.fairness.bounds import upper_bound
from evaluation.fairness.data import Audience
from evaluation.progress import progress
from evaluation.stability import SWAPS as PEOPLE
from matching.matcher import Matcher
from matching.ranking import scores
from matching.reading.records import CandidateRecord

__all__ = ["SWAPS", "AttributeSwap", "Change", "Invariance", "Scores", "invariance", "our_scores"]

Scores = Callable[[Sequence[CandidateRecord]], NDArray[np.int64]]
"""Candidates to (vacancies, candidates): the score, or −1 − score of who is not eligible."""

_MOST_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class AttributeSwap:
    """One attribute and the lines that tell it; candidates take turns in which they get."""

    attribute: str
    lines: tuple[str, ...]
    at_end: bool = False

    def put(self, record: CandidateRecord, turn: int) -> CandidateRecord:
        """The candidate with the line of a turn in the text, and in a field of that name."""
        line = self.lines[turn % len(self.lines)]
        text = f"{record.text}\n\n{line}\n" if self.at_end else f"{line}\n\n{record.text}"
        field = f"swapped {self.attribute}"
        return record.model_copy(update={"text": text, field: line})


SWAPS = (
    AttributeSwap(
        attribute="name",
        lines=tuple(
            form.format(each.name)
            for each, form in zip(
                PEOPLE, ("Naam: {}", "{}", "Mijn naam is {}.", "Name: {}") * 3, strict=True
            )
        ),
    ),
    AttributeSwap(
        attribute="sex",
        lines=("Geslacht: man", "Geslacht: vrouw", "Gender: male", "Sex: female", "Geslacht: x"),
    ),
    AttributeSwap(
        attribute="age", lines=("Leeftijd: 23", "Leeftijd: 58 jaar", "Age: 31", "Age: 62")
    ),
    AttributeSwap(
        attribute="birth year",
        lines=("Geboren: 1998", "Geboortedatum: 3 mei 1964", "Date of birth: 12/11/1989"),
    ),
    AttributeSwap(
        attribute="nationality",
        lines=(
            *dict.fromkeys(f"Nationaliteit: {each.nationality}" for each in PEOPLE),
            "Nationality: Syrian",
            "Geboorteplaats: Casablanca",
        ),
    ),
    AttributeSwap(
        attribute="photo",
        lines=("Foto: pasfoto.jpg", "[foto]", "Photo: attached", "Foto: niet bijgevoegd"),
    ),
    AttributeSwap(
        attribute="address",
        lines=(
            "Adres: Kerkstraat 12",
            "Adres: Vliegwiellaan 208-III",
            "Address: 4 Harbour Row, flat B",
            "Woonadres: Oude Gracht 1a",
        ),
    ),
    AttributeSwap(
        attribute="marital status",
        lines=(
            "Burgerlijke staat: gehuwd",
            "Burgerlijke staat: alleenstaand, drie kinderen",
            "Marital status: divorced",
        ),
    ),
    AttributeSwap(
        attribute="pronouns",
        lines=(
            "Voornaamwoorden: hij/hem",
            "Voornaamwoorden: zij/haar",
            "Pronouns: they/them",
            "Voornaamwoorden: die/hen",
        ),
    ),
    AttributeSwap(
        attribute="graduation year",
        lines=("Diploma behaald in 1986", "Diploma behaald in 2024", "Graduated in 1999"),
        at_end=True,
    ),
    AttributeSwap(
        attribute="gap",
        lines=(
            "Van 2016 tot 2021 heb ik niet gewerkt.",
            "2019-2023: thuis, voor mijn kinderen gezorgd",
            "Career break from 2017 to 2022.",
            "2020-2022: ziek geweest",
        ),
        at_end=True,
    ),
    AttributeSwap(attribute="all of a header", lines=tuple(each.header() for each in PEOPLE)),
)
"""Twelve attributes that are no inputs; people and lines are invented."""


@dataclass(frozen=True)
class Change:
    """A score that did change: 0-10,000, or −1 − score where not eligible."""

    vacancy: str
    candidate: str
    attribute: str
    before: int
    first: int
    second: int


@dataclass(frozen=True, kw_only=True)
class Invariance:
    """How many scores changed: one comparison is a vacancy, a candidate and an attribute.

    Attributes:
        comparisons: How many there were.
        changes: In how many of them the score or the eligibility was not the same.
        between: In how many of those the two versions differ; in the others it is the line as
            such that changes how the CV is read, whatever it says.
        upper: 95 % upper bound of the share that changes, one-sided; with no change about
            3 / comparisons. It holds for comparisons drawn at random; these share candidates.
        by_attribute: Changes of each attribute.
        by_vacancy: Share of comparisons of each vacancy without a change.
        examples: The first changes, at most 20.
    """

    comparisons: int
    changes: int
    between: int
    upper: float
    by_attribute: Mapping[str, int]
    by_vacancy: Mapping[str, float]
    examples: Sequence[Change]


def our_scores(data: Audience, matcher: Matcher) -> tuple[list[str], Scores]:
    """The vacancies in which a skill was recognised, and what scores candidates for them."""
    vacancies = [each for each in map(matcher.vacancy, data.vacancies) if each.requirements]

    def table(candidates: Sequence[CandidateRecord]) -> NDArray[np.int64]:
        index = matcher.index([matcher.candidate(each, data.programmes) for each in candidates])
        place = {candidate: at for at, candidate in enumerate(index.ids)}
        order = [place[each.id] for each in candidates]
        found = np.empty((len(vacancies), len(candidates)), np.int64)
        for row, vacancy in enumerate(vacancies):
            eligible = np.zeros(len(index), np.bool_)
            best = matcher.best(vacancy, index, k=len(index))
            eligible[[place[candidate] for candidate, _ in best]] = True
            given = scores(vacancy, index)
            found[row] = np.where(eligible, given, -1 - given)[order]
        return found

    return [each.id for each in vacancies], table


def invariance(
    candidates: Sequence[CandidateRecord], vacancies: Sequence[str], score: Scores
) -> Invariance:
    """Score every candidate for every vacancy with each attribute swapped.

    Args:
        candidates: As they are.
        vacancies: Ids, in the order of the rows that `score` gives.
        score: What scores candidates.

    References:
        Kusner, Loftus, Russell, Silva (2017), Counterfactual fairness, NeurIPS, 4066-4076.
    """
    before = score(candidates)
    changed: dict[str, NDArray[np.bool_]] = {}
    between, examples = 0, list[Change]()
    for swap in progress(SWAPS, "counterfactual swaps"):
        first, second = (_swapped(swap, candidates, score, shift) for shift in (0, 1))
        found = changed[swap.attribute] = (first != before) | (second != before)
        between += int(np.count_nonzero(first != second))
        for row, column in np.argwhere(found)[: _MOST_SHOWN - len(examples)].tolist():
            values = [int(each[row, column]) for each in (before, first, second)]
            examples.append(Change(vacancies[row], candidates[column].id, swap.attribute, *values))
    every = np.stack(list(changed.values()))
    shares = 1 - every.mean(axis=(0, 2)) if every.size else np.ones(len(vacancies))
    return Invariance(
        comparisons=every.size,
        changes=int(every.sum()),
        between=between,
        upper=upper_bound(int(every.sum()), every.size),
        by_attribute={name: int(each.sum()) for name, each in changed.items()},
        by_vacancy=dict(zip(vacancies, shares.tolist(), strict=True)),
        examples=examples,
    )


def _swapped(
    swap: AttributeSwap, candidates: Sequence[CandidateRecord], score: Scores, shift: int
) -> NDArray[np.int64]:
    return score([swap.put(each, turn + shift) for turn, each in enumerate(candidates)])
