"""The names of concepts: what each is, and which of its forms are it too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from matching.taxonomy.tokens import label_key
from matching.types import Concept, Kind, Needs, OrdinaryLabel, Skill

__all__ = ["NAMES_ONLY", "Name", "Span", "glues", "inflects", "labels"]

NAMES_ONLY = frozenset({Kind.TECHNOLOGY, Kind.CERTIFICATE})
"""Kinds whose names are compared as they are written."""


@dataclass(frozen=True, slots=True)
class Name:
    """One label of a concept; `rule` says what decides where it is an ordinary word too.

    `kind` is that of a skill; occupations have none. `broader` are the ids right above it.
    """

    concept: str
    label: str
    broader: tuple[str, ...] = ()
    kind: Kind | None = None
    rule: OrdinaryLabel | None = None


class Span(NamedTuple):
    """A name at tokens `start` up to `end`; `stop` is the offset behind its last character."""

    start: int
    end: int
    stop: int
    name: Name
    certainty: float = 1.0


def glues(name: Name) -> bool:
    """Whether it is known in a compound too: not a word that means something else there."""
    return name.rule is None or name.rule.needs is not Needs.CONTEXT


def labels(
    concepts: Iterable[Concept], language: str | None
) -> Iterator[tuple[tuple[str, ...], Name]]:
    """Every label as its key and name, by concept id."""
    for concept in sorted(concepts, key=lambda each: each.id):
        ruled = _ruled(concept)
        kind = concept.kind if isinstance(concept, Skill) else None
        for label in concept.labels(language):
            key = label_key(label)
            rule = concept.ordinary if isinstance(concept, Skill) and key in ruled else None
            yield key, Name(concept.id, label, concept.broader, kind, rule)


def inflects(name: Name) -> bool:
    """Whether other forms of its words are it too; not so for products and ordinary words."""
    return name.rule is None and name.kind not in NAMES_ONLY


def _ruled(concept: Concept) -> frozenset[tuple[str, ...]]:
    rule = concept.ordinary if isinstance(concept, Skill) else None
    return frozenset(map(label_key, rule.labels)) if rule else frozenset()
