"""How alike two rankings are."""

from collections.abc import Sequence

__all__ = ["rank_biased_overlap", "top_change"]


def rank_biased_overlap(
    first: Sequence[str], second: Sequence[str], *, persistence: float = 0.9
) -> float:
    """Extrapolated rank-biased overlap of two rankings: 1 the same order, 0 nothing shared.

    Args:
        first: Ids, best first, each once.
        second: The same, of any length.
        persistence: In (0, 1): how far down a reader looks; with 0.9 the first ten ranks bear
            86 % of the weight.

    Returns:
        In [0, 1], symmetric; two empty rankings have 1.

    References:
        Webber, Moffat, Zobel (2010), A similarity measure for indefinite rankings, TOIS 28(4),
        equation 32.

    >>> rank_biased_overlap(["a", "b"], ["a", "b"])
    1.0
    """
    if list(first) == list(second):
        return 1.0
    short, long = sorted((list(first), list(second)), key=len)
    if not short:
        return 0.0
    overlaps = _overlaps(short, long)
    s, deepest = len(short), len(long)
    at_short, at_long = overlaps[s - 1], overlaps[deepest - 1]
    total = sum(overlaps[d - 1] / d * persistence**d for d in range(1, deepest + 1))
    total += sum(at_short * (d - s) / (s * d) * persistence**d for d in range(s + 1, deepest + 1))
    rest = ((at_long - at_short) / deepest + at_short / s) * persistence**deepest
    found = (1 - persistence) / persistence * total + rest
    return min(1.0, max(0.0, found))


def _overlaps(short: Sequence[str], long: Sequence[str]) -> list[int]:
    """At each depth of the longer one, how many ids both have seen."""
    seen_short: set[str] = set()
    seen_long: set[str] = set()
    both = 0
    found = []
    for depth, of_long in enumerate(long):
        seen_long.add(of_long)
        both += of_long in seen_short
        if depth < len(short):
            seen_short.add(short[depth])
            both += short[depth] in seen_long
        found.append(both)
    return found


def top_change(first: Sequence[str], second: Sequence[str], k: int = 10) -> float:
    """The share of the first k of one ranking that are not among the first k of the other.

    Returns:
        In [0, 1], symmetric; 0 where both are empty.

    >>> top_change(["a", "b", "c"], ["b", "d", "a"], k=2)
    0.5
    """
    ours, theirs = set(first[:k]), set(second[:k])
    most = max(len(ours), len(theirs))
    return 1 - len(ours & theirs) / most if most else 0.0
