"""What the vectors learn from: texts that mean the same, or nearly.

Groups of names of one concept (ESCO's preferred and other labels in Dutch and English, and its
descriptions), the project's own lexicon, competence phrases mapped to skills and vacancy titles
mapped to occupations. Nothing that is measured with is among them: of the competences the file
`nondigital.csv` alone, and none of MELO, of the sentences or of the gold sets.
"""

import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from evaluation.datasets.files import csv_rows, json_lines
from matching.taxonomy.esco.drafts import Draft, Drafts
from matching.taxonomy.esco.files import EscoFiles

__all__ = ["Concept", "Link", "Pair", "Sources", "draw", "held_out", "load"]

_LANGUAGES = ("nl", "en")
_COLUMNS = ("conceptUri", "preferredLabel", "altLabels", "description")
_MOST_DRAWN = 4
_TITLES = 6000
_FOLDS = 5
_LINK_WEIGHT = {
    "skos:exactMatch": 1.0,
    "skos:closeMatch": 1.0,
    "skos:narrowMatch": 0.5,
    "skos:broadMatch": 0.4,
}
_DESCRIPTION_WEIGHT, _TITLE_WEIGHT = 0.7, 0.6


@dataclass(frozen=True, kw_only=True)
class Concept:
    """Names and descriptions of one concept of ESCO, by language."""

    uri: str
    names: Mapping[str, tuple[str, ...]]
    descriptions: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All names, Dutch first, each once."""
        return tuple(dict.fromkeys(name for each in _LANGUAGES for name in self.names[each]))


@dataclass(frozen=True, slots=True)
class Link:
    """A phrase, what it may be compared with, how much that says, and what it is about."""

    text: str
    names: tuple[str, ...]
    key: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that mean nearly the same; pairs with one key are no contrast to each other."""

    first: str
    second: str
    key: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Sources:
    """All that is learned from."""

    skills: tuple[Concept, ...]
    occupations: tuple[Concept, ...]
    links: tuple[Link, ...]
    titles: tuple[Link, ...]

    def texts(self) -> list[str]:
        """Every text, each once, in a fixed order."""
        found: dict[str, None] = {}
        for concept in (*self.skills, *self.occupations):
            found.update(dict.fromkeys((*concept.every, *concept.descriptions)))
        for link in (*self.links, *self.titles):
            found.update(dict.fromkeys((link.text, *link.names)))
        return list(found)


def held_out(uri: str) -> bool:
    """Whether links to this concept are kept apart to choose settings by: one concept in five."""
    return zlib.crc32(uri.encode()) % _FOLDS == 0


def load(data: Path, lexicon: Path, *, hold: bool = False) -> Sources:
    """Read the sources.

    Args:
        data: Has esco, vdab_competences and titles_en.
        lexicon: The project's own phrases, `data/lexicon`.
        hold: Leave out links to concepts that are `held_out`.

    Raises:
        DatasetError: A file is missing or malformed.
        TaxonomyError: ESCO's files cannot be read.
    """
    files = EscoFiles(data / "esco")
    skills, occupations = _skills(files), _occupations(files)
    known = {each.uri: each for each in (*skills, *occupations)}
    labels = data / "esco" / "links" / "skills_nl_en_labels_merged.csv"
    links = [
        *_bilingual(labels, known),
        *_competences(data / "vdab_competences", labels, hold=hold),
        *_phrases(lexicon, known),
    ]
    titles = _titles(data / "titles_en" / "titles.csv", known)
    return Sources(skills=skills, occupations=occupations, links=tuple(links), titles=tuple(titles))


def _skills(files: EscoFiles) -> tuple[Concept, ...]:
    return _concepts(
        files, {each: [path for _, path in files.collections(each)] for each in _LANGUAGES}
    )


def _occupations(files: EscoFiles) -> tuple[Concept, ...]:
    return _concepts(files, {each: [files.path("occupations", each)] for each in _LANGUAGES})


def _concepts(files: EscoFiles, paths: Mapping[str, Sequence[Path | None]]) -> tuple[Concept, ...]:
    drafts = Drafts()
    descriptions: dict[str, dict[str, None]] = {}
    for language, of_language in paths.items():
        for path in of_language:
            for row, draft in drafts.take(files.rows(path, _COLUMNS), language):
                descriptions.setdefault(draft.uri, {})[row.text("description")] = None
    return tuple(
        Concept(
            uri=uri,
            names={each: _names(drafts[uri], each) for each in _LANGUAGES},
            descriptions=tuple(text for text in descriptions.get(uri, ()) if text),
        )
        for uri in sorted(drafts)
    )


def _names(draft: Draft, language: str) -> tuple[str, ...]:
    preferred = [draft.labels[language]] if language in draft.labels else []
    return tuple(dict.fromkeys((*preferred, *draft.aliases[language])))


def _bilingual(path: Path, known: Mapping[str, Concept]) -> Iterator[Link]:
    """Dutch and English labels of skills that stand in no collection."""
    for _, row in csv_rows(path, ("uri", "label_nl", "label_en")):
        if row["uri"] not in known and row["label_nl"] and row["label_en"]:
            yield Link(row["label_nl"], (row["label_en"],), row["uri"])


def _competences(folder: Path, labels: Path, *, hold: bool) -> Iterator[Link]:
    """Phrases of the Flemish employment service, each with the labels of its skill.

    A phrase that has a digital skill too is measured with, and left out.
    """
    measured = {row["vdab_id"] for _, row in csv_rows(folder / "digital_dev.csv", ("vdab_id",))}
    english = {row["uri"]: row["label_en"] for _, row in csv_rows(labels, ("uri", "label_en"))}
    columns = ("vdab_id", "vdab_label_nl", "relation", "esco_uri", "esco_label_nl_v103")
    for _, row in csv_rows(folder / "nondigital.csv", columns):
        uri, weight = row["esco_uri"], _LINK_WEIGHT[row["relation"]]
        if row["vdab_id"] in measured or (hold and held_out(uri)):
            continue
        for name in (row["esco_label_nl_v103"], english.get(uri)):
            if name:
                yield Link(row["vdab_label_nl"], (name,), uri, weight)


def _phrases(folder: Path, known: Mapping[str, Concept]) -> Iterator[Link]:
    """The lexicon: each phrase beside the names of its concept in its own language, or any."""
    for name in ("skills.jsonl", "occupations.jsonl"):
        for _, row in json_lines(folder / name, {"label": str, "nl": list, "en": list}):
            concept = known.get(str(row.get("esco")))
            key = concept.uri if concept else f"label {row['label']}"
            for language in _LANGUAGES:
                names = (concept.names[language] or concept.every) if concept else (row["label"],)
                for phrase in cast("list[str]", row[language]):
                    yield Link(phrase, cast("tuple[str, ...]", names), key)


def _titles(path: Path, known: Mapping[str, Concept]) -> Iterator[Link]:
    for _, row in csv_rows(path, ("vacancyTitle", "conceptUri")):
        concept = known.get(row["conceptUri"])
        if concept and row["vacancyTitle"].strip():
            names = (*concept.names["en"], *concept.names["nl"][:3])
            yield Link(row["vacancyTitle"].strip(), names, concept.uri, _TITLE_WEIGHT)


def draw(sources: Sources, chance: random.Random) -> list[Pair]:
    """The pairs of one round, in a random order: some of each concept, every link, some titles."""
    pairs: list[Pair] = []
    for concept in sources.skills:
        pairs += _of_concept(concept, concept.every, chance)
    for concept in sources.occupations:
        pairs += _of_concept(concept, concept.names["nl"], chance)
        mixed = (*concept.names["en"], *concept.names["nl"][:2])
        pairs += _of_names(concept.uri, mixed, chance)[: _MOST_DRAWN // 2]
    titles = chance.sample(sources.titles, min(_TITLES, len(sources.titles)))
    pairs += [
        Pair(link.text, chance.choice(link.names), link.key, link.weight)
        for link in (*sources.links, *titles)
    ]
    chance.shuffle(pairs)
    return pairs


def _of_concept(concept: Concept, names: Sequence[str], chance: random.Random) -> list[Pair]:
    described = [
        Pair(text, chance.choice(concept.every), concept.uri, _DESCRIPTION_WEIGHT)
        for text in concept.descriptions
        if concept.every
    ]
    return _of_names(concept.uri, names, chance) + described


def _of_names(uri: str, names: Sequence[str], chance: random.Random) -> list[Pair]:
    if len(names) < 2:
        return []
    drawn = [chance.sample(names, 2) for _ in range(min(_MOST_DRAWN, len(names)))]
    return [Pair(first, second, uri, 1.0) for first, second in drawn]
