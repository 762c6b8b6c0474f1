"""Long work tells how far it is, in lines that a program can follow."""

import json
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from evaluation.cli import app
from evaluation.progress import ProgressForm, progress, tell_progress

Lines = list[dict[str, object]]


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    tell_progress(ProgressForm.BAR)


def lines(text: str) -> Lines:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def test_lines_tell_the_steps_within_steps(capsys: pytest.CaptureFixture[str]) -> None:
    tell_progress(ProgressForm.JSON)
    for _ in progress("ab", "outer"):
        assert list(progress([1, 2, 3, 4], "inner")) == [1, 2, 3, 4]
    told = lines(capsys.readouterr().err)
    assert told[0] == {"share": 0.0, "steps": [{"name": "outer", "done": 0, "of": 2}]}
    assert told[-1] == {"share": 1.0, "steps": [{"name": "outer", "done": 2, "of": 2}]}
    inner = [each["steps"][1] for each in told if len(each["steps"]) > 1]  # type: ignore[arg-type, index]
    assert {"name": "inner", "done": 4, "of": 4} in inner


def test_the_share_never_falls(capsys: pytest.CaptureFixture[str]) -> None:
    tell_progress(ProgressForm.JSON)
    for _ in progress("abc", "outer"):
        for name in ("first", "again"):
            list(progress("xy", name))
    shares = [each["share"] for each in lines(capsys.readouterr().err)]
    assert shares == sorted(shares)  # type: ignore[type-var]
    assert shares[-1] == 1.0


def test_work_that_fails_leaves_no_step_behind(capsys: pytest.CaptureFixture[str]) -> None:
    tell_progress(ProgressForm.JSON)
    with pytest.raises(ZeroDivisionError):
        sum(1 / each for each in progress([1, 0], "fails"))
    list(progress("a", "next"))
    names = [step["name"] for step in lines(capsys.readouterr().err)[-1]["steps"]]  # type: ignore[attr-defined]
    assert names == ["next"]


def test_nothing_is_told_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress("ab", "quiet")) == ["a", "b"]
    assert capsys.readouterr().err == ""


def test_the_command_tells_progress_when_asked(traps_folder: object) -> None:
    words = ["traps", "--data", str(traps_folder), "--system", "silent"]
    told = CliRunner().invoke(app, ["--progress", "json", *words])
    assert told.exit_code == 0, told.output
    last = lines(told.stderr)[-1]
    assert last == {"share": 1.0, "steps": [{"name": "silent: traps", "done": 3, "of": 3}]}
    assert not lines(CliRunner().invoke(app, words).stderr)
