"""`python -m evaluation`: the same commands as `schakel evaluate`."""

from evaluation.cli import app

app(prog_name="evaluate")
