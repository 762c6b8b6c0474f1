"""Skills as people name them: to ids of the taxonomy, or to what they may have meant."""

from collections.abc import Sequence

from matching.matcher import Matcher
from service.claims.schemas import Skill
from service.errors import BadField, InvalidError

__all__ = ["require_skills"]

_SUGGESTIONS = 3


def require_skills(matcher: Matcher, items: Sequence[Skill], pointers: Sequence[str]) -> list[str]:
    """The ids of skills.

    Args:
        matcher: Knows the taxonomy.
        items: Skills by id or label.
        pointers: To each of them in the request.

    Raises:
        InvalidError: The taxonomy does not have some of them; it names what may be meant.
    """
    found = [_named(matcher, each) for each in items]
    bad = [
        _unknown(matcher, item, pointer)
        for item, pointer, skill in zip(items, pointers, found, strict=True)
        if skill is None
    ]
    if bad:
        raise InvalidError(bad)
    return [skill for skill in found if skill is not None]


def _named(matcher: Matcher, item: Skill) -> str | None:
    if item.skill is not None:
        return item.skill if item.skill in matcher.taxonomy.skills else None
    return matcher.skill_named(item.label or "")


def _unknown(matcher: Matcher, item: Skill, pointer: str) -> BadField:
    field = "skill" if item.skill is not None else "label"
    near = matcher.link_skill(item.skill or item.label or "", k=_SUGGESTIONS)
    meant = ", ".join(f"{each.concept} ({each.label})" for each in near) or "nothing"
    return BadField(
        f"{pointer}/{field}", f"expected a skill of the taxonomy, found none; near it is: {meant}"
    )
