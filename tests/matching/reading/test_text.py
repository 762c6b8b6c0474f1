import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.reading.text import Text, tokenise
from matching.taxonomy.tokens import label_key
from tests.data.sample import Sample
from tests.matching.reading.strategies import HIDDEN, any_texts, examples, plain_texts, shown, texts


def rebuilt(text: Text) -> str:
    pairs = zip(text.gaps, (*text.tokens, ""), strict=True)
    return "".join(piece for pair in pairs for piece in pair)


@examples
@given(texts)
def test_tokens_and_gaps_together_are_the_text_as_it_is_shown(raw: str) -> None:
    assert unicodedata.normalize("NFC", rebuilt(tokenise(raw))) == shown(raw)


@examples
@given(plain_texts)
def test_nothing_is_changed_in_a_text_without_anything_hidden(raw: str) -> None:
    text = tokenise(raw)
    assert rebuilt(text) == raw == text.raw
    assert [raw[start:end] for start, end in zip(text.starts, text.ends, strict=True)] == list(
        text.tokens
    )


@examples
@given(texts)
def test_offsets_hold_each_token_of_the_text_as_given(raw: str) -> None:
    text = tokenise(raw)
    for index, token in enumerate(text.tokens):
        given_there = raw[text.starts[index] : text.ends[index]]
        rest = shown(given_there).removeprefix(token)
        assert shown(given_there).startswith(token)
        assert all(unicodedata.combining(char) for char in rest)
        assert text.words(index, index + 1) == given_there


@examples
@given(texts)
def test_tokens_stand_in_order_and_never_overlap(raw: str) -> None:
    text = tokenise(raw)
    edges = [edge for pair in zip(text.starts, text.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(text.starts, text.ends, strict=True))
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(raw))


@examples
@given(any_texts)
def test_there_is_one_gap_more_than_there_are_tokens(raw: str) -> None:
    text = tokenise(raw)
    sizes = {len(text), len(text.folded), len(text.starts), len(text.ends), len(text.gaps) - 1}
    assert sizes == {len(text.tokens)}


@examples
@given(any_texts)
def test_every_visible_letter_and_digit_is_in_a_token(raw: str) -> None:
    assert not any(char.isalnum() for gap in tokenise(raw).gaps for char in gap)


@pytest.mark.parametrize(
    ("raw", "tokens"),
    [
        ("", []),
        (" \n\t", []),
        ("Java", ["Java"]),
        ("C, C++ en C#", ["C", "C++", "en", "C#"]),
        ("C/C++/C#.", ["C", "C++", "C#"]),
        (".NET en node.js", [".NET", "en", "node", ".js"]),
        ("a+b", ["a", "b"]),
        ("front-end", ["front", "end"]),
        ("snake_case", ["snake", "case"]),
        ("3 jaar.", ["3", "jaar"]),
        ("TCP/IP & CI/CD", ["TCP", "IP", "CI", "CD"]),
        ("data\u00adbase", ["database"]),
        ("\ufeffJa\u200bva", ["Java"]),
        ("cafe\u0301", ["café"]),
    ],
)
def test_a_text_is_cut_into_these_tokens(raw: str, tokens: list[str]) -> None:
    assert list(tokenise(raw).tokens) == tokens


@pytest.mark.parametrize("written", ["Pré", "PRÉ", "pre", "pre\u0301", "p\u00adré", "PRE\u0301"])
def test_case_accents_and_what_is_hidden_do_not_make_another_word(written: str) -> None:
    assert tokenise(written).folded == ("pre",)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("\u00adJava", (1, 5)),
        ("Java\u00ad", (0, 4)),
        ("Ja\u00adva en", (0, 5)),
        ("é Java", (2, 6)),
        ("e\u0301 Java", (3, 7)),
        ("n\u0303 e\u0301 Java", (6, 10)),
        ("e\u0301 x\u030c Java", (6, 10)),
        ("\u1112\u1161\u11ab Java", (4, 8)),
    ],
)
def test_offsets_are_those_of_the_text_as_given_and_not_as_shown(
    raw: str, found: tuple[int, int]
) -> None:
    text = tokenise(raw)
    index = text.folded.index("java")
    start, end = text.starts[index], text.ends[index]
    assert (start, raw[start:end].rstrip(HIDDEN)) == (found[0], raw[slice(*found)])


@pytest.mark.parametrize(
    ("gap", "joins"),
    [
        (" ", True),
        ("  ", True),
        ("\u00a0", True),
        ("-", True),
        (" - ", True),
        ("/", True),
        (".", True),
        ("'", True),
        ("\n", False),
        ("-\n", False),
        (", ", False),
        (". ", False),
        ("; ", False),
        (" (", False),
        (" -- ", False),
    ],
)
def test_a_phrase_goes_on_over_spaces_and_single_joining_signs_only(gap: str, joins: bool) -> None:
    assert tokenise(f"data{gap}base").joined(1) is joins


@examples
@given(st.lists(plain_texts, max_size=4).map(" ".join))
def test_a_label_and_a_text_are_cut_in_the_same_way(words: str) -> None:
    assert label_key(words) == tokenise(words).folded


def test_every_text_of_the_sample_is_rebuilt(sample: Sample) -> None:
    assert all(rebuilt(tokenise(raw)) == raw for raw in sample.texts)
