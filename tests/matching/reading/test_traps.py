"""The trap set: texts on which an extractor of skills goes wrong (data/gold/traps/README.md)."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest

from matching.reading.extraction import Extractor
from matching.taxonomy import load_taxonomy
from matching.types import Importance, Mention

FOLDER = Path(__file__).parents[3] / "data" / "gold" / "traps"


class Expected(TypedDict):
    """A skill that must be found; a field that is left out is not checked."""

    skill: str
    text: NotRequired[str]
    importance: NotRequired[str]
    level: NotRequired[int]
    negated: NotRequired[bool]
    intent: NotRequired[bool]


class Trap(TypedDict):
    """One line of the set."""

    id: str
    category: str
    text: str
    must: list[Expected]
    must_not: list[str]
    empty: NotRequired[bool]


def read_traps() -> list[Trap]:
    lines = (
        line
        for path in sorted(FOLDER.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").split("\n")
    )
    return [json.loads(line) for line in lines if line]


TRAPS = read_traps()


def is_as_expected(mention: Mention, expected: Expected) -> bool:
    return (
        not mention.negated
        and not mention.intent
        and mention.text == expected.get("text", mention.text)
        and mention.importance == expected.get("importance", mention.importance)
        and mention.level == expected.get("level", mention.level)
    )


def error_of(expected: Expected, mentions: Sequence[Mention]) -> str | None:
    """What is wrong with the mentions of an expected skill.

    A skill that is denied or only wanted may go unfound, but not be found without its flag.
    """
    found = [mention for mention in mentions if mention.skill == expected["skill"]]
    if expected.get("negated") or expected.get("intent"):
        right = all(
            mention.negated >= expected.get("negated", False)
            and mention.intent >= expected.get("intent", False)
            for mention in found
        )
    else:
        right = any(is_as_expected(mention, expected) for mention in found)
    return None if right else f"expected {expected}, found {found or 'nothing'}"


def errors_of(trap: Trap, mentions: Sequence[Mention]) -> Iterator[str]:
    for mention in mentions:
        if trap["text"][mention.start : mention.end] != mention.text:
            yield f"wrong offsets: {mention}"
        if trap.get("empty") or mention.skill in trap["must_not"]:
            yield f"must not be found: {mention}"
    for expected in trap["must"]:
        if error := error_of(expected, mentions):
            yield error


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["id"] for trap in TRAPS])
def test_extractor_survives(trap: Trap, extractor: Extractor) -> None:
    errors = list(errors_of(trap, extractor.extract(trap["text"])))
    assert not errors, "\n".join([repr(trap["text"]), *errors])


def test_set_names_only_skills_of_the_taxonomy() -> None:
    named = {name for trap in TRAPS for name in trap["must_not"]}
    named |= {expected["skill"] for trap in TRAPS for expected in trap["must"]}
    assert named <= set(load_taxonomy().skills)


def test_set_uses_every_id_and_every_text_once() -> None:
    counts = Counter(trap["id"] for trap in TRAPS) + Counter(trap["text"] for trap in TRAPS)
    assert max(counts.values()) == 1


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["id"] for trap in TRAPS])
def test_line_does_not_contradict_itself(trap: Trap) -> None:
    skills = [expected["skill"] for expected in trap["must"]]
    assert len(set(skills)) == len(skills)
    assert not set(skills) & set(trap["must_not"])
    assert not (trap.get("empty") and skills)
    assert skills or trap["must_not"] or trap.get("empty")
    for expected in trap["must"]:
        assert expected.get("text", "") in trap["text"]
        assert expected.get("importance", "must") in set(Importance)
        assert expected.get("level", 1) in range(1, 5)
