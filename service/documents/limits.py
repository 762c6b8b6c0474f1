"""What a document may cost."""

from dataclasses import dataclass

__all__ = ["LIMITS", "Limits"]

_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that a document may hold, and that reading it may take.

    `memory` is address space of the process that reads, `ratio` how many times larger a packed
    part may become, `parts` how many files a packed document may hold.
    """

    size: int = 10 * _MEGABYTE
    unpacked: int = 50 * _MEGABYTE
    ratio: int = 200
    parts: int = 2000
    pages: int = 50
    characters: int = 500_000
    seconds: float = 10.0
    memory: int = 512 * _MEGABYTE


LIMITS = Limits()
"""The limits that hold unless a caller says otherwise."""
