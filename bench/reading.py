"""Cost of reading: time to load, time and memory to read vacancies, by each similarity.

Run from the root: `python -m bench.reading`. Every figure is the median of fresh processes, which
take turns. «load» is from the start of the process until a first vacancy of 3 kB is read, with
vectors and compiled code on disk; then 50 others are read, each once. They are sample vacancies,
joined and cut to 3 kB. «MB» is the most memory that the process had, mapped files included (Linux
tells it). «named» is the extractor alone, which finds what has a name and nothing else: what the
others cost beyond it is the price of meaning.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from matching.config import MatchingConfig
from matching.errors import MissingExtraError
from matching.matcher import Matcher
from matching.reading.extraction import Extractor
from matching.reading.similarity import SIMILARITIES, VectorStore, load_encoder
from matching.reading.wording import load_wording
from matching.taxonomy import data_folder, load_taxonomy

NAMED = "named"
BYTES = 3000
TEXTS = 50


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Seconds until a first text is read, milliseconds for a text after it, and megabytes."""

    load: float
    read: float
    cpu: float
    memory: float


LIMITS = Cost(load=4, read=40, cpu=40, memory=400)


def main() -> None:
    """Measure each way of reading in fresh processes, and print what it costs."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", nargs=2, metavar=("WAY", "STARTED"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(asdict(_cost(options.one[0], float(options.one[1])))))
        return
    ways = [NAMED, *filter(_is_ready, SIMILARITIES)]
    for way in ways:
        _in_a_process(way)  # so that vectors and compiled code are on disk
    rounds = [{way: _in_a_process(way) for way in ways} for _ in range(options.rounds)]
    _show({way: _median([each[way] for each in rounds]) for way in ways}, options.rounds)


def texts() -> list[str]:
    """Invented vacancies of 3 kB, one more than are timed; each begins with another one."""
    lines = (data_folder() / "sample" / "vacancies.jsonl").read_text("utf-8").splitlines()
    parts = [json.loads(line)["text"] for line in lines]
    every = ("\n\n".join(parts[start:] + parts[:start]) for start in range(TEXTS + 1))
    return [text.encode()[:BYTES].decode(errors="ignore") for text in every]


def _is_ready(way: str) -> bool:
    """Whether a similarity is installed and, where its vectors take minutes, they are made."""
    if way != "e5":
        return True
    skills = sorted(load_taxonomy().skills.values(), key=lambda each: each.id)
    names = [label for skill in skills for label in skill.labels()]
    try:
        made = VectorStore().path(load_encoder(way), names).exists()
    except MissingExtraError:
        return False
    if not made:
        print(f"{way} left out: first run «schakel taxonomy vectors --similarity {way}» (minutes)")
    return made


def _in_a_process(way: str) -> Cost:
    command = [sys.executable, "-m", "bench.reading", "--one", way, repr(time.monotonic())]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout))


def _cost(way: str, started: float) -> Cost:
    """What this process costs, which began at `started` on the clock that all processes share."""
    first, *others = texts()
    read = _reader(way)
    read(first)
    load = time.monotonic() - started
    times = [_milliseconds(read, text) for text in others]
    wall, cpu = (statistics.median(column) for column in zip(*times, strict=True))
    return Cost(load=load, read=wall, cpu=cpu, memory=_peak())


def _reader(way: str) -> Callable[[str], object]:
    if way == NAMED:
        return Extractor(load_taxonomy(), load_wording(), MatchingConfig()).extract
    return Matcher.load(config=replace(MatchingConfig(), similarity=way)).extract


def _milliseconds(read: Callable[[str], object], text: str) -> tuple[float, float]:
    """By the clock, and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    read(text)
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def _peak() -> float:
    """In MB; what `getrusage` says holds the parent's memory too."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def _median(costs: Sequence[Cost]) -> Cost:
    columns = [asdict(each) for each in costs]
    return Cost(**{name: statistics.median(each[name] for each in columns) for name in columns[0]})


def _show(found: Mapping[str, Cost], rounds: int) -> None:
    base = found[NAMED]
    print(f"{TEXTS} texts of {BYTES} bytes, medians of {rounds} processes; ratios to {NAMED}")
    print(f"{'':10}{'load s':>8}{'ratio':>8}{'read ms':>9}{'CPU ms':>8}{'ratio':>8}", end="")
    print(f"{'MB':>6}{'ratio':>8}")
    for name, each in {**found, "limit": LIMITS}.items():
        print(
            f"{name:10}{each.load:8.2f}{each.load / base.load:7.2f}x{each.read:9.2f}{each.cpu:8.2f}"
            f"{each.cpu / base.cpu:7.1f}x{each.memory:6.0f}{each.memory / base.memory:7.2f}x"
        )


if __name__ == "__main__":
    main()
