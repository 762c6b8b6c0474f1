"""Skills as files name them: those that the taxonomy has, and word of the others."""

from collections.abc import Sequence

from matching.matcher import Matcher
from matching.reading.records import RequirementItem, SkillItem
from service.imports.told import Told

__all__ = ["known_skill", "unknown_skills"]


def known_skill(matcher: Matcher, item: SkillItem | RequirementItem) -> str | None:
    """The id of a skill, by its id or by any form of its name; None if the taxonomy has none."""
    if item.skill is not None and item.skill in matcher.taxonomy.skills:
        return item.skill
    return matcher.skill_named(item.label or item.skill or "")


def unknown_skills(
    matcher: Matcher, line: int, column: str, items: Sequence[SkillItem | RequirementItem]
) -> list[Told]:
    """Word of the skills of a line that are left out, if any are."""
    unknown = [
        str(place)
        for place, each in enumerate(items, start=1)
        if known_skill(matcher, each) is None
    ]
    if not unknown:
        return []
    told = f"the taxonomy has no such skill, so it is left out: number {', '.join(unknown)}"
    return [Told(line, column, told)]
