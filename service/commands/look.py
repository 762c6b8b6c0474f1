"""`schakel taxonomy show` and `search`: concepts for people."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from matching.taxonomy import Taxonomy
    from matching.types import Concept, Occupation, Skill

__all__ = ["run_search", "run_show", "run_vectors"]


def run_show(concept_id: str, *, as_json: bool, folder: Path | None) -> None:
    """Print one concept by its id, or by any of its names.

    Raises:
        UnknownConceptError: There is none.
    """
    from matching.errors import UnknownConceptError
    from matching.reading.linking import Linker
    from matching.taxonomy import load_taxonomy

    taxonomy = load_taxonomy(folder)
    concepts: list[Skill | Occupation] = [*taxonomy.skills.values(), *taxonomy.occupations.values()]
    by_id = [each for each in concepts if each.id == concept_id]
    if not by_id:
        linkers = [Linker(taxonomy.skills.values()), Linker(taxonomy.occupations.values())]
        known = {linker.same(concept_id) for linker in linkers} - {None}
        by_id = [each for each in concepts if each.id in known]
    if not by_id:
        near = [link.concept for linker in linkers for link in linker.link(concept_id, 2)]
        raise UnknownConceptError(concept_id, kind="concept", near=near)
    for concept in by_id:
        form = _form(concept, taxonomy)
        if as_json:
            typer.echo(json.dumps(form, ensure_ascii=False))
        else:
            typer.echo("\n".join(f"{name:12} {_shown(value)}" for name, value in form.items()))
            typer.echo()


def run_search(words: str, *, k: int, as_json: bool, folder: Path | None) -> None:
    """Print the concepts whose names resemble some words, skills first."""
    from matching.reading.linking import Linker
    from matching.taxonomy import load_taxonomy

    taxonomy = load_taxonomy(folder)
    for kind, concepts in (("skill", taxonomy.skills), ("occupation", taxonomy.occupations)):
        for link in Linker(concepts.values()).link(words, k):
            concept = concepts[link.concept]
            if as_json:
                form = {"kind": kind, "id": link.concept, "score": link.score}
                form |= {"label_nl": concept.label_nl, "label_en": concept.label_en}
                typer.echo(json.dumps(form, ensure_ascii=False))
            else:
                labels = f"{concept.label_nl} / {concept.label_en}"
                typer.echo(f"{link.score:.2f}  {kind:10}  {link.concept:34}  {labels}")


def run_vectors(similarity: str, *, folder: Path | None) -> None:
    """Make the vectors of all names and keep them.

    Raises:
        EncoderError: There is no such similarity, or its package is not installed.
    """
    from matching.config import MatchingConfig
    from matching.matcher import Matcher
    from service.progress import progress

    config = MatchingConfig(similarity=similarity)
    Matcher.load(folder, config=config, progress=progress).prepare()


def _form(concept: "Skill | Occupation", taxonomy: "Taxonomy") -> dict[str, Any]:
    from matching.types import Skill

    form = dict(_shared(concept))
    if isinstance(concept, Skill):
        form |= {
            "kind": str(concept.kind),
            "narrower": list(taxonomy.narrower.get(concept.id, ())),
            "implies": dict(concept.implies),
            "ordinary": list(concept.ordinary.labels) if concept.ordinary else [],
        }
    else:
        form |= {
            "kind": "occupation",
            "essential": list(concept.essential),
            "optional": list(concept.optional),
            "stage": concept.stage,
        }
    return {name: value for name, value in form.items() if value}


def _shared(concept: "Concept") -> Iterator[tuple[str, Any]]:
    yield "id", concept.id
    yield "nl", concept.label_nl
    yield "en", concept.label_en
    preferred = {concept.label_nl, concept.label_en}
    yield "aliases", [label for label in concept.labels() if label not in preferred]
    yield "broader", list(concept.broader)
    yield "related", dict(concept.related)
    yield "esco", concept.esco


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} ({amount})" for name, amount in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
