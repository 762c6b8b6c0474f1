"""Reading the texts of an import: one by one, in batches, and by processes.

Run from the root: `python -m bench.importing`. The texts are invented: CVs of the generator of the
sample, and vacancies of sentences of the sample, each of another draw. With `--texts` vacancies of
a file of JSON lines are read in their place. «cores» is processor time by the clock: how many cores
worked. Processes are opened and closed within the time that is given.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from evaluation.sample.generate import candidates
from evaluation.sample.parts import load_parts
from matching.matcher import Matcher
from matching.reading.records import VacancyRecord
from matching.taxonomy import data_folder
from service.engine.pool import Pool
from service.engine.readers import Readers, silently
from service.settings import Settings

SENTENCES = 14
DAY = date(2026, 11, 28)


def main() -> None:
    """Read the same texts in each way, and print texts a second."""
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="vacancies, and CVs")
    parser.add_argument("--processes", type=int, default=0, help="default: one for each core")
    parser.add_argument("--texts", type=Path, help="JSON lines with title and text or description")
    options = parser.parse_args()
    settings = Settings(readers=options.processes)
    vacancies = _from(options.texts) if options.texts else _vacancies(options.count)
    cvs = _cvs(options.count)
    one = _opened(settings, many=1 << 30)
    _show(
        "vacancies",
        "one by one",
        vacancies,
        lambda: list(map(one.pool.builder.read_vacancy, vacancies)),
    )
    batched = _opened(settings, many=1 << 30)
    _show("vacancies", "in batches", vacancies, lambda: batched.vacancies(vacancies, silently))
    several = Readers(one.pool, settings, many=1)
    _show("vacancies", "by processes", vacancies, lambda: several.vacancies(vacancies, silently))
    _show("CVs", "here", cvs, lambda: one.cvs(cvs, silently))
    _show("CVs", "by processes", cvs, lambda: several.cvs(cvs, silently))


def _opened(settings: Settings, *, many: int) -> Readers:
    """Readers that remember nothing of what others read, with all loaded."""
    pool = Pool(Matcher.load(), lambda: DAY)
    pool.warm()
    return Readers(pool, settings, many=many)


def _show(what: str, way: str, texts: Sequence[object], read: Callable[[], object]) -> None:
    clock, cpu = time.perf_counter(), _processor()
    read()
    clock, cpu = time.perf_counter() - clock, _processor() - cpu
    print(
        f"{len(texts)} {what} {way}: {len(texts) / clock:.0f} a second, "
        f"{1000 * cpu / len(texts):.2f} ms of CPU each, {cpu / clock:.2f} cores"
    )


def _processor() -> float:
    """Seconds of the processor, of processes that ended too."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _vacancies(count: int) -> list[VacancyRecord]:
    lines = (data_folder() / "sample" / "vacancies.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    sentences = [each for record in records for each in record["text"].splitlines() if each.strip()]
    dice = random.Random(0)
    return [
        VacancyRecord(
            id=str(number),
            title=dice.choice(records)["title"],
            text="\n".join(dice.sample(sentences, SENTENCES)),
        )
        for number in range(count)
    ]


def _from(file: Path) -> list[VacancyRecord]:
    lines = map(json.loads, file.read_text("utf-8").splitlines())
    return [
        VacancyRecord(id=str(n), title=each["title"], text=each.get("text") or each["description"])
        for n, each in enumerate(lines)
    ]


def _cvs(count: int) -> list[str]:
    parts, texts, draw = load_parts(data_folder() / "sample"), dict[str, None](), 0
    while len(texts) < count:
        drawn = candidates(parts, seed=f"bench-{draw}")
        texts.update((str(each["text"]), None) for each in drawn if each.get("text"))
        draw += 1
    return list(texts)[:count]


if __name__ == "__main__":
    main()
