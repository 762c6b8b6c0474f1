"""Names that no two concepts share, and ids that never change while ESCO's labels do not.

ESCO gives one name to several concepts quite often. Here a name belongs to the concept that has it
as its preferred label, English before Dutch, concepts before groups, then in the order of URIs; the
others keep a longer label or do without the alias.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from matching.taxonomy.esco.drafts import Draft
from matching.taxonomy.tokens import fold, label_key, split_tokens

__all__ = ["Names", "NamesReport", "give_ids", "give_names"]

_BRACKETS = re.compile(r"(.*\S)\s*\([^()]*\)")
_SUFFIXES = {
    "en": {"occupation": "occupation", "group": "field", "knowledge": "knowledge", "": "skill"},
    "nl": {"occupation": "beroep", "group": "gebied", "knowledge": "kennis", "": "vaardigheid"},
}


@dataclass(slots=True)
class Names:
    """The names of one concept, none of which another has."""

    en: str = ""
    nl: str = ""
    aliases: dict[str, list[str]] = field(default_factory=lambda: {"en": [], "nl": []})

    def all(self) -> list[str]:
        """Every name, each once."""
        return list(dict.fromkeys([self.en, self.nl, *self.aliases["en"], *self.aliases["nl"]]))


@dataclass(slots=True)
class NamesReport:
    """How many had no Dutch label, kept a longer label, or lost an alias to another concept."""

    without_dutch: int = 0
    renamed: int = 0
    dropped: int = 0


def in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Concepts before groups, then by URI."""
    return sorted(drafts, key=lambda draft: (draft.group, draft.uri))


def give_names(concepts: Mapping[str, Draft]) -> tuple[dict[str, Names], NamesReport]:
    """The names of every concept, by URI."""
    drafts, report = in_order(concepts.values()), NamesReport()
    owners: dict[tuple[str, ...], str] = {}
    names = {draft.uri: Names() for draft in drafts}
    for draft in drafts:
        label = draft.labels.get("en") or draft.labels["nl"]
        names[draft.uri].en = _own(owners, draft, label, "en", report)
    for draft in drafts:
        english = draft.labels.get("en")
        dutch = draft.labels.get("nl") or english or ""
        report.without_dutch += "nl" not in draft.labels
        taken_over = dutch == english
        mine = names[draft.uri]
        mine.nl = mine.en if taken_over else _own(owners, draft, dutch, "nl", report)
    for draft in drafts:
        _take_aliases(owners, draft, names[draft.uri], report)
    _add_short_names(owners, drafts, names)
    return names, report


def _own(
    owners: dict[tuple[str, ...], str],
    draft: Draft,
    label: str,
    language: str,
    report: NamesReport,
) -> str:
    """The label, or a longer one where another concept has it."""
    words = _SUFFIXES[language]
    suffix = words["group"] if draft.group else words.get(draft.kind, words[""])
    tried, number = label, 1
    while not label_key(tried) or owners.get(label_key(tried), draft.uri) != draft.uri:
        tried = f"{label} ({suffix})" if number == 1 else f"{label} ({suffix} {number})"
        number += 1
    owners[label_key(tried)] = draft.uri
    report.renamed += number > 1
    return tried


def _take_aliases(
    owners: dict[tuple[str, ...], str], draft: Draft, mine: Names, report: NamesReport
) -> None:
    own = {label_key(label) for label in mine.all()}
    for language in ("en", "nl"):
        for alias in draft.aliases[language]:
            key = label_key(alias)
            if not key or key in own:
                continue
            if owners.setdefault(key, draft.uri) != draft.uri:
                report.dropped += 1
                continue
            own.add(key)
            mine.aliases[language].append(alias)


def _add_short_names(
    owners: dict[tuple[str, ...], str], drafts: Iterable[Draft], names: Mapping[str, Names]
) -> None:
    """What stands before the brackets is what people write: «Java (computer programming)».

    Only of knowledge (of a skill it would be a bare verb), and only where one concept wants it.
    """
    wanted = [
        (draft, language, match[1])
        for draft in drafts
        if draft.kind == "knowledge" and not draft.group
        for language, label in (("en", names[draft.uri].en), ("nl", names[draft.uri].nl))
        if (match := _BRACKETS.fullmatch(label))
    ]
    claims = Counter(key for key, _ in {(label_key(short), d.uri) for d, _, short in wanted})
    for draft, language, short in wanted:
        key = label_key(short)
        if key and claims[key] == 1 and key not in owners:
            owners[key] = draft.uri
            names[draft.uri].aliases[language].append(short)


def give_ids(concepts: Mapping[str, Draft]) -> dict[str, str]:
    """An id for every URI: its English label in lower case, with a number where that is taken."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for draft in in_order(concepts.values()):
        slug = _slug(draft.labels.get("en") or draft.labels["nl"]) or draft.uri.rsplit("/", 1)[-1]
        tried, number = slug, 1
        while tried in taken:
            number += 1
            tried = f"{slug}-{number}"
        taken.add(tried)
        ids[draft.uri] = tried
    return ids


def _slug(label: str) -> str:
    tokens = (fold(token) for token in split_tokens(label)[1::2])
    words = (token.lstrip(".").replace("+", "-plus").replace("#", "-sharp") for token in tokens)
    return "-".join(words)
