"""The systems of each task, by name: «ours», baselines, and for ranking ours without a part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from evaluation.errors import UnknownSystemError
from evaluation.extraction import Finder, NameFinder, OurFinder, SilentFinder
from evaluation.fusion import FusedRanker
from evaluation.ranking_systems import (
    ABLATIONS,
    JaccardSystem,
    OurSystem,
    RankingSystem,
    TextSystem,
)
from evaluation.retrieval import (
    LinkRanker,
    ProfileRanker,
    Ranker,
    SimilarityRanker,
    SkillSetSimilarity,
)
from evaluation.similarity import SIMILARITIES, TEACHERS
from matching.matcher import Matcher

__all__ = [
    "OURS",
    "VARIANTS",
    "finders",
    "ranker_names",
    "rankers",
    "ranking_names",
    "ranking_systems",
]

OURS = "ours"
_WITH_E5 = "ours-e5"
VARIANTS = frozenset({_WITH_E5})
"""Ours with another similarity."""


_OUR_RANKERS: Mapping[str, Callable[[Matcher, str], Ranker]] = {
    "occupation-linking": lambda matcher, name: LinkRanker(matcher, "titles", name),
    "skill-linking": lambda matcher, name: LinkRanker(matcher, "phrases", name),
    "skill-extraction": lambda matcher, name: LinkRanker(matcher, "sentences", name),
    "title-text": lambda matcher, name: ProfileRanker(matcher, name),
}
_JACCARD = "jaccard"
_FUSED = "fused"
_FUSED_PARTS = (OURS, "bm25", "char-tfidf")
_OF_TEXTS = frozenset({"title-text"})


def ranker_names(task: str) -> list[str]:
    """The names of the rankers that a task is measured by, ours first."""
    of_texts = [_JACCARD, _FUSED] if task in _OF_TEXTS else []
    return [OURS, *SIMILARITIES, *of_texts]


def rankers(task: str, names: Sequence[str], matcher: Matcher, seed: int) -> list[Ranker]:
    """New rankers by name; no names mean all of `ranker_names`.

    «ours-e5», ours with the extra `[e5]`, and the encoders of `TEACHERS` must be named: their
    vectors take minutes.

    Raises:
        UnknownSystemError: The task has no ranker of a name.
    """
    usual = ranker_names(task)
    made: list[Ranker] = []
    for name in _checked(names, [*usual, _WITH_E5, *TEACHERS]) if names else usual:
        if name == OURS:
            made.append(_OUR_RANKERS[task](matcher, name))
        elif name == _WITH_E5:
            config = replace(matcher.config, similarity="e5")
            made.append(_OUR_RANKERS[task](replace(matcher, config=config), name))
        elif name == _JACCARD:
            made.append(SimilarityRanker(name, SkillSetSimilarity(matcher)))
        elif name in TEACHERS:
            made.append(SimilarityRanker(name, TEACHERS[name]()))
        elif name == _FUSED:
            made.append(FusedRanker(rankers(task, _FUSED_PARTS, matcher, seed)))
        else:
            made.append(SimilarityRanker(name, SIMILARITIES[name](seed)))
    return made


def ranking_names() -> list[str]:
    """The names of the systems of ranking: ours, baselines, ours without a part."""
    return [
        OURS,
        "random",
        _JACCARD,
        *[each for each in SIMILARITIES if each != "random"],
        *ABLATIONS,
    ]


def ranking_systems(names: Sequence[str], matcher: Matcher, seed: int) -> list[RankingSystem]:
    """New systems of ranking by name; no names mean all.

    Raises:
        UnknownSystemError: There is none of a name.
    """
    made: dict[str, Callable[[], RankingSystem]] = {
        OURS: partial(OurSystem, matcher=matcher),
        _JACCARD: partial(JaccardSystem, matcher=matcher),
        **{name: partial(TextSystem, name=name, seed=seed) for name in SIMILARITIES},
        **{
            name: partial(OurSystem, matcher=matcher, name=name, ablation=ablation)
            for name, ablation in ABLATIONS.items()
        },
    }
    return [made[name]() for name in _checked(names, ranking_names())]


def finders(names: Sequence[str], matcher: Matcher) -> list[Finder]:
    """New finders of skills by name; no names mean all.

    Raises:
        UnknownSystemError: There is none of a name.
    """
    made: list[Finder] = [OurFinder(matcher), NameFinder(matcher.taxonomy), SilentFinder()]
    known = {each.name: each for each in made}
    return [known[name] for name in _checked(names, list(known))]


def _checked(names: Sequence[str], known: Sequence[str]) -> list[str]:
    for name in names:
        if name not in known:
            raise UnknownSystemError(name, known)
    return list(dict.fromkeys(names)) or list(known)
