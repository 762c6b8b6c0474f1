"""The arithmetic of credit: whole numbers only, so that every way to a score gives the same bits.

All factors are whole numbers of 1/10,000. The credit of a claim for a requirement is the product
of four of them, rounded down once at the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.config import MatchingConfig
from matching.types import EvidenceKind

__all__ = ["FULL", "LEVELS", "SCALE", "Factors", "quantise", "quantise_relatedness"]

SCALE = 10_000
"""A full score, and a factor of 1."""

FULL = SCALE**3
"""Level factor × strength × certainty when all of them are 1."""

LEVELS = (1, 2, 3, 4)


def quantise(factor: float) -> int:
    """A factor in [0, 1] as a whole number in 0..10,000; what lies outside is cut off."""
    return round(min(1.0, max(0.0, factor)) * SCALE)


def quantise_relatedness(asked: str, related: Mapping[str, float]) -> dict[str, int]:
    """Relatedness to `asked` in whole numbers: 10,000 for itself, less for every other."""
    rounded = {
        other: SCALE if other == asked else min(SCALE - 1, quantise(strength))
        for other, strength in related.items()
    }
    return {other: strength for other, strength in rounded.items() if strength}


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """The factors of a config in whole numbers of 1/10,000."""

    by_gap: tuple[int, ...]
    strength: Mapping[EvidenceKind, int]
    default_level: Mapping[EvidenceKind, int]
    occupation_held: int

    @classmethod
    def of(cls, config: MatchingConfig) -> "Factors":
        """The factors of `config`."""
        return cls(
            by_gap=tuple(map(quantise, config.level_factor)),
            strength={kind: quantise(x) for kind, x in config.evidence_strength.items()},
            default_level=config.default_level_held,
            occupation_held=quantise(config.occupation_held),
        )

    def level_held(self, kind: EvidenceKind, level: int | None) -> int:
        """The level of a claim, or that of its kind of evidence where it names none."""
        return self.default_level[kind] if level is None else level

    def level_factor(self, asked: int, held: int) -> int:
        """Credit for a level held against the one asked; more than asked earns no more."""
        return self.by_gap[max(0, asked - held)]

    def trust(self, kind: EvidenceKind, certainty: float) -> int:
        """Strength of the evidence × certainty, in 0..10,000²."""
        return self.strength[kind] * quantise(certainty)
