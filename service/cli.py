"""The `schakel` command. Every command imports what it needs when it runs, so help is instant."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(
    name="schakel",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Ranks graduates for vacancies, and vacancies for graduates, with reasons that add up.",
)
taxonomy_app = typer.Typer(no_args_is_help=True, help="The skills taxonomy: look, search, check.")
app.add_typer(taxonomy_app, name="taxonomy")

TaxonomyOption = Annotated[
    Path | None, typer.Option("--taxonomy", help="Folder of a taxonomy; default: the project's.")
]


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
