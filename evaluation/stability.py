"""Stability: the same ranking after changes that should make no difference, or little.

Shuffled input, another run and other names must change nothing; typing errors and translation by
people may change a little.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import fsum

from evaluation.datasets.types import RankingSet
from evaluation.overlap import rank_biased_overlap, top_change
from evaluation.progress import progress
from evaluation.ranking_systems import OurSystem
from evaluation.runs import Ranked, Run, ranked_ids
from matching.matcher import Matcher
from matching.reading.records import CandidateRecord, VacancyRecord

__all__ = [
    "SWAPS",
    "TRANSLATION",
    "Stability",
    "Swap",
    "fallen",
    "mistype",
    "stability",
    "variants",
]

TRANSLATION = "translation"
"""The change that is a translation of all vacancies."""

_LETTERS_IN_WORD = 5
_WORDS_PER_ERROR = 15
_TOP = 10


@dataclass(frozen=True)
class Swap:
    """What a CV's header says of somebody, and what must not matter."""

    name: str
    sex: str
    born: int
    nationality: str

    def header(self) -> str:
        """The header as text."""
        return (
            f"Curriculum vitae\nNaam: {self.name}\nGeslacht: {self.sex}\n"
            f"Geboren: {self.born}\nNationaliteit: {self.nationality}\n\n"
        )


SWAPS = (
    Swap("Daan de Vries", "man", 1998, "Nederlandse"),
    Swap("Sanne de Vries", "vrouw", 1998, "Nederlandse"),
    Swap("Kees van Dijk", "man", 1967, "Nederlandse"),
    Swap("Marijke van Dijk", "vrouw", 1967, "Nederlandse"),
    Swap("Mohammed El Idrissi", "man", 1995, "Marokkaanse"),
    Swap("Fatima El Idrissi", "vrouw", 1995, "Marokkaanse"),
    Swap("Emre Yılmaz", "man", 1989, "Turkse"),
    Swap("Ayşe Yılmaz", "vrouw", 1989, "Turkse"),
    Swap("Oleksandr Kovalenko", "man", 1982, "Oekraïense"),
    Swap("Oksana Kovalenko", "vrouw", 1982, "Oekraïense"),
    Swap("Samuel Tesfay", "man", 1991, "Eritrese"),
    Swap("Robin Sitaram", "x", 1975, "Surinaamse"),
)
"""Twelve people in a header; invented, like everything here."""


@dataclass(frozen=True, kw_only=True)
class Stability:
    """How alike the rankings are before and after one change, as means over vacancies.

    Attributes:
        change_of: What was changed.
        overlap: Rank-biased overlap (persistence 0.9), 1 at best.
        least: The lowest overlap of a vacancy.
        change: Share of the first ten that left them, 0 at best; of fewer where fewer are ranked.
        fell: The same without those who left by a difference under the noise: their score is less
            than the noise of the bands below that of the tenth.
        per_vacancy: Vacancy to its overlap.
    """

    change_of: str
    overlap: float
    least: float
    change: float
    fell: float
    per_vacancy: Mapping[str, float]


def stability(data: RankingSet, matcher: Matcher, *, seed: int = 0) -> Iterator[Stability]:
    """Rank the dataset and each of its variants, and say how alike they are, one at a time.

    Translations are compared where the dataset has them: of all vacancies, and of those into each
    language apart.
    """
    noise = matcher.config.noise
    before = OurSystem(matcher=matcher).run(data)
    changes = list(variants(data, seed=seed).items())
    for name, changed in progress(changes, "stability"):
        again = replace(matcher) if name == "another run" else matcher
        yield _compare(name, before, OurSystem(matcher=again).run(changed()), noise)
    yield from _translated(data, matcher, before)


def _translated(data: RankingSet, matcher: Matcher, before: Run) -> Iterator[Stability]:
    """All vacancies against their translations, and those of each language; none without them."""
    if not data.translations:
        return
    noise = matcher.config.noise
    vacancies = tuple(chain.from_iterable(data.translations.values()))
    after = OurSystem(matcher=matcher).run(replace(data, vacancies=vacancies))
    yield _compare(TRANSLATION, before, after, noise)
    for language, records in data.translations.items():
        part = {each.id: before[each.id] for each in records}
        yield _compare(f"{TRANSLATION} into {language}", part, after, noise)


def variants(data: RankingSet, *, seed: int = 0) -> Mapping[str, Callable[[], RankingSet]]:
    """Name of a change to a function that makes the changed dataset."""
    made: dict[str, Callable[[], RankingSet]] = {
        "another run": lambda: data,
        "shuffled input": lambda: _shuffled(data, random.Random(seed)),
        "typing errors": lambda: _mistyped(data, seed),
    }
    for swap in SWAPS:
        made[f"name {swap.name}"] = lambda swap=swap: _headed(data, swap)  # type: ignore[misc]
    return made


def _compare(name: str, before: Run, after: Run, noise: int) -> Stability:
    pairs = {
        vacancy: (ranked_ids(ranked), ranked_ids(after[vacancy]))
        for vacancy, ranked in before.items()
    }
    overlaps = {vacancy: rank_biased_overlap(*pair) for vacancy, pair in pairs.items()}
    changes = [top_change(*pair, k=_TOP) for pair in pairs.values()]
    return Stability(
        change_of=name,
        overlap=_mean(list(overlaps.values())),
        least=min(overlaps.values(), default=1.0),
        change=_mean(changes),
        fell=_mean([fallen(before[vacancy], after[vacancy], noise) for vacancy in before]),
        per_vacancy=overlaps,
    )


def fallen(before: Ranked, after: Ranked, noise: int) -> float:
    """The share of the first ten that left them by more than the noise.

    Returns:
        In [0, 1]; never more than `top_change` of the same two.
    """
    first = set(ranked_ids(before[:_TOP]))
    last = after[:_TOP][-1][1] if after else 0.0
    still = {candidate for candidate, score in after if score > last - noise}
    return len(first - still) / len(first) if first else 0.0


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values) if values else 0.0


def _shuffled(data: RankingSet, chance: random.Random) -> RankingSet:
    """Candidates, vacancies and programmes in another order, and the skills in each of them."""

    def shuffle(items: Sequence[object]) -> tuple[object, ...]:
        return tuple(chance.sample(items, len(items)))

    vacancies = [
        each.model_copy(update={"requirements": shuffle(each.requirements)})
        for each in data.vacancies
    ]
    candidates = [
        each.model_copy(update={"skills": shuffle(each.skills), "wants": shuffle(each.wants)})
        for each in data.candidates
    ]
    programmes = chance.sample(sorted(data.programmes), len(data.programmes))
    return replace(
        data,
        vacancies=tuple(chance.sample(vacancies, len(vacancies))),
        candidates=tuple(chance.sample(candidates, len(candidates))),
        programmes={each: data.programmes[each] for each in programmes},
    )


def mistype(text: str, chance: random.Random) -> str:
    """A text with two letters swapped inside about one long word of fifteen.

    >>> mistype("kort", random.Random(0))
    'kort'
    """
    words = text.split(" ")
    for place, word in enumerate(words):
        if len(word) < _LETTERS_IN_WORD or not word.isalpha():
            continue
        if chance.random() < 1 / _WORDS_PER_ERROR:
            cut = chance.randrange(1, len(word) - 2)
            words[place] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
    return " ".join(words)


def _mistyped(data: RankingSet, seed: int) -> RankingSet:
    def changed(record: VacancyRecord) -> VacancyRecord:
        chance = random.Random(f"{seed} {record.id}")
        return record.model_copy(update={"text": mistype(record.text, chance)})

    return replace(data, vacancies=tuple(map(changed, data.vacancies)))


def _headed(data: RankingSet, swap: Swap) -> RankingSet:
    """Every CV with the header of one person above it."""

    def changed(record: CandidateRecord) -> CandidateRecord:
        return record.model_copy(update={"text": swap.header() + record.text})

    return replace(data, candidates=tuple(map(changed, data.candidates)))
