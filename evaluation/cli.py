"""`schakel evaluate`: match quality, measured. Commands import what they need when they run.

Exit status: 0 done, 1 the run failed (why, and what to do, on standard error) or, of `compare`,
quality fell, 2 wrong usage. The last line on standard output holds the key figures of our system
as `name value` pairs; with --json standard output is one JSON document instead.
"""

from typing import Annotated

import typer

from evaluation import cli_results, cli_tasks
from evaluation.progress import ProgressForm, tell_progress

__all__ = ["app"]

app = typer.Typer(
    name="evaluate",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(cli_tasks.app)
app.add_typer(cli_results.app)


@app.callback()
def begin(
    progress: Annotated[
        ProgressForm,
        typer.Option(help="A bar on a terminal, or lines of JSON on standard error."),
    ] = ProgressForm.BAR,
) -> None:
    """Measures match quality on judged data, against baselines, and compares two runs."""
    tell_progress(progress)
