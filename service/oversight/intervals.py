"""How sure a share is that was counted on few."""

from math import sqrt

__all__ = ["wilson"]

_Z = 1.959963984540054


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score.

    Args:
        hits: In 0..tries.
        tries: At least 0; of none the share can be anything.

    Returns:
        Lower and upper bound in [0, 1].

    References:
        Wilson (1927), J. Am. Stat. Assoc. 22, 209-212.

    >>> [round(each, 3) for each in wilson(8, 10)]
    [0.49, 0.943]
    """
    if not tries:
        return 0.0, 1.0
    share, spread = hits / tries, _Z * _Z / tries
    centre = share + spread / 2
    half = sqrt(spread * (share * (1 - share) + spread / 4))
    low, high = (centre - half) / (1 + spread), (centre + half) / (1 + spread)
    return max(0.0, min(low, share)), min(1.0, max(high, share))
