"""Finding names in texts: ours against ahocorasick_rs with word boundaries, on the same labels.

Run from the root: `python -m bench.extraction [--texts FILE.jsonl]`. Texts are the sample
vacancies, or lines of {"text"} or {"description"}. Both find the longest exact names, left to
right; how far they find the same is printed before anything is timed.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from matching.reading.gazetteer import Gazetteer
from matching.reading.text import tokenise
from matching.taxonomy import data_folder, load_taxonomy

Spans = set[tuple[int, int]]
Finder = Callable[[str], Spans]


def main() -> None:
    """Show how far both find the same, time them in turn, print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=data_folder() / "sample" / "vacancies.jsonl")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    texts = _read(options.texts)
    skills = load_taxonomy().skills.values()
    names = sorted({label for skill in skills for label in skill.labels()})
    ours, theirs = _ours(Gazetteer(skills)), _theirs(names)
    _compare(texts, ours, theirs)
    times = [(_seconds(ours, texts), _seconds(theirs, texts)) for _ in range(options.rounds)]
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(theirs / ours for ours, theirs in times)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts)} texts, {megabytes:.2f} MB, {len(names)} names, CPU time, medians")
    print(f"schakel         {megabytes / mine:6.1f} MB/s")
    print(f"ahocorasick_rs  {megabytes / other:6.1f} MB/s, with word boundaries")
    print(f"ratio           {ratio:6.2f} times as fast")


def _read(path: Path) -> list[str]:
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [record.get("text") or record["description"] for record in records]


def _ours(gazetteer: Gazetteer) -> Finder:
    def find(text: str) -> Spans:
        tokens = tokenise(text)
        starts = tokens.starts
        return {(starts[span.start], span.stop) for span in gazetteer.exact_spans(tokens)}

    return find


def _theirs(names: Sequence[str]) -> Finder:
    automaton = AhoCorasick([name.lower() for name in names], matchkind=MatchKind.Standard)

    def find(text: str) -> Spans:
        lowered = text.lower()
        whole = [
            (start, -end)
            for _, start, end in automaton.find_matches_as_indexes(lowered, overlapping=True)
            if not (start and lowered[start - 1].isalnum())
            and not (end < len(lowered) and (lowered[end].isalnum() or lowered[end] in "+#"))
        ]
        found: Spans = set()
        reached = 0
        for start, end in sorted(whole):
            if start >= reached:
                found.add((start, -end))
                reached = -end
        return found

    return find


def _compare(texts: Sequence[str], ours: Finder, theirs: Finder) -> None:
    both = mine = other = 0
    for text in texts:
        one, two = ours(text), theirs(text)
        both += len(one & two)
        mine += len(one - two)
        other += len(two - one)
    print(f"spans: {both} the same, {mine} only ours (hyphens, accents), {other} only theirs")


def _seconds(find: Finder, texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        find(text)
    return time.process_time() - started


if __name__ == "__main__":
    main()
