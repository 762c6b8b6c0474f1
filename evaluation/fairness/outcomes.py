"""What each candidate gets from a ranking: attention, and a place among the first k.

Bands are honest ties: inside one the order rotates, and over its seeds each member has each of
its places once. So what a candidate gets is the mean over the places of the band, exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from evaluation.fairness.data import Audience
from matching.errors import NoSkillRecognisedError
from matching.matcher import Matcher

__all__ = ["NOTHING", "Got", "Outcomes", "outcomes", "shared"]


class Got(NamedTuple):
    """What a candidate gets from a ranking.

    `exposure` is 1 / log2(1 + place) and in [0, 1], `selected` the chance to be among the first
    k; both are 0 for who is not ranked. `top` is whether the first place of the candidate's band
    is within the share that counts as qualified where nobody judged.
    """

    exposure: float
    selected: float
    top: bool = False


NOTHING = Got(0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """What everybody got: vacancy to candidate to it; who is not ranked is not there.

    `unread` are vacancies in which no skill was recognised.
    """

    got: Mapping[str, Mapping[str, Got]]
    unread: tuple[str, ...]


def outcomes(data: Audience, matcher: Matcher, *, k: int, share: float) -> Outcomes:
    """Rank all candidates for each vacancy.

    Args:
        data: Vacancies and candidates.
        matcher: What ranks.
        k: How many are selected.
        share: Of the eligible, in (0, 1]: who counts as qualified where nobody judged.
    """
    index = matcher.index([matcher.candidate(each, data.programmes) for each in data.candidates])
    found: dict[str, Mapping[str, Got]] = {}
    unread: list[str] = []
    for record in data.vacancies:
        try:
            ranking = matcher.rank(matcher.vacancy(record), index, k=len(index))
        except NoSkillRecognisedError:
            unread.append(record.id)
            continue
        bands: dict[int, list[str]] = {}
        for entry in ranking.entries:
            bands.setdefault(entry.band, []).append(entry.id)
        found[record.id] = shared(list(bands.values()), k=k, share=share)
    return Outcomes(got=found, unread=tuple(unread))


def shared(bands: Sequence[Sequence[str]], *, k: int, share: float = 0.0) -> dict[str, Got]:
    """What each member of bands gets, when the places of a band are shared equally.

    Args:
        bands: Ids, best band first.
        k: How many are selected.
        share: See `outcomes`.

    References:
        Biega, Gummadi, Weikum (2018), Equity of attention, SIGIR, 405-414.

    >>> shared([["a"], ["b", "c"]], k=2)["c"].selected
    0.5
    """
    n = sum(len(band) for band in bands)
    weights = 1 / np.log2(1 + np.arange(1, n + 1))
    found: dict[str, Got] = {}
    start = 0
    for band in bands:
        end = start + len(band)
        selected = min(max(k - start, 0), len(band)) / len(band)
        got = Got(float(weights[start:end].mean()), selected, start < share * n)
        found.update(dict.fromkeys(band, got))
        start = end
    return found
