"""How sure a counted share is."""

from math import sqrt

__all__ = ["upper_bound", "wilson"]

_TWO_SIDED, _ONE_SIDED = 1.959964, 1.644854


def wilson(hits: int, n: int, z: float = _TWO_SIDED) -> tuple[float, float]:
    """The 95 % interval of a share, in [0, 1]; (0, 1) without data.

    References:
        Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if n == 0:
        return 0.0, 1.0
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def upper_bound(hits: int, n: int) -> float:
    """The one-sided 95 % upper bound of a share: exact (about 3 / n) for none, else Wilson's.

    >>> round(upper_bound(0, 1000), 5)
    0.00299
    """
    if hits or n == 0:
        return wilson(hits, n, _ONE_SIDED)[1]
    return float(1 - 0.05 ** (1 / n))
