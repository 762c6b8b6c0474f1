"""Options that the commands of `schakel evaluate` share, and the values that they take."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Data", "Json", "Limit", "Out", "Seed", "Split", "Systems", "TaxonomyOption"]


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
