"""Looking up concepts."""

from collections.abc import Iterable, Mapping

from matching.reading.linking import Link
from matching.types import Skill
from service.errors import NotFoundError
from service.taxonomy.known import LEAST_ALIKE, skill_label
from service.taxonomy.names import occupation_names, skill_names
from service.taxonomy.schemas import (
    ConceptFound,
    NamedSkill,
    RelatedSkill,
    SkillFound,
    SkillRead,
)
from service.work import Work

__all__ = ["read_skill", "search_occupations", "search_skills"]

_SAME = 1.0


def search_skills(work: Work, words: str, k: int) -> list[SkillFound]:
    """Skills that some words name, begin the name of, or resemble; in that order."""
    taxonomy = work.pool.matcher.taxonomy
    begun = skill_names(taxonomy).beginning_with(words)
    found = _merged(work.pool.matcher.link_skill(words, k=k), begun)
    skills = ((taxonomy.skill(each), matched) for each, matched in list(found.items())[:k])
    return [
        SkillFound(
            id=skill.id, label=skill.label(work.who.language), matched=matched, kind=skill.kind
        )
        for skill, matched in skills
    ]


def search_occupations(work: Work, words: str, k: int) -> list[ConceptFound]:
    """The same for occupations; of a job title the noise is left out."""
    taxonomy = work.pool.matcher.taxonomy
    begun = occupation_names(taxonomy).beginning_with(words)
    _, links = work.pool.matcher.link_occupation(words, k=k)
    found = _merged(links, begun)
    occupations = (
        (taxonomy.occupation(each), matched) for each, matched in list(found.items())[:k]
    )
    return [
        ConceptFound(id=each.id, label=each.label(work.who.language), matched=matched)
        for each, matched in occupations
    ]


def read_skill(work: Work, skill_id: str) -> SkillRead:
    """One skill.

    Raises:
        NotFoundError: The taxonomy has none with this id.
    """
    taxonomy = work.pool.matcher.taxonomy
    skill = taxonomy.skills.get(skill_id)
    if skill is None:
        raise NotFoundError("skill")
    return SkillRead(
        id=skill.id,
        kind=skill.kind,
        label_nl=skill.label_nl,
        label_en=skill.label_en,
        aliases=list(skill.aliases),
        aliases_nl=list(skill.aliases_nl),
        aliases_en=list(skill.aliases_en),
        broader=_named(work, skill.broader),
        narrower=_named(work, taxonomy.narrower.get(skill.id, ())),
        related=_related(work, skill),
        implies=_named(work, skill.implies),
        esco=skill.esco,
    )


def _merged(links: Iterable[Link], begun: Mapping[str, str]) -> dict[str, str]:
    """Concepts with the name that was matched, each once."""
    close = [each for each in links if each.score >= LEAST_ALIKE]
    same = {each.concept: each.label for each in close if each.score >= _SAME}
    found: dict[str, str] = {}
    for part in (same, begun, {each.concept: each.label for each in close}):
        for concept, matched in part.items():
            found.setdefault(concept, matched)
    return found


def _named(work: Work, skills: Iterable[str]) -> list[NamedSkill]:
    taxonomy, language = work.pool.matcher.taxonomy, work.who.language
    return [NamedSkill(id=each, label=skill_label(taxonomy, each, language)) for each in skills]


def _related(work: Work, skill: Skill) -> list[RelatedSkill]:
    """Skills related to one; the files say it of either."""
    taxonomy, language = work.pool.matcher.taxonomy, work.who.language
    found = dict(skill.related)
    for other in taxonomy.skills.values():
        if skill.id in other.related:
            found[other.id] = max(found.get(other.id, 0.0), other.related[skill.id])
    return [
        RelatedSkill(id=each, label=skill_label(taxonomy, each, language), strength=strength)
        for each, strength in sorted(found.items())
    ]
