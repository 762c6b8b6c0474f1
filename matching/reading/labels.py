"""Skills named in structured fields: by id, or by a label in any form of it."""

from matching.reading.linking import Linker
from matching.reading.records import RequirementItem, SkillItem
from matching.taxonomy import Taxonomy

__all__ = ["SkillLabels"]


class SkillLabels:
    """Resolves given skills, and keeps what it could not resolve so that it can be shown."""

    def __init__(self, taxonomy: Taxonomy, linker: Linker) -> None:
        self._taxonomy = taxonomy
        self._linker = linker
        self.unresolved: dict[str, int] = {}

    def resolve(self, item: SkillItem | RequirementItem) -> str | None:
        """The id of the skill that `item` means, or None where the taxonomy has no such skill."""
        if item.skill is not None and item.skill in self._taxonomy.skills:
            return item.skill
        name = item.label or item.skill or ""
        found = self._linker.same(name)
        if found is None:
            self.unresolved[name] = self.unresolved.get(name, 0) + 1
        return found
