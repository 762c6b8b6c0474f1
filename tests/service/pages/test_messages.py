"""Nothing is said in one language alone."""

import re
from collections.abc import Iterable

from babel.messages.catalog import Message

from service import words
from service.pages.labels import LABELS
from tests.service.pages.messages import translated, used

_PLACES = re.compile(r"%\((\w+)\)")


def texts(of: object) -> Iterable[str]:
    return (of,) if isinstance(of, str) else tuple(of)  # type: ignore[arg-type]


def places(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _PLACES.findall(text)}


def test_every_message_is_there_in_dutch() -> None:
    there = translated()
    missing = {id_: file for id_, file in used().items() if id_ not in there}
    assert not missing


def test_no_dutch_message_is_empty_or_doubtful() -> None:
    def is_doubtful(message: Message) -> bool:
        return message.fuzzy or not all(texts(message.string))

    entries = [each for found in translated().values() for each in found]
    assert not [(file, message.id) for file, message in entries if is_doubtful(message)]


def test_a_dutch_message_fills_in_what_the_english_one_does() -> None:
    for found in translated().values():
        for file, message in found:
            assert places(texts(message.string)) == places(texts(message.id)), (file, message.id)


def test_a_message_stands_in_one_catalogue() -> None:
    twice = {
        id_: [file for file, _message in found]
        for id_, found in translated().items()
        if len(found) > 1
    }
    assert not twice


def test_no_catalogue_keeps_what_is_not_said() -> None:
    assert not set(translated()) - set(used())


def test_every_word_that_a_page_can_show_has_a_label() -> None:
    shown = set(words.__all__) - {"AuditKind", "CefrLevel", "LinkPurpose", "RequirementOrigin"}
    for name in sorted(shown):
        assert set(LABELS[name]) == {word.value for word in getattr(words, name)}, name
