from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.reading.text import Found, Text, TokenTrie, tokenise
from tests.matching.reading.strategies import examples

keys = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4).map(tuple)
phrase_books = st.dictionaries(keys, st.integers(1, 99), max_size=12)
token_texts = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c", "d", "A"]), st.sampled_from([" ", "-", ", ", "\n"])),
    max_size=15,
).map(lambda pairs: tokenise("".join(token + gap for token, gap in pairs)))


def trie_of(phrases: Mapping[tuple[str, ...], int]) -> TokenTrie[int]:
    keyed: dict[Sequence[str], int] = dict(phrases.items())
    return TokenTrie(keyed)


def slow_longest(
    phrases: Mapping[tuple[str, ...], int], text: Text, start: int, stop: int
) -> Found[int] | None:
    """Try every end, the farthest first."""
    for end in range(stop, start, -1):
        whole = all(text.joined(index) for index in range(start + 1, end))
        if whole and text.folded[start:end] in phrases:
            return Found(start, end, phrases[text.folded[start:end]])
    return None


def slow_find(
    phrases: Mapping[tuple[str, ...], int], text: Text, start: int, stop: int
) -> list[Found[int]]:
    found: list[Found[int]] = []
    while start < stop:
        best = slow_longest(phrases, text, start, stop)
        if best:
            found.append(best)
        start = best.end if best else start + 1
    return found


@examples
@given(phrase_books, token_texts, st.data())
def test_finding_agrees_with_the_obvious_slow_version(
    phrases: dict[tuple[str, ...], int], text: Text, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    found = list(trie_of(phrases).find(text, start, stop))
    assert found == slow_find(phrases, text, start, stop)
    assert list(trie_of(phrases).find(text)) == slow_find(phrases, text, 0, len(text))


@examples
@given(phrase_books, token_texts)
def test_the_longest_phrase_at_a_place_agrees_with_the_obvious_slow_version(
    phrases: dict[tuple[str, ...], int], text: Text
) -> None:
    trie = trie_of(phrases)
    for start in range(len(text)):
        expected = slow_longest(phrases, text, start, len(text))
        assert trie.longest(text, start, text.folded) == expected


@examples
@given(phrase_books, keys)
def test_a_phrase_has_the_value_it_was_given_and_others_have_none(
    phrases: dict[tuple[str, ...], int], other: tuple[str, ...]
) -> None:
    trie = trie_of(phrases)
    assert all(trie.value(key) == value for key, value in phrases.items())
    assert trie.value(other) == phrases.get(other)


@examples
@given(phrase_books)
def test_a_trie_knows_the_tokens_that_phrases_begin_with(
    phrases: dict[tuple[str, ...], int],
) -> None:
    trie = trie_of(phrases)
    assert {token for token in "abcd" if token in trie} == {key[0] for key in phrases}


def test_the_first_value_that_a_phrase_gets_stays() -> None:
    trie = trie_of({("a", "b"): 1})
    trie.add(("a", "b"), 2)
    trie.add(("a",), 3)
    assert (trie.value(("a", "b")), trie.value(("a",))) == (1, 3)


def test_a_phrase_without_tokens_is_nowhere() -> None:
    trie: TokenTrie[int] = TokenTrie({(): 1})
    assert trie.value(()) is None
    assert list(trie.find(tokenise("a b"))) == []


@pytest.mark.parametrize("raw", ["a, b", "a\nb", "a. b", "a (b"])
def test_a_phrase_does_not_reach_over_punctuation(raw: str) -> None:
    assert list(trie_of({("a", "b"): 1}).find(tokenise(raw))) == []
