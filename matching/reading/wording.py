"""The words of `wording.toml`: what around a skill says how it is meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli

from matching.errors import TaxonomyError
from matching.reading.text import TokenTrie
from matching.reading.verbs import Verbs
from matching.taxonomy.folders import default_taxonomy_folder
from matching.taxonomy.tokens import fold, label_key
from matching.types import Section

__all__ = ["Wording", "load_wording"]

_FILE = "wording.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The phrases, ready to be found.

    `signs` holds everything that says importance, negation, intention or level, by name
    («importance.nice», «level.3»), `pseudo` what looks like one and is none, with
    the name of what it looks like, `referring` what a sentence says of the one before it
    («negated», «intent», «nice»); the others are named as in the file.
    """

    signs: TokenTrie[str]
    pseudo: TokenTrie[str]
    referring: TokenTrie[str]
    others: TokenTrie[bool]
    headings: TokenTrie[Section]
    about: frozenset[str]
    sentence_starts: TokenTrie[Section]
    company_words: TokenTrie[bool]
    asking: TokenTrie[bool]
    address: frozenset[str]
    opening: frozenset[str]
    working: TokenTrie[bool]
    tools: TokenTrie[bool]
    chances: TokenTrie[bool]
    growth: TokenTrie[bool]
    introduces: frozenset[tuple[str, ...]]
    follows: frozenset[tuple[str, ...]]
    things: frozenset[str]
    thing_ends: tuple[str, ...]
    people: frozenset[str]
    seeking: frozenset[str]
    heads: frozenset[str]
    verbs: frozenset[str]
    stops: frozenset[str]
    conjunctions: frozenset[str]
    abbreviations: frozenset[str]
    seniority: TokenTrie[bool]
    title_noise: TokenTrie[bool]
    title_cuts: frozenset[str]
    outcomes: TokenTrie[int]
    guided: TokenTrie[bool]
    first_names: frozenset[str]
    personal: TokenTrie[bool]
    name_phrases: TokenTrie[bool]
    activities: Verbs
    steps: Mapping[str, str]

    def is_thing(self, word: str) -> bool:
        """Whether a folded word is what a trait may be said of that is not the person."""
        return word in self.things or word.endswith(self.thing_ends)


def _trie(phrases: Iterable[str]) -> TokenTrie[bool]:
    return TokenTrie({label_key(phrase): True for phrase in phrases})


def _words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(key[-1] for key in map(label_key, phrases) if key)


def _signs(document: Mapping[str, Any]) -> TokenTrie[str]:
    trie: TokenTrie[str] = TokenTrie()
    for table in ("negation", "importance", "intent", "level"):
        for name, phrases in document[table].items():
            if name in ("never", "stops"):
                continue
            for phrase in phrases:
                trie.add(label_key(phrase), f"{table}.{name}")
    return trie


def _pseudo(document: Mapping[str, Any]) -> TokenTrie[str]:
    trie: TokenTrie[str] = TokenTrie()
    for table in ("negation", "level"):
        for phrase in document[table]["never"]:
            trie.add(label_key(phrase), table)
    return trie


def _referring(table: Mapping[str, Any]) -> TokenTrie[str]:
    trie: TokenTrie[str] = TokenTrie()
    for said in ("negated", "intent", "nice"):
        told = table[said]
        phrases = [
            *(f"{subject} {end}" for subject in table["subjects"] for end in told["after"]),
            *(f"{start} {meant}" for start in told["before"] for meant in table["objects"]),
            *told["whole"],
        ]
        for phrase in phrases:
            trie.add(label_key(phrase), said)
    return trie


def _outcomes(table: Mapping[str, Iterable[str]]) -> TokenTrie[int]:
    trie: TokenTrie[int] = TokenTrie()
    for level, phrases in table.items():
        for phrase in phrases:
            trie.add(label_key(phrase), int(level))
    return trie


def _sections(table: Mapping[str, Iterable[str]]) -> TokenTrie[Section]:
    trie: TokenTrie[Section] = TokenTrie()
    for name, phrases in table.items():
        for phrase in phrases:
            trie.add(label_key(phrase), Section(name))
    return trie


@lru_cache(maxsize=4)
def load_wording(folder: Path | None = None) -> Wording:
    """The wording in `folder`, or the project's own where the folder has none.

    Raises:
        TaxonomyError: The file cannot be read or lacks a table.
    """
    path = (folder or default_taxonomy_folder()) / _FILE
    if not path.exists():
        path = default_taxonomy_folder() / _FILE
    try:
        return _wording(tomli.loads(path.read_text(encoding="utf-8")))
    except (tomli.TOMLDecodeError, UnicodeDecodeError, KeyError, ValueError) as problem:
        raise TaxonomyError(
            f"{path}: expected the tables of wording.toml: {problem!r}; compare it with the "
            f"project's own"
        ) from problem


def _wording(document: Mapping[str, Any]) -> Wording:
    headings, sentences = dict(document["headings"]), dict(document["sentences"])
    about = headings.pop("about")
    lists = ("company_words", "asking", "working", "tools", "chances", "growth")
    told = {name: _trie(sentences.pop(name)) for name in lists}
    address, opening = (_words(sentences.pop(name)) for name in ("address", "opening"))
    clauses, ordinary, titles = document["clauses"], document["ordinary"], document["titles"]
    return Wording(
        signs=_signs(document),
        pseudo=_pseudo(document),
        referring=_referring(document["referring"]),
        others=_trie(document["asides"]["others"]),
        headings=_sections(headings),
        about=_words(about),
        sentence_starts=_sections(sentences),
        address=address,
        opening=opening,
        **told,
        introduces=frozenset(map(label_key, ordinary["before"])),
        follows=frozenset(map(label_key, ordinary["after"])),
        things=_words(ordinary["things"]),
        thing_ends=tuple(sorted(_words(ordinary["thing_ends"]))),
        people=_words(ordinary["people"]),
        seeking=_words(ordinary["seeking"]),
        heads=_words(document["compounds"]["heads"]),
        verbs=_words(clauses["verbs"]),
        stops=_words(document["negation"]["stops"]),
        conjunctions=_words(clauses["conjunctions"]),
        abbreviations=_words(clauses["abbreviations"]),
        seniority=_trie(titles["seniority"]),
        title_noise=_trie(titles["noise"]),
        title_cuts=_words(titles["cut"]),
        outcomes=_outcomes(document["outcomes"]),
        guided=_trie(document["guided"]["phrases"]),
        first_names=_words(document["names"]["first"]),
        personal=_trie(document["names"]["fields"]),
        name_phrases=_trie(document["names"]["phrases"]),
        activities=Verbs(document["activities"]["verbs"]),
        steps={
            fold(word): skill
            for skill, words in document["activities"]["steps"].items()
            for word in words.split()
        },
    )
