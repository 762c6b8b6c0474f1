"""Who belongs to which group: joined to rankings when these are made; no scorer sees it.

Three sources: a CSV file of traits (`candidate,trait,group`), kept apart from the dataset; the
programmes that candidates followed and their providers; and, of pairs, whether the provider of
the candidate's programme is the very partner that has the vacancy (co-funder neutrality).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from evaluation.datasets.files import csv_rows, need_file
from evaluation.errors import DatasetError
from evaluation.fairness.data import Audience
from evaluation.fairness.draws import Design
from evaluation.fairness.gaps import Contrast
from evaluation.fairness.outcomes import NOTHING, Got, Outcomes

__all__ = [
    "OWN",
    "Pair",
    "Traits",
    "against_others",
    "by_group",
    "equals",
    "own_partner",
    "programmes",
    "qualified",
    "read",
]

Traits = Mapping[str, Mapping[str, str]]
"""Trait to candidate to group."""

OWN = "own partner"
_REST = "the rest"


class Pair(NamedTuple):
    """A candidate in a pool, and what they got from the vacancy's ranking."""

    pool: str
    candidate: str
    got: Got


def read(path: Path, candidates: Iterable[str]) -> Traits:
    """Read a file of traits.

    Args:
        path: CSV with the columns candidate, trait and group.
        candidates: All ids that there are.

    Raises:
        DatasetError: The file is missing or not in its form, or names an unknown candidate.
    """
    known, found = frozenset(candidates), dict[str, dict[str, str]]()
    need_file(path, "traits: candidate,trait,group")
    for number, row in csv_rows(path, ("candidate", "trait", "group")):
        candidate, trait, group = (row[name].strip() for name in ("candidate", "trait", "group"))
        problem = ""
        if candidate not in known:
            problem = f"the candidate {candidate!r}, which candidates.jsonl does not have"
        elif not trait or not group:
            problem = "an empty trait or group"
        elif candidate in found.get(trait, {}):
            problem = f"the {trait} of {candidate} again"
        if problem:
            raise DatasetError(
                path,
                line=number,
                expected="a known candidate, a trait and a group, each once",
                found=problem,
                way_out="mend the line",
            )
        found.setdefault(trait, {})[candidate] = group
    return found


def programmes(data: Audience) -> Traits:
    """The programme of each candidate who followed one, and its provider."""
    followed = {each.id: each.programme for each in data.candidates if each.programme}
    providers = {
        candidate: data.programmes[programme].provider
        for candidate, programme in followed.items()
        if programme in data.programmes
    }
    return {
        "programme": followed,
        "provider": {candidate: name for candidate, name in providers.items() if name},
    }


def qualified(data: Audience, found: Outcomes) -> list[Pair]:
    """Each vacancy's qualified pool.

    By judgments: the relevant grades, without pairs that people marked as ineligible; who is
    qualified and was not ranked got nothing. Without judgments: the top share of the ranking.
    """
    if not data.judgments:
        return [
            Pair(vacancy, candidate, got)
            for vacancy, members in found.got.items()
            for candidate, got in members.items()
            if got.top
        ]
    return [
        Pair(vacancy, candidate, found.got[vacancy].get(candidate, NOTHING))
        for vacancy, candidate, grade in _judged(data, found)
        if grade >= data.relevant_from
    ]


def _judged(data: Audience, found: Outcomes) -> list[tuple[str, str, int]]:
    return [
        (vacancy, candidate, grade)
        for vacancy in found.got
        for candidate, grade in data.judgments.get(vacancy, {}).items()
        if (vacancy, candidate) not in data.ineligible
    ]


def equals(data: Audience, found: Outcomes) -> list[Pair]:
    """The qualified at equal grade: the pool is «vacancy grade».

    Programmes teach other things, so only an equal grade makes their candidates equal.
    """
    least = data.relevant_from
    return [p for p in _graded(data, found) if not data.judgments or _grade(p) >= least]


def _grade(pair: Pair) -> int:
    return int(pair.pool.rpartition(" ")[2])


def by_group(
    trait: str,
    groups: Mapping[str, str],
    pairs: Sequence[Pair],
    *,
    asked: Sequence[str] = (),
    tested: bool = True,
) -> list[Contrast]:
    """Groups of a trait, each against the rest.

    Args:
        trait: Its name.
        groups: Candidate to group; candidates without one are left out.
        pairs: The pools.
        asked: Which groups; none named: all, or of two groups the smaller.
        tested: As in `Contrast`.

    Returns:
        None with fewer than two groups in the pools.
    """
    known = [each for each in pairs if each.candidate in groups]
    sizes = Counter(groups[candidate] for candidate in {each.candidate for each in known})
    names = sorted(sizes, key=lambda name: (sizes[name], name))
    if len(names) < 2:
        return []
    units = [each.candidate for each in known]
    codes = {candidate: groups[candidate] for candidate in units}
    two = len(names) == 2
    return [
        Contrast(
            trait=trait,
            group=name,
            against=(set(names) - {name}).pop() if two else _REST,
            design=_design(known, units=units, codes=codes, targets=[name] * len(known)),
            tested=tested,
        )
        for name in asked or (names[:1] if two else sorted(names))
    ]


def own_partner(data: Audience, found: Outcomes) -> list[Contrast]:
    """Candidates of a programme that the vacancy's own partner provides, against others.

    At equal grade: a pool is a vacancy and a grade (without judgments, the top share). Only
    candidates with a programme count, and vacancies of a partner that provides one.
    """
    traits = programmes(data)
    providers = frozenset(traits["provider"].values())
    partner_of = {
        each.id: data.partners.get(each.partner or "", each.partner or "")
        for each in data.vacancies
    }
    graded = [each for each in _graded(data, found) if each.candidate in traits["provider"]]
    owner = {each.pool: partner_of[each.pool.partition(" ")[0]] for each in graded}
    pairs = [each for each in graded if owner[each.pool] in providers]
    provider_of = {key: each.provider or "" for key, each in data.programmes.items()}
    asked = {"": pairs}
    for name in sorted({owner[each.pool] for each in pairs}):
        asked[name] = [each for each in pairs if owner[each.pool] == name]
    return [
        against_others(
            name or "all partners",
            inside,
            programme_of=traits["programme"],
            provider_of=provider_of,
            owner=owner,
            tested=bool(data.judgments),
        )
        for name, inside in asked.items()
        if inside
    ]


def against_others(
    name: str,
    pairs: Sequence[Pair],
    *,
    programme_of: Mapping[str, str],
    provider_of: Mapping[str, str],
    owner: Mapping[str, str],
    tested: bool = True,
) -> Contrast:
    """Candidates of the pool's own partner against those of other programmes.

    Classmates are one unit: they share a curriculum, and so much of their scores.

    Args:
        name: Of the partner, or of all.
        pairs: Of candidates with a programme.
        programme_of: Candidate to programme.
        provider_of: Programme to provider.
        owner: Pool to the partner that has the vacancy.
        tested: As in `Contrast`.
    """
    return Contrast(
        trait=OWN,
        group=name,
        against="other programmes",
        design=_design(
            pairs,
            units=[programme_of[each.candidate] for each in pairs],
            codes=provider_of,
            targets=[owner[each.pool] for each in pairs],
        ),
        tested=tested,
    )


def _graded(data: Audience, found: Outcomes) -> list[Pair]:
    """Pairs of which the pool is «vacancy grade»."""
    if not data.judgments:
        return [each._replace(pool=f"{each.pool} top") for each in qualified(data, found)]
    return [
        Pair(f"{vacancy} {grade}", candidate, found.got[vacancy].get(candidate, NOTHING))
        for vacancy, candidate, grade in _judged(data, found)
    ]


def _design(
    pairs: Sequence[Pair],
    *,
    units: Sequence[str],
    codes: Mapping[str, str],
    targets: Sequence[str],
) -> Design:
    _, pool = np.unique([each.pool for each in pairs], return_inverse=True)
    names, unit = np.unique(units, return_inverse=True)
    groups = {name: number for number, name in enumerate(sorted({*codes.values(), *targets}))}
    order = np.argsort(pool, kind="stable")
    _, person = np.unique([each.candidate for each in pairs], return_inverse=True)
    return Design(
        pool=pool[order],
        unit=unit[order],
        person=person[order],
        codes=np.array([groups[codes[str(name)]] for name in names]),
        target=np.array([groups[each] for each in targets])[order],
        values=np.array([[p.got.exposure for p in pairs], [p.got.selected for p in pairs]])[
            :, order
        ],
    )
