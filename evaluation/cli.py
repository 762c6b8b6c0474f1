"""`schakel evaluate`: match quality, measured. Commands import what they need when they run.

Exit status: 0 done, 1 the run failed (why, and what to do, on standard error) or, of `compare`,
quality fell, 2 wrong usage. The last line on standard output holds the key figures of our system
as `name value` pairs; with --json standard output is one JSON document instead.
"""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from evaluation.commands import (
    PageLanguage,
    fail,
    measure,
    measure_agreement,
    measure_all,
    measure_fairness,
    told,
    write_report,
)

__all__ = ["app"]

app = typer.Typer(
    name="evaluate",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Measures match quality on judged data, against baselines, and compares two runs.",
)


class Split(StrEnum):
    """Which vacancies are measured."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


Data = Annotated[Path, typer.Option("--data", help="Folder of the dataset, or one file of it.")]
TaxonomyOption = Annotated[
    Path | None, typer.Option("--taxonomy", help="Folder of a taxonomy; default: the project's.")
]
Systems = Annotated[
    list[str] | None,
    typer.Option("--system", help="A system by name; repeat for more. Default: all of them."),
]
Out = Annotated[Path | None, typer.Option("--out", help="Write a result for each system here.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Seed = Annotated[int, typer.Option(help="Of whatever is drawn; the same seed, the same figures.")]
Limit = Annotated[
    int | None, typer.Option(min=1, help="At most so many queries of each set, the first ones.")
]


@app.command()
def ranking(
    context: typer.Context,
    data: Data,
    split: Annotated[
        Split | None,
        typer.Option(help="Which vacancies; default: dev, or all where none has a split."),
    ] = None,
    stability: Annotated[
        bool, typer.Option(help="Measure how stable our rankings are, too.")
    ] = True,
    taxonomy: TaxonomyOption = None,
    systems: Systems = None,
    out: Out = None,
    seed: Seed = 0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Rank candidates for vacancies; judged pairs in qrels.txt say who fits.

    DATA has vacancies.jsonl, candidates.jsonl, qrels.txt and perhaps programmes.jsonl.
    """
    measure(context)


@app.command("occupation-linking")
def occupation_linking(
    context: typer.Context,
    data: Data,
    taxonomy: TaxonomyOption = None,
    systems: Systems = None,
    out: Out = None,
    seed: Seed = 0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Link job titles to occupations, on data in the form of MELO.

    DATA has queries.tsv, corpus_elements.tsv, concept_mapping.tsv and annotations.tsv.
    """
    measure(context)


@app.command("skill-linking")
def skill_linking(
    context: typer.Context,
    data: Data,
    esco: Annotated[Path, typer.Option(help="Folder of ESCO's official CSV files.")],
    taxonomy: TaxonomyOption = None,
    systems: Systems = None,
    out: Out = None,
    seed: Seed = 0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Link phrases to the skills of ESCO; exact and close matches are right.

    DATA has CSV files with the columns vdab_id, vdab_label_nl, relation and esco_uri.
    """
    measure(context)


@app.command("skill-extraction")
def skill_extraction(
    context: typer.Context,
    data: Data,
    taxonomy: TaxonomyOption = None,
    systems: Systems = None,
    out: Out = None,
    seed: Seed = 0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Find the ESCO skills of sentences, on data in the form of HOUSE, TECH and TECHWOLF.

    DATA has files *_annotations.csv and skills_en_label.txt.
    """
    measure(context)


@app.command("title-text")
def title_text(
    context: typer.Context,
    data: Data,
    taxonomy: TaxonomyOption = None,
    systems: Systems = None,
    out: Out = None,
    seed: Seed = 0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Find the text that belongs to the title of a vacancy, among all texts.

    DATA has files *.jsonl with id, title, description (or text) and near_dup_cluster.
    """
    measure(context)


@app.command()
def spans(
    context: typer.Context,
    data: Data,
    taxonomy: TaxonomyOption = None,
    systems: Systems = None,
    out: Out = None,
    seed: Seed = 0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Find skills in sentences, on data in the form of SkillSpan.

    DATA has files *.json with tokens, tags_skill and tags_knowledge on each line.
    """
    measure(context)


@app.command()
def traps(
    context: typer.Context,
    data: Data,
    taxonomy: TaxonomyOption = None,
    systems: Systems = None,
    out: Out = None,
    seed: Seed = 0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Find skills in texts on which extractors go wrong.

    DATA has files *.jsonl with what must and must not be found, as data/gold/traps.
    """
    measure(context)


@app.command("all")
def everything(
    context: typer.Context,
    data: Annotated[
        Path, typer.Option("--data", help="Folder of datasets, each in the folder of its name.")
    ],
    gold: Annotated[
        Path | None, typer.Option(help="Folder with match and traps; default: the project's.")
    ] = None,
    taxonomy: TaxonomyOption = None,
    out: Out = None,
    seed: Seed = 0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Run every task whose data are there, by all systems.

    DATA may have the folders melo_bel, vdab_competences and esco, skill_extraction, vacancies_nl
    and skillspan; the last line holds the key figure of each task.
    """
    measure_all(context)


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


@app.command()
def report(
    results: Annotated[Path, typer.Argument(help="A folder that --out wrote, or one result.")],
    out: Annotated[Path | None, typer.Option(help="Default: report.html beside them.")] = None,
    language: Annotated[PageLanguage, typer.Option(help="Of the page.")] = PageLanguage.NL,
) -> None:
    """Write one HTML file of results: the verdict first, then tables, plots and errors."""
    write_report(results, out, language)
