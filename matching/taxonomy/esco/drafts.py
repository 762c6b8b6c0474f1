"""ESCO's concepts as they are read, before they have ids and labels that nobody shares."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from matching.taxonomy.esco.files import EscoFiles, Row

__all__ = ["Draft", "Drafts", "read_groups", "read_occupations", "read_skills"]

LANGUAGES = ("en", "nl")
_CONCEPT = ("conceptUri", "preferredLabel", "altLabels")


@dataclass(slots=True, kw_only=True)
class Draft:
    """A concept on its way; `broader`, `related`, `essential` and `optional` hold URIs."""

    uri: str
    kind: str = ""
    group: bool = False
    transversal: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=lambda: {"en": [], "nl": []})
    broader: set[str] = field(default_factory=set)
    related: dict[str, float] = field(default_factory=dict)
    essential: set[str] = field(default_factory=set)
    optional: set[str] = field(default_factory=set)

    def add(self, language: str, label: str, aliases: Iterable[str] = ()) -> None:
        """Take over names; the first preferred label of a language stays."""
        if label:
            self.labels.setdefault(language, label)
        known = self.aliases[language]
        known.extend(alias for alias in aliases if alias not in known)


class Drafts(dict[str, Draft]):
    """Drafts by URI; `repeated` counts the rows that stood in a file twice."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated = 0

    def at(self, uri: str) -> Draft:
        """The draft of this URI, made where there is none."""
        if uri not in self:
            self[uri] = Draft(uri=uri)
        return self[uri]

    def take(self, rows: Iterable[Row], language: str) -> Iterator[tuple[Row, Draft]]:
        """Add the concepts of a file of the usual columns; each URI once."""
        seen: set[str] = set()
        for row in rows:
            uri = row.uri("conceptUri")
            if uri in seen:
                self.repeated += 1
                continue
            seen.add(uri)
            draft = self.at(uri)
            names = row.labels("altLabels") + row.labels("hiddenLabels")
            draft.add(language, row.text("preferredLabel"), names)
            yield row, draft

    def drop_nameless(self) -> None:
        """Leave out what has no label in any language: only a reference named it."""
        for uri in [uri for uri, draft in self.items() if not draft.labels]:
            del self[uri]


def read_skills(files: EscoFiles) -> Drafts:
    """Skills from `skills_*`, from the collections, and from lists that name only labels."""
    drafts = Drafts()
    for language in LANGUAGES:
        path = files.path("skills", language)
        for row, draft in drafts.take(files.rows(path, _CONCEPT), language):
            draft.kind = row.text("skillType") or draft.kind
        for name, path in files.collections(language):
            for row, draft in drafts.take(files.rows(path, _CONCEPT), language):
                draft.kind = row.text("skillType") or draft.kind
                draft.transversal |= name == "transversal"
                draft.broader.update(row.uris("broaderConceptUri"))
    _read_label_lists(files, drafts)
    drafts.drop_nameless()
    return drafts


def _read_label_lists(files: EscoFiles, drafts: Drafts) -> None:
    lists = (
        ("skills_nl_en_labels_merged", "uri", "label"),
        ("ict_occupation_essential_skills", "skillUri", "skill"),
    )
    for stem, uri, prefix in lists:
        columns = (uri, f"{prefix}_en", f"{prefix}_nl")
        for row in files.rows(files.path(stem), columns):
            draft = drafts.at(row.uri(uri))
            draft.kind = draft.kind or row.text("skillType")
            for language in LANGUAGES:
                draft.add(language, row.text(f"{prefix}_{language}"))


def read_groups(files: EscoFiles) -> Drafts:
    """Skill groups, with what the hierarchy puts above them."""
    drafts = Drafts()
    for language in LANGUAGES:
        for _ in drafts.take(files.rows(files.path("skillGroups", language), _CONCEPT), language):
            pass
        _read_hierarchy(files, drafts, language)
    for draft in drafts.values():
        draft.group, draft.kind = True, "knowledge"
    drafts.drop_nameless()
    return drafts


def _read_hierarchy(files: EscoFiles, drafts: Drafts, language: str) -> None:
    levels = [(f"Level {n} URI", f"Level {n} preferred term") for n in range(4)]
    columns = [column for level in levels for column in level]
    for row in files.rows(files.path("skillsHierarchy", language), columns):
        above = ""
        for uri_column, term_column in levels:
            if not row.text(uri_column):
                continue
            draft = drafts.at(row.uri(uri_column))
            draft.add(language, row.text(term_column))
            draft.broader.update([above] if above else [])
            above = draft.uri


def read_occupations(files: EscoFiles) -> Drafts:
    """Occupations, without the skills they need."""
    drafts = Drafts()
    for language in LANGUAGES:
        path = files.path("occupations", language)
        for _, draft in drafts.take(files.rows(path, _CONCEPT), language):
            draft.kind = "occupation"
    return drafts
