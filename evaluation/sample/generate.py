"""Three hundred candidates: the hand-written ones among the generated."""

import json
from collections.abc import Iterable

from evaluation.sample.dice import Dice
from evaluation.sample.layout import write_text
from evaluation.sample.parts import Parts, Record
from evaluation.sample.people import draw_person

SEED = "schakel"
HOW_MANY = 300
# Of the generated candidates; the rest is "bare".
KINDS = {"facts": 48, "line": 26, "short": 33, "medium": 44, "long": 32}


def candidates(parts: Parts, *, seed: str = SEED) -> list[Record]:
    """Give all candidates in the order of their ids.

    Each generated candidate has a random stream of its own, so that changing
    one building block changes only the people who use it.

    Args:
        parts: The building blocks, hand-written candidates included.
        seed: Any text; the same text gives the same people.
    """
    written = {str(row["id"]): row for row in parts.written}
    ids = [f"C{number:03}" for number in range(1, HOW_MANY + 1)]
    free = [id for id in ids if id not in written]
    kinds = dict(zip(free, _kinds(len(free), seed), strict=True))
    seen: set[str] = set()
    return [
        written[id] if id in written else _generated(parts, id, kinds[id], seed, seen) for id in ids
    ]


def to_lines(rows: Iterable[Record]) -> str:
    """Write rows as JSON Lines; letters outside ASCII stay as they are."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _kinds(count: int, seed: str) -> list[str]:
    kinds = [kind for kind, number in KINDS.items() for _ in range(number)]
    kinds += ["bare"] * (count - len(kinds))
    return Dice(f"{seed}:kinds").shuffled(kinds)


def _generated(parts: Parts, id: str, kind: str, seed: str, seen: set[str]) -> Record:
    attempt = 0
    while True:
        dice = Dice(f"{seed}:{id}:{attempt}")
        person = draw_person(dice, parts, id=id, kind=kind)
        if kind in {"bare", "facts"}:
            return {"id": id, **person.facts}
        text = write_text(dice, parts, person)
        if text not in seen:
            seen.add(text)
            return {"id": id, "text": text, **person.facts}
        attempt += 1
