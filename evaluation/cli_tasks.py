"""The commands that measure a task, and the one that measures all of them."""

from pathlib import Path
from typing import Annotated

import typer

from evaluation.cli_options import Data, Json, Limit, Out, Seed, Split, Systems, TaxonomyOption
from evaluation.commands import measure, measure_all

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command()
def ranking(
    context: typer.Context,
    data: Data,
    split: Annotated[
        Split | None,
        typer.Option(help="Which vacancies; default: dev, or all where none has a split."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Measure only this vacancy; again for more of them."),
    ] = None,
    stability: Annotated[
        bool, typer.Option(help="Measure how stable our rankings are, too.")
    ] = True,
    taxonomy: TaxonomyOption = None,
    config: Annotated[
        Path | None, typer.Option(help="Weights that differ from the project's own, in JSON.")
    ] = None,
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


@app.command()
def mentions(
    context: typer.Context,
    data: Data,
    texts: Annotated[Path, typer.Option(help="Folder with the labelled texts, or one file.")],
    split: Annotated[Split, typer.Option(help="Which texts.")] = Split.DEV,
    taxonomy: TaxonomyOption = None,
    systems: Systems = None,
    out: Out = None,
    seed: Seed = 0,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Find the skills of vacancy texts, against labels that people gave.

    DATA has labels.jsonl, as docs/labelling.md says; TEXTS has files *.jsonl with id and
    description (or text). Results hold ids, offsets and concepts, and no word of the texts.
    """
    measure(context)


@app.command("all")
def everything(
    context: typer.Context,
    data: Annotated[
        Path, typer.Option("--data", help="Folder of datasets, each in the folder of its name.")
    ],
    gold: Annotated[
        Path | None,
        typer.Option(help="Folder with match, traps, mentions_nl; default: the project's."),
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
