"""What can go wrong in ranking, besides what `matching.errors` names.

MatchingError
├── DuplicateIdError     two profiles with one id
├── IndexFileError       a stored index that is damaged or not of here
└── LengthError          arrays that should be equally long
"""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from matching.errors import MatchingError

__all__ = ["DuplicateIdError", "IndexFileError", "LengthError", "refuse_duplicates"]


class DuplicateIdError(MatchingError):
    """Two profiles with one id, so that nobody could tell which of them was ranked."""

    def __init__(self, kind: str, ids: Iterable[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(
            f"expected every {kind} once, found more than one with id {', '.join(self.ids)}; "
            f"give each an id of its own, or leave out all but the newest"
        )


class IndexFileError(MatchingError):
    """A stored index that is damaged, or was made with something else than what is here."""

    def __init__(self, file: Path, expected: str, found: str, way_out: str) -> None:
        super().__init__(f"{file}: expected {expected}, found {found}; {way_out}")
        self.file = file


class LengthError(MatchingError):
    """Arrays that should be equally long and are not."""

    def __init__(self, **lengths: int) -> None:
        found = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        super().__init__(f"expected equal lengths, but {found}; pass one score for each id")
        self.lengths = lengths


def refuse_duplicates(kind: str, sorted_ids: list[str]) -> None:
    """Refuse ids, sorted, of which two are the same.

    Raises:
        DuplicateIdError: An id is there more than once.
    """
    twice = {one for one, two in pairwise(sorted_ids) if one == two}
    if twice:
        raise DuplicateIdError(kind, sorted(twice))
