"""`schakel taxonomy build` and `schakel places build`: both from official files."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["build", "places_app"]

places_app = typer.Typer(no_args_is_help=True, help="Places and postcodes, for travel distances.")


class _Bar:
    """A progress bar on a terminal, from the second second on."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self.done = -1
        self.since = time.monotonic()
        self.bar: Progress | None = None

    def step(self, name: str) -> None:
        """Say what is done next."""
        self.done += 1
        if self.bar is None and sys.stderr.isatty() and time.monotonic() - self.since > 1:
            self.bar = _rich_bar(self.steps)
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=self.done, description=name)

    def close(self) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.stop()


def _rich_bar(steps: int) -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("", total=steps)
    bar.start()
    return bar


def build(
    esco: Annotated[Path, typer.Option(help="Folder with ESCO's CSV download, English and Dutch.")],
    out: Annotated[Path, typer.Option(help="Folder to write the taxonomy into.")],
) -> None:
    """Build a taxonomy from ESCO's own CSV files, for use with --taxonomy."""
    from matching.taxonomy.esco import NOTICE, STEPS, build_taxonomy

    bar = _Bar(STEPS)
    try:
        report = build_taxonomy(esco, out, progress=bar.step)
    finally:
        bar.close()
    typer.echo(
        f"{report.skills} skills in {report.groups} groups and {report.occupations} occupations "
        f"with {report.needs} needed skills in {out}"
    )
    typer.echo(
        f"mended: {report.repeated} repeated, {report.without_dutch} without a Dutch label, "
        f"{report.renamed} labels made longer, {report.dropped_aliases} aliases of another "
        f"concept dropped, {report.circles} circles cut, {report.orphans} orphans hung up",
        err=True,
    )
    typer.echo(NOTICE, err=True, nl=False)


@places_app.command("build")
def build_places(
    file: Annotated[
        Path, typer.Argument(help="GeoNames' postal file: NL.txt, NL_full.txt, allCountries.txt.")
    ],
    out: Annotated[Path, typer.Option(help="Folder to write postcodes.csv into.")],
) -> None:
    """Make postcodes exact, from GeoNames' postal file; SCHAKEL_PLACES names the folder."""
    from matching.taxonomy.places import PLACES_VARIABLE
    from matching.taxonomy.postcodes import build_postcodes

    count = build_postcodes(file, out)
    typer.echo(f"{count} postcodes in {out / 'postcodes.csv'}")
    typer.echo(f"To use them: export {PLACES_VARIABLE}={out.resolve()}", err=True)
