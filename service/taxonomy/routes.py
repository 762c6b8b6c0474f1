"""The taxonomy over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from service.taxonomy import service
from service.taxonomy.schemas import ConceptFound, SkillFound, SkillRead
from service.web.deps import Reading

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["taxonomy"])

Words = Annotated[
    str,
    Query(
        alias="q",
        min_length=1,
        max_length=200,
        pattern=r"\S",
        description="A phrase, a job title, or the beginning of a name.",
        examples=["postgres"],
    ),
]
Most = Annotated[int, Query(alias="k", ge=1, le=50, description="How many at most.")]
SkillId = Annotated[str, Path(min_length=1, max_length=200, examples=["postgresql"])]


@router.get("/skills", operation_id="search_skills")
def search_skills(work: Reading, words: Words, most: Most = 10) -> list[SkillFound]:
    """Skills for some words: those with that name, then those whose name begins so, then alike."""
    return service.search_skills(work, words, most)


@router.get("/skills/{skill_id}", operation_id="read_skill")
def read_skill(work: Reading, skill_id: SkillId) -> SkillRead:
    """One skill: its names, and its place among the others."""
    return service.read_skill(work, skill_id)


@router.get("/occupations", operation_id="search_occupations")
def search_occupations(work: Reading, words: Words, most: Most = 10) -> list[ConceptFound]:
    """Occupations for a job title or the beginning of a name, in the same order."""
    return service.search_occupations(work, words, most)
