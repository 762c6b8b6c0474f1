"""The kernel finds what plain Python finds, in every text; `by_hand` is the plain way."""

import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.reading import kernel, passes, text
from matching.reading.gazetteer import Gazetteer
from matching.reading.text import Text, TokenTrie, tokenise
from matching.types import Kind
from tests.data.sample import Sample
from tests.matching.reading.strategies import HIDDEN, examples, skill

NAMES = [
    "C",
    "C#",
    "C++",
    ".NET",
    "ASP.NET",
    "node.js",
    "Java",
    "Java EE",
    "CI/CD",
    "Pré",
    "Ω",
    "a",
]
LONG = [
    "data base",
    "data base beheer",
    "data base beheer in de cloud",
    "base",
    "beheer in",
    "ab cd",
]
FINDER = Gazetteer([skill(name, Kind.KNOWLEDGE) for name in [*NAMES, *LONG]], fuzzy_certainty=0.8)

words = st.sampled_from([*NAMES, *LONG, "PRE\u0301", "É", "javascirpt", "3", "straße", "½", "日本"])
signs = st.sampled_from(
    [
        *" \t\n\u00a0\u2028-‐–_/&'’.+#,;(•",
        "++",
        " - ",
        " .",
        ". ",
        "...",
        "\uf0b7",
        "\U0001f600\ufe0f",
    ]
)
pieces = st.one_of(words, signs, st.sampled_from(HIDDEN), st.characters(), st.text(max_size=3))
mixed_texts = st.lists(pieces, max_size=25).map("".join)


def by_hand(raw: str) -> Text:
    shown, origin = text._shown(raw)
    return Text(raw, shown, *text._offsets(shown, origin))


def described(cut: Text) -> tuple[Sequence[Any], ...]:
    joins = [cut.joined(index) for index in range(len(cut))]
    return cut.tokens, cut.folded, cut.gaps, list(cut.starts), list(cut.ends), joins


def assert_same(raw: str, finder: Gazetteer = FINDER) -> None:
    compiled, plain = tokenise(raw), by_hand(raw)
    assert described(compiled) == described(plain)
    assert finder.exact_spans(compiled) == finder.exact_spans(plain)
    assert finder.spans(compiled) == finder.spans(plain)


@examples
@given(mixed_texts)
def test_the_kernel_and_plain_python_find_the_same(raw: str) -> None:
    assert_same(raw)


@examples
@given(mixed_texts)
def test_every_name_that_begins_at_a_token_is_the_longest_one(raw: str) -> None:
    cut = tokenise(raw)
    if cut.scan is None:
        return
    trie = FINDER._exact
    firsts, ends, stops, found = kernel.FlatTrie(trie).find(cut.scan, apart=False)
    slow = [trie.longest(cut, index, cut.folded) for index in range(len(cut))]
    expected = [hit for hit in slow if hit]
    assert list(zip(firsts, ends, found, strict=True)) == expected
    assert stops == [cut.ends[hit.end - 1] for hit in expected]


def test_every_character_is_cut_and_folded_as_in_plain_python() -> None:
    for covered in kernel._COVERED:
        for char in map(chr, covered):
            raw = f"{char}a{char} .{char} b+{char} c{char}d ab{char}cd"
            assert described(tokenise(raw)) == described(by_hand(raw)), hex(ord(char))


def test_no_character_of_the_table_changes_with_its_neighbours() -> None:
    table = kernel._TABLE
    for char in map(chr, range(sys.maxunicode + 1)):
        parts = unicodedata.decomposition(char).split()
        if parts and not parts[0].startswith("<"):
            later = [int(part, 16) for part in parts[1:]]
            assert all(each >= len(table) or table[each] & passes.STRANGE for each in later)


@pytest.mark.parametrize(
    "raw", ["straße C#", "½ Java", "ĳs Java", "日本 Java", "\ud800 Java", "𝐀 Java"]
)
def test_texts_that_the_table_does_not_cover_are_read_by_plain_python(raw: str) -> None:
    assert tokenise(raw).scan is None
    assert len(FINDER.exact_spans(tokenise(raw))) == 1
    assert_same(raw)


@pytest.mark.parametrize(
    "raw", ["Ja\u00adva", "\ufeffJava", "node\u200b.js", "Pre\u0301", "x\u00ad C#"]
)
def test_hidden_characters_and_accents_written_apart_do_not_stop_the_kernel(raw: str) -> None:
    assert tokenise(raw).scan is not None
    assert_same(raw)


@pytest.mark.parametrize("raw", ["", " ", "\n", "\u00ad", "\ufeff\u200b"])
def test_a_text_without_tokens_has_no_names(raw: str) -> None:
    assert len(tokenise(raw)) == 0
    assert_same(raw)


def test_a_gazetteer_without_names_finds_none() -> None:
    assert_same("Java en C#", Gazetteer([]))
    assert Gazetteer([]).spans(tokenise("Java en C#")) == []


def test_the_whole_taxonomy_is_found_alike_in_the_sample(matcher: Matcher, sample: Sample) -> None:
    heads = matcher.wording.heads
    finder = Gazetteer(matcher.taxonomy.skills.values(), heads=heads, fuzzy_certainty=0.8)
    for raw in sample.texts:
        assert_same(raw, finder)
    assert_same(
        "\n".join(label for each in matcher.taxonomy.skills.values() for label in each.labels())
    )


def test_a_text_of_a_megabyte_is_read_alike() -> None:
    assert_same("Wij zoeken een Java EE held met C++, data base beheer en é.\n" * 17_500)


def test_threads_share_a_gazetteer() -> None:
    raws = [f"{name} en {other}\n" * 40 for name in NAMES for other in LONG]
    shared = Gazetteer([skill(name) for name in [*NAMES, *LONG]])
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda raw: shared.exact_spans(tokenise(raw)), raws))
    assert found == [shared.exact_spans(by_hand(raw)) for raw in raws]


def test_two_words_with_one_hash_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "_hashes", lambda words: np.full(len(words), 7))
    with pytest.raises(ValueError, match="two share one"):
        kernel.FlatTrie(TokenTrie({("a",): 1, ("b",): 2}))


def test_words_in_one_slot_are_told_apart() -> None:
    slots = kernel._slots({7: 1, 7 + (1 << 40): 2, -(1 << 40) + 7: 3}).tolist()
    found = dict(zip(slots[::2], slots[1::2], strict=True))
    assert (found[7], found[7 + (1 << 40)], found[7 - (1 << 40)]) == (1, 2, 3)


@pytest.mark.parametrize("module", ["matching.reading.gazetteer", "matching", "service.cli"])
def test_numba_is_imported_only_when_there_is_a_text(module: str) -> None:
    code = f"import sys, {module}; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("names", "raw", "found"),
    [
        (
            ["database", "databases beheren"],
            "database beheren",
            [("database beheren", "databases-beheren")],
        ),
        (["access", "access points"], "access point", [("access point", "access-points")]),
        (["testen", "tests"], "tests", [("tests", "tests")]),
        (
            ["machine", "machine learning"],
            "machine lerning",
            [("machine lerning", "machine-learning")],
        ),
    ],
)
def test_the_longest_name_wins_in_whatever_form_and_of_equals_the_one_as_written(
    names: list[str], raw: str, found: list[tuple[str, str]]
) -> None:
    finder = Gazetteer([skill(name, Kind.KNOWLEDGE) for name in names], fuzzy_certainty=0.8)
    cut = tokenise(raw)
    spans = finder.spans(cut)
    assert [(cut.words(span.start, span.end), span.name.concept) for span in spans] == found
