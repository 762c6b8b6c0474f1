"""The commands that compare: two runs, groups of people, two judges; learning; the report."""

import json
from pathlib import Path
from typing import Annotated

import typer

from evaluation.cli_options import Data, Json, Out, Seed, Split, TaxonomyOption
from evaluation.commands import (
    PageLanguage,
    fail,
    measure_agreement,
    measure_fairness,
    measure_label_agreement,
    sum_up,
    told,
    write_report,
)

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="A result, or a folder that --out wrote.")],
    second: Annotated[Path, typer.Argument(help="The same of the newer run.")],
    systems: Annotated[
        list[str] | None,
        typer.Option("--system", help="Which systems of folders to compare. Default: ours."),
    ] = None,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Put two runs side by side; exit status 1 when quality fell significantly."""
    with told():
        from evaluation import tables
        from evaluation.compare import compare_paths, fell

        found, missing = compare_paths(first, second, systems=systems or ["ours"], seed=seed)
        for line in missing:
            typer.echo(f"evaluate: not compared: {line}", err=True)
        if as_json:
            typer.echo(json.dumps([each.to_json() for each in found], ensure_ascii=False))
        else:
            tables.show_comparisons(tables.console(), found)
            typer.echo(tables.comparison_line(found))
        if fell(found):
            fail("quality fell: see the tasks that are worse")


@app.command()
def fairness(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder as of ranking; qrels.txt may be absent.")
    ] = None,
    traits: Annotated[
        Path | None, typer.Option(help="CSV file, kept apart: candidate,trait,group.")
    ] = None,
    split: Annotated[
        Split, typer.Option(help="Which vacancies; nothing is tuned here.")
    ] = Split.ALL,
    k: Annotated[int, typer.Option(min=1, help="How many of a ranking are selected.")] = 10,
    self_check: Annotated[
        bool, typer.Option("--self-check", help="Audit simulated data with a known bias instead.")
    ] = False,
    taxonomy: TaxonomyOption = None,
    out: Out = None,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Does what must not matter change a score, and does a group get less among equals?

    DATA has vacancies.jsonl, candidates.jsonl and perhaps programmes.jsonl, qrels.txt,
    ineligible.txt and partners.jsonl. With --self-check the exit status is 1 when our own tests
    miss a planted bias or find one too often where there is none.
    """
    measure_fairness(context)


@app.command()
def agreement(
    context: typer.Context,
    first: Annotated[Path, typer.Argument(help="Judgments of one: vacancy 0 candidate grade.")],
    second: Annotated[Path, typer.Argument(help="Judgments of the other.")],
    data: Annotated[
        Path | None,
        typer.Option("--data", help="Folder with vacancies.jsonl: measures each split apart, too."),
    ] = None,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """How far two judges agree: weighted kappa, grade against grade, disputes."""
    measure_agreement(context)


@app.command("label-agreement")
def label_agreement(
    context: typer.Context,
    first: Annotated[Path, typer.Argument(help="Labels of one pass, as labels.jsonl.")],
    second: Annotated[Path, typer.Argument(help="Labels of the other.")],
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder with the labelled texts, or one file: measures words, too."),
    ] = None,
    as_json: Json = False,
) -> None:
    """How far two passes over texts agree: F1 of mentions and spans, kappa of words."""
    measure_label_agreement(context)


@app.command()
def report(
    results: Annotated[Path, typer.Argument(help="A folder that --out wrote, or one result.")],
    out: Annotated[Path | None, typer.Option(help="Default: report.html beside them.")] = None,
    language: Annotated[PageLanguage, typer.Option(help="Of the page.")] = PageLanguage.NL,
) -> None:
    """Write one HTML file of results: the verdict first, then tables, plots and errors."""
    write_report(results, out, language)


@app.command()
def summary(
    results: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="A folder that --out wrote.")
    ],
) -> None:
    """Write summary.json beside results, for programs: figures with intervals, and verdicts.

    Every task that writes results writes it too; this makes it of a folder that has none yet.
    """
    sum_up(results)


@app.command()
def learn(
    data: Data,
    out: Annotated[Path, typer.Option("--out", help="Write a config for --config here, in JSON.")],
    split: Annotated[
        Split | None,
        typer.Option(help="Which vacancies; default: dev, or all where none has a split."),
    ] = None,
    taxonomy: TaxonomyOption = None,
    seed: Seed = 0,
) -> None:
    """Learn weights from judgments, for a human to read; never from clicks.

    DATA as of ranking. Where the judgments are too few nothing is written and the status is 1.
    """
    with told():
        from evaluation import learn_tables, tables
        from evaluation.datasets import ranking as dataset
        from evaluation.learn import learn as learn_weights
        from evaluation.learn import write_config
        from matching.matcher import Matcher

        judged = dataset.load(data, split=split.value if split else None)
        learned = learn_weights(Matcher.load(taxonomy), judged, seed=seed)
        write_config(out, learned)
        learn_tables.show_learned(tables.console(), learned)
        typer.echo(f"evaluate: wrote {out}, to be read by a human", err=True)
        typer.echo(learn_tables.key_line(learned))
