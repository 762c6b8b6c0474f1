"""The k best, with ties broken by smaller id."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matching.ranking.errors import LengthError

__all__ = ["top_k"]


def top_k(scores: ArrayLike, ids: Sequence[str], k: int) -> NDArray[np.intp]:
    """Positions of the k highest scores, best first; of equal scores the smaller id comes first.

    Args:
        scores: (n,), any numbers but NaN.
        ids: (n,), compared as strings.
        k: At least 0; more than n gives all n.

    Returns:
        (min(k, n),), positions in `ids`.

    Raises:
        LengthError: There are more scores than ids, or fewer.
        ValueError: `k` is negative.

    >>> top_k([10, 30, 10], ["b", "c", "a"], 2).tolist()
    [1, 2]
    """
    values = np.asarray(scores)
    if len(values) != len(ids):
        raise LengthError(scores=len(values), ids=len(ids))
    if k < 0:
        raise ValueError(f"expected k of at least 0, found {k}")
    near = np.arange(len(values))
    if 0 < k < len(values):
        near = np.flatnonzero(values >= np.partition(values, -k)[-k])
    last_id_first = sorted(near.tolist(), key=ids.__getitem__, reverse=True)
    rising = np.lexsort((np.arange(len(near)), values[last_id_first]))
    return np.array(last_id_first, np.intp)[rising][::-1][:k]
