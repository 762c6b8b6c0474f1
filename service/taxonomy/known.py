"""Skills that requests name and answers show: whether they are known, and what they are called."""

from collections.abc import Mapping, Sequence

from matching.matcher import Matcher
from matching.taxonomy import Taxonomy
from service.errors import BadField

__all__ = ["LEAST_ALIKE", "skill_label", "unknown_skills"]

LEAST_ALIKE = 0.5
"""From which resemblance a concept is worth showing to somebody who looks for one."""

_MOST_SUGGESTED = 10  # bad fields; each suggestion costs a search
_SUGGESTIONS = 3


def skill_label(taxonomy: Taxonomy, skill: str, language: str) -> str:
    """What a skill is called; its id where the taxonomy no longer has it."""
    known = taxonomy.skills.get(skill)
    return known.label(language) if known else skill


def unknown_skills(matcher: Matcher, named: Mapping[str, str]) -> list[BadField]:
    """Those of some skills that the taxonomy does not have, the first ones with suggestions.

    Args:
        matcher: Knows the taxonomy.
        named: JSON pointer to the id of a skill.
    """
    bad: list[BadField] = []
    for pointer, skill in named.items():
        if skill not in matcher.taxonomy.skills:
            perhaps = _suggested(matcher, skill) if len(bad) < _MOST_SUGGESTED else ()
            bad.append(BadField(pointer, _unknown(skill, perhaps)))
    return bad


def _suggested(matcher: Matcher, skill: str) -> Sequence[str]:
    links = matcher.link_skill(skill, k=_SUGGESTIONS)
    return [each.concept for each in links if each.score >= LEAST_ALIKE]


def _unknown(skill: str, perhaps: Sequence[str]) -> str:
    way_out = f"perhaps {', '.join(perhaps)}" if perhaps else "search for it in /api/skills"
    return f"expected the id of a skill in the taxonomy, found {skill!r}; {way_out}"
