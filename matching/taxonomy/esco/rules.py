"""What ESCO does not say and the engine needs: kinds, codes of languages, ordinary words.

Where the project's own taxonomy knows the same concept (by its ESCO URI) or the same label, its
judgement is taken over; the rest is told from how the label is written.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import simplemma

from matching.taxonomy.esco.drafts import Draft
from matching.taxonomy.esco.labels import Names
from matching.taxonomy.taxonomy import Taxonomy
from matching.taxonomy.tokens import label_key
from matching.types import Kind, OrdinaryLabel, Skill

__all__ = ["Rules"]

_SHORT = 3
_EVERYDAY = frozenset(
    label_key(
        "aanpassingen allergieën boekingen design dies effecten energie energy hulpmiddelen "
        "klemmen noodgevallen ontwerpen reflectie report smetten training vee voeding welzijn "
        "database experiment history geschiedenis literature literatuur spelling webdiensten"
    )
)
_TAKEN_OVER = frozenset({Kind.TECHNOLOGY, Kind.METHOD})


class Rules:
    """Kinds, codes and rules for ordinary words, after the project's own taxonomy.

    Args:
        reference: The project's own taxonomy.
    """

    def __init__(self, reference: Taxonomy) -> None:
        skills = reference.skills.values()
        self._kinds = {
            skill.esco: skill.kind for skill in skills if skill.esco and skill.kind in _TAKEN_OVER
        }
        self._codes = {
            label_key(skill.label_en): skill.code
            for skill in skills
            if skill.kind is Kind.LANGUAGE and skill.code
        }
        self._ordinary = _rules_by_label(skills)
        self._plain = {label_key(label) for skill in skills for label in skill.labels()}

    def kind(self, draft: Draft) -> dict[str, str]:
        """The fields `kind` and, of a language, `code`."""
        code = self._codes.get(label_key(draft.labels.get("en", "")))
        if code and draft.kind == "knowledge" and not draft.group:
            return {"kind": Kind.LANGUAGE, "code": code}
        if draft.transversal:
            return {"kind": Kind.TRANSVERSAL}
        if draft.uri in self._kinds:
            return {"kind": self._kinds[draft.uri]}
        return {"kind": Kind.KNOWLEDGE if draft.kind == "knowledge" else Kind.SKILL}

    def ordinary(self, draft: Draft, names: Names, kind: str) -> dict[str, Any]:
        """The field `ordinary`, where one of the names needs it."""
        marked: list[str] = []
        rules: list[OrdinaryLabel] = []
        for label in names.all():
            rule = self._ordinary.get(label_key(label))
            if rule:
                rules.append(rule)
            judged = kind == Kind.LANGUAGE or label_key(label) in self._plain
            if rule or (not judged and _is_ordinary(label, draft, names)):
                marked.append(label)
        if not marked:
            return {}
        block: dict[str, Any] = {"labels": marked, "needs": _needs(marked, rules)}
        for name in ("near", "never"):
            words = list(dict.fromkeys(word for rule in rules for word in getattr(rule, name)))
            block |= {name: words} if words else {}
        return {"ordinary": block}


def _rules_by_label(skills: Iterable[Skill]) -> Mapping[tuple[str, ...], OrdinaryLabel]:
    return {
        label_key(label): skill.ordinary
        for skill in skills
        if skill.ordinary
        for label in skill.ordinary.labels
    }


def _needs(marked: list[str], rules: list[OrdinaryLabel]) -> str:
    """The capitals alone decide only where the project's own taxonomy says so of every label."""
    alone = len(rules) == len(marked) and all(rule.needs == "case" for rule in rules)
    return "case" if alone else "context"


def _is_ordinary(label: str, draft: Draft, names: Names) -> bool:
    """One word that a text may have for another reason.

    It has one sign or only digits, or is everyday; or it is in the dictionary and three letters
    long, a name (with a capital), the name of a group («law») or an English verb («report»).
    """
    key = label_key(label)
    if len(key) != 1:
        return _EVERYDAY.issuperset(key) or "".join(key).isdecimal()
    word = key[0]
    if len(word) < 2 or word.isdecimal() or word in _EVERYDAY:
        return True
    named = label[:1].isupper() and not label.isupper()
    verb = draft.kind != "knowledge" and label in (names.en, *names.aliases["en"])
    return (draft.group or named or verb or len(word) <= _SHORT) and bool(
        simplemma.is_known(word, lang=("nl", "en"))
    )
