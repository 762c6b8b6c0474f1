"""Other ways in which a name is written."""

from collections.abc import Iterator

__all__ = ["longer", "variants"]

_INFINITIVE = "en"
_PREPOSITIONS = frozenset({"met", "van", "aan", "voor", "in", "naar", "with", "of", "for", "to"})
_DETERMINERS = ("de", "het", "een", "onze", "jouw", "je", "deze", "the", "our", "your", "a")
_SHORTEST_CLOSED = 5


def longer(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name with the small words that a sentence may put into it.

    «Beslissingen te nemen», «contact met de klant».
    """
    if len(key) > 1 and key[-1].endswith(_INFINITIVE):
        yield (*key[:-1], "te", key[-1])
    for place in range(1, len(key) - 1):
        if key[place] in _PREPOSITIONS:
            for word in _DETERMINERS:
                yield (*key[: place + 1], word, *key[place + 1 :])


def variants(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The ways in which a name of several tokens is written: also glued, also without dots."""
    undotted = tuple(token.removeprefix(".") for token in key) if len(key) > 1 else key
    closed = ("".join(key),)
    long_enough = len(closed[0]) >= _SHORTEST_CLOSED and closed[0].isalnum()
    return list(dict.fromkeys((key, undotted, *([closed] if long_enough else []))))
