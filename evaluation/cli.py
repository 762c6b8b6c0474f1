"""`schakel evaluate`: match quality, measured. Commands import what they need when they run.

Exit status: 0 done, 1 the run failed (why, and what to do, on standard error) or, of `compare`,
quality fell, 2 wrong usage. The last line on standard output holds the key figures of our system
as `name value` pairs; with --json standard output is one JSON document instead.
"""

import typer

from evaluation import cli_results, cli_tasks

__all__ = ["app"]

app = typer.Typer(
    name="evaluate",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Measures match quality on judged data, against baselines, and compares two runs.",
)
app.add_typer(cli_tasks.app)
app.add_typer(cli_results.app)
