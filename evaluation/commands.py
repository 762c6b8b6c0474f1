"""What the commands share: errors as messages, jobs, and results in the ways that were asked."""

import json
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from evaluation.outcomes import Outcome
    from matching.matcher import Matcher

__all__ = [
    "PageLanguage",
    "fail",
    "measure",
    "measure_agreement",
    "measure_all",
    "measure_fairness",
    "measure_label_agreement",
    "sum_up",
    "told",
    "write_report",
]


class PageLanguage(StrEnum):
    """The language of a report."""

    NL = "nl"
    EN = "en"


@contextmanager
def told() -> Iterator[None]:
    """An error that was foreseen is one message and exit status 1, a wrong name is 2."""
    from evaluation.errors import EvaluationError, UnknownSystemError
    from matching.errors import MatchingError

    try:
        yield
    except UnknownSystemError as error:
        raise typer.BadParameter(str(error), param_hint="--system") from error
    except ModuleNotFoundError as error:
        fail(f"expected the package {error.name}, which evaluation needs; install schakel[eval]")
    except (EvaluationError, MatchingError, OSError) as error:
        fail(str(error))


def fail(message: str) -> None:
    """End with one line why, and exit status 1."""
    typer.echo(f"evaluate: {message}", err=True)
    raise typer.Exit(1)


def measure(context: typer.Context) -> None:
    """Run the task that a command is named after, with the command's options."""
    options = context.params
    with told():
        from evaluation.jobs import TASKS, Source
        from evaluation.outcomes import Job

        task = context.info_name or ""
        job = Job(
            task=task,
            matcher=_configured(options["taxonomy"], options.get("config")),
            command=_command(context),
            systems=tuple(options["systems"] or ()),
            seed=options["seed"],
        )
        split = options.get("split")
        source = Source(
            data=options["data"],
            esco=options.get("esco"),
            texts=options.get("texts"),
            split=split.value if split else None,
            only=tuple(options.get("only") or ()),
            limit=options["limit"],
            stability=options.get("stability", True),
        )
        outcomes = list(TASKS[task](job, source))
        _write(options["out"], outcomes)
        _print(outcomes, as_json=options["as_json"])


def measure_all(context: typer.Context) -> None:
    """Run every task whose data are there."""
    options = context.params
    with told():
        from evaluation import tables
        from evaluation.jobs import TASKS, sources
        from evaluation.outcomes import Job

        matcher = _matcher(options["taxonomy"])
        there, missing = sources(options["data"], gold=options["gold"], limit=options["limit"])
        for task, folder in missing.items():
            typer.echo(f"evaluate: {task} left out: there is no {folder}", err=True)
        found: list[Outcome] = []
        for task, source in there.items():
            job = Job(task=task, matcher=matcher, command=_command(context), seed=options["seed"])
            outcomes = list(TASKS[task](job, source))
            _write(options["out"], outcomes)
            if not options["as_json"]:
                tables.show_outcomes(tables.console(), outcomes)
            found += outcomes
        if not found:
            fail(f"{options['data']}: expected the folder of a dataset, found none; check --data")
        if options["as_json"]:
            _print_json(found)
        else:
            typer.echo(tables.key_line_of_all([each.result for each in found]))


def measure_fairness(context: typer.Context) -> None:
    """Audit a dataset; or, with the self-check, our own tests on simulated data."""
    options = context.params
    with told():
        if options["self_check"]:
            _check_fairness(options["seed"], as_json=options["as_json"])
        elif options["data"] is None:
            raise typer.BadParameter("expected a folder, or --self-check", param_hint="--data")
        else:
            _audit_fairness(context)


def _audit_fairness(context: typer.Context) -> None:
    from evaluation import tables
    from evaluation.fairness import show
    from evaluation.fairness.run import audit, to_result
    from evaluation.outcomes import Job
    from evaluation.results import write_result
    from evaluation.summary import write_summary

    options = context.params
    job = Job(
        task="fairness",
        matcher=_matcher(options["taxonomy"]),
        command=_command(context),
        seed=options["seed"],
    )
    chosen = {name: options[name] for name in ("traits", "k", "seed")}
    data, found = audit(options["data"], job.matcher, split=options["split"].value, **chosen)
    result = to_result(data, found, job)
    if options["out"] is not None:
        write_result(options["out"], result)
        write_summary(options["out"])
    if options["as_json"]:
        typer.echo(json.dumps([result.to_json()], ensure_ascii=False))
        return
    show.show_audit(tables.console(), found)
    typer.echo(show.key_line(found))


def _check_fairness(seed: int, *, as_json: bool) -> None:
    from dataclasses import asdict

    from evaluation import tables
    from evaluation.fairness import self_check, show

    rows = self_check(seed=seed)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in rows]))
    else:
        show.show_check(tables.console(), rows)
        typer.echo(show.check_line(rows))
    if not all(each.right for each in rows):
        fail("the tests are not as they should be: see the rows with NO")


def measure_agreement(context: typer.Context) -> None:
    """Compare two files of judgments."""
    options = context.params
    with told():
        from evaluation import tables
        from evaluation.agreement import agree, key_line, show_agreement

        found = agree(options["first"], options["second"], options["data"], options["seed"])
        for name, missing in (("first", found.only_first), ("second", found.only_second)):
            if missing:
                typer.echo(f"evaluate: {missing} pairs are in the {name} file only", err=True)
        if options["as_json"]:
            typer.echo(json.dumps(found.to_json(), ensure_ascii=False))
            return
        show_agreement(tables.console(), found)
        typer.echo(key_line(found))


def measure_label_agreement(context: typer.Context) -> None:
    """Compare two files of labels."""
    options = context.params
    with told():
        from evaluation import tables
        from evaluation.label_agreement import agree, key_line, show_agreement

        found = agree(options["first"], options["second"], options["texts"])
        for name, missing in (("first", found.only_first), ("second", found.only_second)):
            if missing:
                only = f"{len(missing)} texts are in the {name} file only: {', '.join(missing[:5])}"
                typer.echo(f"evaluate: {only}", err=True)
        if options["as_json"]:
            typer.echo(json.dumps(found.to_json(), ensure_ascii=False))
            return
        show_agreement(tables.console(), found)
        typer.echo(key_line(found))


@cache
def _matcher(taxonomy: Path | None) -> "Matcher":
    """The matcher on a taxonomy; commands of one process share it."""
    from matching.matcher import Matcher

    return Matcher.load(taxonomy)


def _configured(taxonomy: Path | None, config: Path | None) -> "Matcher":
    """The matcher on a taxonomy, with the weights of a file where there is one."""
    if config is None:
        return _matcher(taxonomy)
    from matching.config_file import read_config
    from matching.matcher import Matcher

    return Matcher.load(taxonomy, config=read_config(config))


def _command(context: typer.Context) -> str:
    """The command that makes this again: its options that are not at their defaults."""
    words = ["schakel", "evaluate", context.info_name or ""]
    defaults = {each.name: each.default for each in context.command.params}
    for name, value in context.params.items():
        flag = {"systems": "system"}.get(name, name)
        if name in ("out", "as_json") or value is None or value == defaults.get(name):
            continue
        if isinstance(value, bool):
            words.append(f"--{flag}" if value else f"--no-{flag}")
            continue
        values = value if isinstance(value, list | tuple) else [value]
        words += [word for each in values for word in (f"--{flag}", str(each))]
    return shlex.join(words)


def _write(folder: Path | None, outcomes: "Sequence[Outcome]") -> None:
    from evaluation.explained import write_explained
    from evaluation.results import write_result
    from evaluation.runs import write_run
    from evaluation.summary import write_summary

    if folder is None:
        return
    for each in outcomes:
        path = write_result(folder, each.result)
        if each.run is not None:
            write_run(path.with_suffix(".trec"), each.run, each.result.system)
        if each.explained:
            write_explained(path.with_suffix(".explained.jsonl"), each.explained)
    write_summary(folder)


def _print(outcomes: "Sequence[Outcome]", *, as_json: bool) -> None:
    from evaluation import tables

    if as_json:
        _print_json(outcomes)
        return
    tables.show_outcomes(tables.console(), outcomes)
    typer.echo(tables.key_line(tables.key_result([each.result for each in outcomes])))


def _print_json(outcomes: "Sequence[Outcome]") -> None:
    typer.echo(json.dumps([each.result.to_json() for each in outcomes], ensure_ascii=False))


def sum_up(path: Path) -> None:
    """Write the summary of a folder of results; print the key figures."""
    with told():
        from evaluation import tables
        from evaluation.results import read_results
        from evaluation.summary import write_summary

        target = write_summary(path)
        typer.echo(f"evaluate: wrote {target}", err=True)
        typer.echo(tables.key_line_of_all(list(read_results(path).values())))


def write_report(path: Path, out: Path | None, language: PageLanguage) -> None:
    """Write the report of a folder of results, or of one; print the key figures."""
    with told():
        from evaluation import report, tables
        from evaluation.results import read_results

        found = list(read_results(path).values())
        target = out or (path.parent if path.is_file() else path) / "report.html"
        report.write(target, found, language.value)
        typer.echo(f"evaluate: wrote {target}", err=True)
        typer.echo(tables.key_line_of_all(found))
