"""What is wrong with a taxonomy: every problem named, with the file and the concept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from matching.taxonomy.blocks import OccupationBlock, RawBlock, SkillBlock, read_blocks
from matching.taxonomy.tokens import label_key
from matching.types import Concept, Kind, Occupation, Skill

__all__ = ["Problem", "check_taxonomy"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: in which file and concept, what was expected and what was found."""

    path: Path
    concept: str
    message: str

    def __str__(self) -> str:
        return f"{self.path.name}: [{self.concept}]: {self.message}"


@dataclass(frozen=True, slots=True)
class _Parsed:
    block: RawBlock
    concept: Skill | Occupation

    def problem(self, message: str) -> Problem:
        return Problem(self.block.path, self.block.id, message)


def check_taxonomy(folder: Path) -> list[Problem]:
    """All problems of the taxonomy in `folder`, in the order of its files; none is sound.

    Raises:
        TaxonomyError: A file cannot be parsed at all.
    """
    problems: list[Problem] = []
    parsed: list[_Parsed] = []
    for block in read_blocks(folder):
        try:
            model = SkillBlock if block.concept == "skill" else OccupationBlock
            parsed.append(_Parsed(block, model.model_validate(block.fields).concept(block.id)))
        except ValidationError as error:
            problems.extend(_field_problems(block, error))
    skills = [each for each in parsed if isinstance(each.concept, Skill)]
    occupations = [each for each in parsed if isinstance(each.concept, Occupation)]
    for group in (skills, occupations):
        problems.extend(_repeated_ids(group))
        problems.extend(_shared_labels(group))
        problems.extend(_broken_links(group))
        problems.extend(_circles(group))
    problems.extend(_skill_problems(skills))
    problems.extend(_unknown_skills(occupations, {each.concept.id for each in skills}))
    return problems


def _field_problems(block: RawBlock, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors():
        where = ".".join(str(part) for part in detail["loc"])
        found = "nothing" if detail["type"] == "missing" else repr(detail["input"])
        yield Problem(block.path, block.id, f"{where}: {detail['msg']}, found {found}")


def _repeated_ids(group: Iterable[_Parsed]) -> Iterator[Problem]:
    first: dict[str, _Parsed] = {}
    for each in group:
        known = first.setdefault(each.concept.id, each)
        if known is not each:
            yield each.problem(f"this id stands in {known.block.path.name} too; keep one")


def _shared_labels(group: Iterable[_Parsed]) -> Iterator[Problem]:
    owners: dict[tuple[str, ...], _Parsed] = {}
    for each in group:
        for label in each.concept.labels():
            owner = owners.setdefault(label_key(label), each)
            if owner.concept.id != each.concept.id:
                yield each.problem(
                    f"the label {label!r} belongs to [{owner.concept.id}] "
                    f"({owner.block.path.name}) too; give it to one of them"
                )


def _broken_links(group: Iterable[_Parsed]) -> Iterator[Problem]:
    group = list(group)
    known = {each.concept.id for each in group}
    for each in group:
        links = {"broader": each.concept.broader, "related": tuple(each.concept.related)}
        if isinstance(each.concept, Skill):
            links["implies"] = tuple(each.concept.implies)
        for name, others in links.items():
            for other in others:
                if other == each.concept.id:
                    yield each.problem(f"{name}: a concept cannot name itself")
                elif other not in known:
                    yield each.problem(f"{name}: there is no concept [{other}]")


def _circles(group: Iterable[_Parsed]) -> Iterator[Problem]:
    group = list(group)
    concepts: Mapping[str, Concept] = {each.concept.id: each.concept for each in group}
    for each in group:
        above = _above(each.concept.id, concepts)
        if each.concept.id in above:
            yield each.problem("broader: going up from here comes back here; cut the circle")


def _above(concept_id: str, concepts: Mapping[str, Concept]) -> set[str]:
    seen: set[str] = set()
    waiting = [concept_id]
    while waiting:
        concept = concepts.get(waiting.pop())
        fresh = [up for up in concept.broader if up not in seen] if concept else []
        seen.update(fresh)
        waiting.extend(fresh)
    return seen


def _skill_problems(skills: Iterable[_Parsed]) -> Iterator[Problem]:
    skills = list(skills)
    parents = {up for each in skills for up in each.concept.broader}
    for each in skills:
        skill = each.concept
        assert isinstance(skill, Skill)
        if not skill.broader and skill.id not in parents:
            yield each.problem("broader: hangs below nothing and has nothing below it")
        if skill.kind is Kind.LANGUAGE and skill.broader and skill.code is None:
            yield each.problem("code: a language needs its ISO 639 code")
        if skill.implies and skill.kind is not Kind.CERTIFICATE:
            yield each.problem("implies: only certificates imply skills; use broader or related")
        yield from _ordinary_problems(each, skill)


def _ordinary_problems(each: _Parsed, skill: Skill) -> Iterator[Problem]:
    own = {label_key(label) for label in skill.labels()}
    marked = {label_key(label) for label in skill.ordinary.labels} if skill.ordinary else set()
    for key in sorted(marked - own):
        yield each.problem(f"ordinary: {' '.join(key)!r} is none of its labels; add it as an alias")
    for key in sorted(own - marked):
        if len("".join(key)) < 2:
            yield each.problem(f"ordinary: the label {' '.join(key)!r} is one sign; mark it")


def _unknown_skills(occupations: Iterable[_Parsed], skills: set[str]) -> Iterator[Problem]:
    for each in occupations:
        occupation = each.concept
        assert isinstance(occupation, Occupation)
        for name, ids in (("essential", occupation.essential), ("optional", occupation.optional)):
            for skill in ids:
                if skill not in skills:
                    yield each.problem(f"{name}: there is no skill [{skill}]")
