from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from service.cli import main
from service.commands.taxonomy import build, places_app

RUNNER = CliRunner()
BUILD = typer.Typer()
BUILD.command()(build)


def test_a_taxonomy_that_cannot_be_built_ends_with_status_1_and_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build = ["taxonomy", "build", "--esco", str(tmp_path), "--out", str(tmp_path / "out")]
    monkeypatch.setattr("sys.argv", ["schakel", *build])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_built_taxonomy_is_reported_with_the_notice_of_esco(tmp_path: Path) -> None:
    for name, uri in (("skills", "skill/1"), ("occupations", "occupation/1")):
        (tmp_path / f"{name}_en.csv").write_text(
            f"conceptUri,preferredLabel,altLabels\nhttp://data.europa.eu/esco/{uri},Java,\n",
            encoding="utf-8",
        )
    result = RUNNER.invoke(BUILD, ["--esco", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert "1 skills in 0 groups and 1 occupations" in result.stdout
    assert "ESCO classification of the European Commission" in result.stderr


def test_postcodes_are_built_and_the_variable_is_named(tmp_path: Path) -> None:
    source = tmp_path / "NL.txt"
    source.write_text("NL\t3011\tRotterdam\t\t\t\t\t\t\t51.92\t4.48\t6\n", encoding="utf-8")
    result = RUNNER.invoke(places_app, [str(source), "--out", str(tmp_path)])
    assert result.exit_code == 0
    assert "1 postcodes" in result.stdout
    assert "SCHAKEL_PLACES" in result.stderr


def test_a_postal_file_that_is_not_there_ends_with_status_1(tmp_path: Path) -> None:
    result = RUNNER.invoke(places_app, [str(tmp_path / "none"), "--out", str(tmp_path)])
    assert result.exit_code == 1
