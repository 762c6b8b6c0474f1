"""The `schakel` command. Every command imports what it needs when it runs, so help is instant.

Exit status: 0 done, 1 the run failed (why, and what to do, on standard error), 2 wrong usage.
"""

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.commands.audit import audit_app
from service.commands.db import db_app
from service.commands.exchange import export_file, import_file
from service.commands.operate import backup, restore, serve
from service.commands.retention import retention_app
from service.commands.seed import seed_app
from service.commands.taxonomy import build, places_app
from service.commands.user import user_app

__all__ = ["app", "main"]

app = typer.Typer(
    name="schakel",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Ranks graduates for vacancies, and vacancies for graduates, with reasons that add up.",
)
taxonomy_app = typer.Typer(no_args_is_help=True, help="The skills taxonomy: look, search, check.")
app.add_typer(taxonomy_app, name="taxonomy")
app.add_typer(places_app, name="places")
app.add_typer(db_app, name="db")
app.add_typer(audit_app, name="audit")
app.add_typer(user_app, name="user")
app.add_typer(retention_app, name="retention")
app.add_typer(seed_app, name="seed")
taxonomy_app.command("build")(build)
app.command("import")(import_file)
app.command("export")(export_file)
for operate in (serve, backup, restore):
    app.command()(operate)


class ReasonLanguage(StrEnum):
    """The language of reasons."""

    NL = "nl"
    EN = "en"


class TextLanguage(StrEnum):
    """The language whose names are looked for in a text."""

    AUTO = "auto"
    NL = "nl"
    EN = "en"


class LinkKind(StrEnum):
    """What a phrase is linked to."""

    SKILL = "skill"
    OCCUPATION = "occupation"


SimilarityOption = Annotated[
    str, typer.Option(help="How names are compared: default, e5, lexical, or a model's folder.")
]
TaxonomyOption = Annotated[
    Path | None, typer.Option("--taxonomy", help="Folder of a taxonomy; default: the project's.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
K = Annotated[int, typer.Option("--k", min=1, help="How many to show for each.")]
Seed = Annotated[
    int, typer.Option(help="Decides the order inside a band; the same seed, the same order.")
]
Reasons = Annotated[ReasonLanguage, typer.Option("--language", help="Language of the reasons.")]
Source = Annotated[str, typer.Argument(metavar="FILE|-", help="A file, or - for standard input.")]


@app.command()
def rank(
    vacancies: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="A file in the form of vacancies.jsonl."),
    ],
    candidates: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="A file in the form of candidates.jsonl."),
    ],
    programmes: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="A file in the form of programmes.jsonl."),
    ] = None,
    k: K = 10,
    run: Annotated[Path | None, typer.Option(help="Write a TREC run here, by score.")] = None,
    explain: Annotated[
        Path | None, typer.Option(help="Write every ranking with its reasons here (JSON Lines).")
    ] = None,
    language: Reasons = ReasonLanguage.NL,
    seed: Seed = 0,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Programmes completed after this day count less; default: all count in full.",
        ),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="Rank vacancies for each candidate instead.")
    ] = False,
    taxonomy: TaxonomyOption = None,
    config: Annotated[
        Path | None,
        typer.Option(help="Weights that differ from the project's own: JSON, or TOML by name."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Rank candidates for each vacancy, with bands, reasons and evidence."""
    from service.commands.rank import RankJob, run_rank

    run_rank(
        RankJob(
            vacancies=vacancies,
            candidates=candidates,
            programmes=programmes,
            k=k,
            seed=seed,
            language=language.value,
            taxonomy=taxonomy,
            config=config,
            as_of=as_of.date() if as_of else None,
            run=run,
            explain=explain,
            reverse=reverse,
            as_json=as_json,
        )
    )


@app.command()
def batch(
    vacancies: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="A file in the form of vacancies.jsonl."),
    ],
    candidates: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="A file in the form of candidates.jsonl."),
    ],
    out: Annotated[
        Path, typer.Option(file_okay=False, help="Folder for Parquet files; goes on where it was.")
    ],
    programmes: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="A file in the form of programmes.jsonl."),
    ] = None,
    k: K = 10,
    taxonomy: TaxonomyOption = None,
    scheduler: Annotated[
        str | None,
        typer.Option(help="Address of a Dask scheduler whose workers see the folder."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes on this machine; default: its cores.")
    ] = None,
    portion: Annotated[
        int, typer.Option(min=1, max=10_000, help="Vacancies that are done together.")
    ] = 64,
) -> None:
    """Rank everybody for many vacancies, spread over processes or a cluster, to Parquet files."""
    from service.commands.batch import BatchJob, run_batch

    run_batch(
        BatchJob(
            vacancies=vacancies,
            candidates=candidates,
            out=out,
            programmes=programmes,
            k=k,
            taxonomy=taxonomy,
            scheduler=scheduler,
            workers=workers,
            portion=portion,
        )
    )


@app.command()
def demo(
    k: K = 3,
    vacancies: Annotated[int, typer.Option(min=1, help="For how many vacancies.")] = 6,
    language: Reasons = ReasonLanguage.NL,
) -> None:
    """Print explained shortlists for the invented sample vacancies and candidates."""
    from matching.taxonomy import data_folder
    from service.commands.rank import RankJob, run_rank

    sample = data_folder() / "sample"
    typer.echo("Invented vacancies and candidates; see data/sample/README.md.\n")
    run_rank(
        RankJob(
            vacancies=sample / "vacancies.jsonl",
            candidates=sample / "candidates.jsonl",
            programmes=sample / "programmes.jsonl",
            k=k,
            language=language.value,
            most=vacancies,
        )
    )


@app.command()
def extract(
    source: Source,
    language: Annotated[
        TextLanguage, typer.Option("--lang", help="Look for names in this language only.")
    ] = TextLanguage.AUTO,
    json_lines: Annotated[
        bool, typer.Option("--jsonl", help='Each line is {"id", "text"}; so is each answer.')
    ] = False,
    as_json: Json = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Processes for --jsonl; default: cores, 1 for few texts."),
    ] = None,
    taxonomy: TaxonomyOption = None,
) -> None:
    """Find the skills in a text, with offsets and what the text says of each."""
    if json_lines:
        from service.commands.extract import run_extract_lines

        run_extract_lines(source, language=language.value, workers=workers, taxonomy=taxonomy)
        return
    from service.commands.read import run_extract

    run_extract(source, language=language.value, as_json=as_json, taxonomy=taxonomy)


@app.command()
def link(
    source: Source,
    kind: Annotated[LinkKind, typer.Option(help="What the lines name.")],
    k: K = 10,
    similarity: SimilarityOption = "default",
    as_json: Json = False,
    taxonomy: TaxonomyOption = None,
) -> None:
    """Link each line, a phrase or a job title, to concepts of the taxonomy, best first."""
    from service.commands.read import run_link

    run_link(
        source, kind=kind.value, k=k, similarity=similarity, as_json=as_json, taxonomy=taxonomy
    )


@taxonomy_app.command("show")
def show(
    concept: Annotated[str, typer.Argument(help="The id or any name of a concept.")],
    as_json: Json = False,
    taxonomy: TaxonomyOption = None,
) -> None:
    """Show a concept: names, place among the others, ESCO URI."""
    from service.commands.look import run_show

    run_show(concept, as_json=as_json, folder=taxonomy)


@taxonomy_app.command("search")
def search(
    words: Annotated[str, typer.Argument(help="Some words of a name.")],
    k: K = 10,
    as_json: Json = False,
    taxonomy: TaxonomyOption = None,
) -> None:
    """Find concepts whose names resemble some words."""
    from service.commands.look import run_search

    run_search(words, k=k, as_json=as_json, folder=taxonomy)


@taxonomy_app.command("vectors")
def vectors(similarity: SimilarityOption = "default", taxonomy: TaxonomyOption = None) -> None:
    """Make the vectors of all names ahead, so that the first command that links need not."""
    from service.commands.look import run_vectors

    run_vectors(similarity, folder=taxonomy)


@taxonomy_app.command("check")
def check(taxonomy: TaxonomyOption = None) -> None:
    """Name everything that is wrong with the taxonomy; exit 1 if anything is."""
    from matching.taxonomy import default_taxonomy_folder
    from matching.taxonomy.check import check_taxonomy

    problems = check_taxonomy(taxonomy or default_taxonomy_folder())
    for problem in problems:
        typer.echo(str(problem))
    typer.echo(f"{len(problems)} problem(s)", err=True)
    raise typer.Exit(1 if problems else 0)


def _add_plugins() -> None:
    """Commands of packages that the service may not import, such as `schakel evaluate`."""
    from importlib.metadata import entry_points

    for entry in entry_points(group="schakel.commands"):
        if entry.name in sys.argv[1:2] or sys.argv[1:2] in ([], ["--help"]):
            try:
                app.add_typer(entry.load(), name=entry.name)
            except ImportError as problem:
                typer.echo(f"schakel {entry.name} is not there: {problem}", err=True)


def main() -> None:
    """Run the command line; a run that fails says why and ends with status 1."""
    _add_plugins()
    try:
        app()
    except Exception as error:
        if not _is_foreseen(error):
            raise
        typer.echo(f"schakel: {error}", err=True)
        sys.exit(1)


def _is_foreseen(error: Exception) -> bool:
    from matching.errors import MatchingError
    from service.errors import ServiceError

    return isinstance(error, MatchingError | ServiceError | OSError)
