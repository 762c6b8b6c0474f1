"""Finding names in texts: ours beside other libraries, with the same names, in one run.

Run from the root: `python -m bench.extraction [--texts FILE ...] [--json FILE]`. Texts are the
sample vacancies and candidates, or in each file lines of {"text"} or {"description"}, or sentences
of SkillSpan, which are put together again.

Times are of CPU, medians over rounds in which all take turns; a ratio is the median of those of the
rounds. All find the longest exact names, left to right. How far they find the same is counted
first, and what differs is told apart:

- form: only ours, a name with other signs, accents or spaces than written, or its plural;
- instead: overlaps a name that the other one found, or ours did, in its place;
- edge: what is left, a name whose edges the two see differently (.NET, C++, l'API).
"""

import argparse
import gc
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.extraction_peers import PEERS, Spans
from matching.reading.gazetteer import Gazetteer
from matching.reading.text import tokenise
from matching.taxonomy import data_folder, load_taxonomy

All = Callable[[Sequence[str]], list[Any]]
Row = dict[str, Any]

ONE = "Schakel, one by one"
OURS = "Schakel"


def main() -> None:
    """Compare what all find, time them in turns, print the tables."""
    options = _options()
    skills = load_taxonomy().skills.values()
    names = sorted({label.lower() for skill in skills for label in skill.labels()})
    gazetteer = Gazetteer(skills)
    systems: dict[str, All] = {OURS: _together(gazetteer), ONE: _one_by_one(gazetteer)}
    systems |= {name: _each(make(names)) for name, make in PEERS.items()}
    rows: list[Row] = []
    gc.collect()
    gc.freeze()
    for path in options.texts:
        rows += _measure(path, systems, frozenset(names), options.rounds)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    sample = data_folder() / "sample"
    default = [sample / "vacancies.jsonl", sample / "candidates.jsonl"]
    parser = argparse.ArgumentParser(prog="python -m bench.extraction", description=__doc__)
    parser.add_argument("--texts", type=Path, nargs="+", default=default)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", type=Path, help="file for the rows")
    return parser.parse_args()


def read(path: Path) -> list[str]:
    """The texts of a file."""
    records = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    if "tokens" not in records[0]:
        return [each.get("text") or each.get("description") or "" for each in records]
    parts = groupby(records, key=lambda each: (each["source"], each["idx"]))
    return ["\n".join(" ".join(each["tokens"]) for each in part) for _, part in parts]


def _one_by_one(gazetteer: Gazetteer) -> All:
    def find(text: str) -> Spans:
        tokens = tokenise(text)
        return [(tokens.starts[each.start], each.stop) for each in gazetteer.exact_spans(tokens)]

    return _each(find)


def _together(gazetteer: Gazetteer) -> All:
    return lambda texts: list(gazetteer.exact.columns(texts))


def _each(find: Callable[[str], Spans]) -> All:
    return lambda texts: [find(text) for text in texts]


def _measure(
    path: Path, systems: Mapping[str, All], names: frozenset[str], rounds: int
) -> list[Row]:
    """A row for each system, printed as a table."""
    texts = read(path)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    print(f"\n{path.name}: {len(texts)} texts, {megabytes:.2f} MB, {len(names)} names\n")
    found = {name: find(texts) for name, find in systems.items()}
    found[OURS] = [list(zip(*columns[:2], strict=True)) for columns in found[OURS]]
    assert found[ONE] == found[OURS], "expected the same of many texts as of each of them"
    times = [{name: _seconds(find, texts) for name, find in systems.items()} for _ in range(rounds)]
    rows = [
        {
            "texts": path.name,
            "system": name,
            "mb_s": megabytes / statistics.median(each[name] for each in times),
            "times": statistics.median(each[name] / each[OURS] for each in times),
            **_compared(texts, found[OURS], found[name], names),
        }
        for name in systems
    ]
    _show(rows)
    return rows


def _seconds(find: All, texts: Sequence[str]) -> float:
    started = time.process_time()
    find(texts)
    return time.process_time() - started


def _compared(
    texts: Sequence[str], ours: Sequence[Spans], theirs: Sequence[Spans], names: frozenset[str]
) -> Row:
    """How many spans are the same, and of what kinds are those that one alone finds."""
    same, mine, other = 0, Counter[str](), Counter[str]()
    for text, one, two in zip(texts, map(set, ours), map(set, theirs), strict=True):
        same += len(one & two)
        mine.update(_kind(text, span, two, names) for span in one - two)
        other.update(_kind(text, span, one, names) for span in two - one)
    return {"same": same, "only_ours": mine, "only_theirs": other}


def _kind(
    text: str, span: tuple[int, int], others: Iterable[tuple[int, int]], names: frozenset[str]
) -> str:
    start, end = span
    if any(begin < end and start < stop for begin, stop in others):
        return "instead"
    return "edge" if text[start:end].lower() in names else "form"


def _show(rows: Sequence[Row]) -> None:
    print("| system | MB/s | times as long as Schakel | same spans | only ours | only theirs |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        mine, other = (_told(row[side]) for side in ("only_ours", "only_theirs"))
        print(
            f"| {row['system']} | {row['mb_s']:.1f} | {row['times']:.2f} | {row['same']:,} | "
            f"{mine} | {other} |"
        )


def _told(kinds: Mapping[str, int]) -> str:
    parts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return parts or "0"


if __name__ == "__main__":
    main()
