"""Tables of a task: systems by metrics, the same of each set, stability, and the origin."""

from collections.abc import Iterable, Sequence
from typing import Any

from evaluation.by_language import Contrast, contrasts
from evaluation.report.contrasts import TaskResults, interval_of
from evaluation.report.views import Cell, Table
from evaluation.report.words import Words
from evaluation.results import Result
from evaluation.systems import OURS

__all__ = [
    "ablation_table",
    "languages_table",
    "metrics_table",
    "origin_table",
    "set_tables",
    "stability_table",
    "systems_table",
]


def systems_table(task: TaskResults, words: Words) -> Table:
    """Ours and the baselines × metrics, and how each baseline is against ours."""
    own = [task.ours] if task.ours else []
    return _contest(
        task,
        [*own, *task.baselines] or list(task.ablations),
        f"{task.name}-systems",
        words("systems_table", task=words.task(task.task)),
        words,
    )


def languages_table(task: TaskResults, words: Words) -> list[Table]:
    """Ours against the best baseline of each language, by originals and with translations.

    None where no language is known.
    """
    found = contrasts(task.results)
    parts = {
        "languages": [each for each in found if not each.translated],
        "translations": [each for each in found if each.translated],
    }
    return [_languages_table(task, part, rows, words) for part, rows in parts.items() if rows]


def _languages_table(
    task: TaskResults, part: str, found: Sequence[Contrast], words: Words
) -> Table:
    names = ("ours", "best_baseline", "difference")
    return Table(
        name=f"{task.name}-{part}",
        caption=words(f"{part}_table", metric=task.first.key),
        head=[
            Cell(words("language")),
            Cell(words("vacancies"), number=True),
            *(Cell(words(name), number=True) for name in names),
            Cell("p", number=True),
            Cell(words("verdict")),
        ],
        rows=[_contrast_row(each, words) for each in found],
        note=words("languages_note"),
    )


def _contrast_row(found: Contrast, words: Words) -> list[Cell]:
    return [
        Cell(words(f"language_{found.language}")),
        Cell(words.whole(found.vacancies), number=True),
        Cell(words.number(found.ours), number=True),
        Cell(words.number(found.theirs), small=found.best, number=True),
        Cell(
            words.signed(found.difference),
            small=words.interval(found.interval, signed=True),
            number=True,
        ),
        Cell(words.number(found.corrected), number=True),
        Cell(words.verdict(found.verdict), verdict=found.verdict),
    ]


def ablation_table(task: TaskResults, words: Words) -> Table | None:
    """Ours and ours without each part × metrics; None where no part was switched off."""
    if task.ours is None or not task.ablations:
        return None
    results = [task.ours, *task.ablations]
    return _contest(task, results, f"{task.name}-ablation", words("ablation"), words)


def _contest(
    task: TaskResults, results: Sequence[Result], name: str, caption: str, words: Words
) -> Table:
    key, *others = _plain(task.first.metrics)
    best = {each: max(result.metrics[each] for result in results) for each in (key, *others)}
    against = [words("against_ours"), words("verdict")] if task.against else []
    return Table(
        name=name,
        caption=caption,
        head=[
            Cell(words("system")),
            Cell(key, number=True, code=True),
            *(Cell(each, number=not place) for place, each in enumerate(against)),
            *(Cell(each, number=True, code=True) for each in others),
        ],
        rows=[
            [
                _system(each),
                _metric(each, key, best[key], words),
                *(_against(task, each, words) if task.against else ()),
                *(_metric(each, other, best[other], words) for other in others),
            ]
            for each in results
        ],
        note=words("small_interval", key=task.first.key),
    )


def _metric(result: Result, name: str, best: float, words: Words) -> Cell:
    value, ends = result.metrics[name], interval_of(result, name)
    return Cell(
        words.number(value),
        small=words.interval(ends) if ends else "",
        strong=value == best,
        number=True,
    )


def _against(task: TaskResults, result: Result, words: Words) -> list[Cell]:
    if result is task.ours:
        return [Cell("–", number=True), Cell("–")]
    found = task.against[result.system]
    return [
        Cell(
            words.signed(found.difference.mean),
            small=words.interval(found.difference.interval, signed=True),
            number=True,
        ),
        Cell(words.verdict(found.verdict), verdict=found.verdict),
    ]


def _plain(metrics: Iterable[str]) -> list[str]:
    """The metrics of all sets together: their names have no dot."""
    return [name for name in metrics if "." not in name]


def set_tables(task: TaskResults, words: Words) -> list[Table]:
    """Systems × metrics of each set, and parts × systems where a metric has parts."""
    dotted = [name for name in task.first.metrics if "." in name]
    found = []
    for of_set in task.first.datasets:
        inside = [name for name in dotted if name.startswith(f"{of_set}.")]
        dotted = [name for name in dotted if name not in inside]
        if inside:
            found.append(_set_table(task, of_set, inside, words))
    return [*found, *([_parts_table(task, dotted, words)] if dotted else [])]


def _set_table(task: TaskResults, of_set: str, names: Sequence[str], words: Words) -> Table:
    best = {name: max(each.metrics[name] for each in task.results) for name in names}
    heads = [Cell(name.removeprefix(f"{of_set}."), number=True, code=True) for name in names]
    return Table(
        name=f"{task.name}-set-{task.first.datasets.index(of_set)}",
        caption=words("set_table", set=of_set),
        head=[Cell(words("system")), *heads],
        rows=[
            [_system(each), *(_number(each.metrics[name], best[name], words) for name in names)]
            for each in task.results
        ],
    )


def _parts_table(task: TaskResults, names: Sequence[str], words: Words) -> Table:
    return Table(
        name=f"{task.name}-parts",
        caption=words("parts_table", task=words.task(task.task)),
        head=[Cell(words("part")), *(_system(each, number=True) for each in task.results)],
        rows=[
            [
                Cell(name, code=True),
                *(_number(each.metrics[name], None, words) for each in task.results),
            ]
            for name in names
        ],
    )


def _system(result: Result, *, number: bool = False) -> Cell:
    return Cell(result.system, code=True, strong=result.system == OURS, number=number)


def _number(value: float, best: float | None, words: Words) -> Cell:
    return Cell(words.number(value), strong=value == best, number=True)


def stability_table(task: TaskResults, words: Words) -> Table | None:
    """How alike our rankings are after a change; None where it was not measured."""
    rows: Any = task.ours.details.get("stability") if task.ours else None
    if not rows:
        return None
    figures = {"overlap": "overlap", "least": "least", "change": "top_change", "fell": "fell"}
    names = [name for name in figures if name in rows[0]]
    return Table(
        name=f"{task.name}-stability",
        caption=words("stability"),
        head=[Cell(words("change")), *(Cell(words(figures[name]), number=True) for name in names)],
        rows=[
            [
                Cell(str(row["change_of"]), language="en"),
                *(_number(row[name], None, words) for name in names),
            ]
            for row in rows
        ],
        note=words("stability_note"),
    )


def origin_table(task: TaskResults, words: Words) -> Table:
    """Data, taxonomy, seed, versions and commands behind the results of a task."""
    first = task.first
    notes = list(dict.fromkeys(note for each in task.results for note in each.notes))
    rows = [
        *((words("made_by"), Cell(each, code=True)) for each in _each(task, "command")),
        (words("datasets"), Cell(", ".join(first.datasets), code=True)),
        (words("data_mark"), Cell(first.dataset_fingerprint, code=True)),
        *((words("taxonomy_mark"), Cell(each, code=True)) for each in _taxonomies(task, words)),
        (words("seed"), Cell(", ".join(_each(task, "seed")))),
        *((words("versions"), Cell(each, code=True)) for each in _versions(task)),
        *((words("notes"), Cell(note, language="en")) for note in notes),
    ]
    return Table(
        name=f"{task.name}-origin",
        caption=f"{words('origin')}: {words.task(task.task)}",
        head=[Cell(words("field")), Cell(words("value"))],
        rows=[[Cell(name), value] for name, value in rows],
    )


def _each(task: TaskResults, field: str) -> list[str]:
    """What a field is of all systems, each value once."""
    return list(dict.fromkeys(str(getattr(each, field)) for each in task.results))


def _taxonomies(task: TaskResults, words: Words) -> list[str]:
    return [each or words("none") for each in _each(task, "taxonomy_fingerprint")]


def _versions(task: TaskResults) -> list[str]:
    found = (each.versions.items() for each in task.results)
    lines = (", ".join(f"{name} {number}" for name, number in each) for each in found)
    return list(dict.fromkeys(lines))


def metrics_table(tasks: Iterable[TaskResults], words: Words) -> Table:
    """What the metrics of the report are."""
    bases = dict.fromkeys(
        name.partition("@")[0] for task in tasks for name in _plain(task.first.metrics)
    )
    rows = [(base, words.known(f"metric_{base}", "")) for base in bases]
    return Table(
        name="metrics",
        caption=words("metrics_table"),
        head=[Cell(words("metric")), Cell(words("meaning"))],
        rows=[[Cell(base, code=True), Cell(meaning)] for base, meaning in rows if meaning],
    )
