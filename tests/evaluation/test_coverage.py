import json
from pathlib import Path

import pytest

from evaluation.coverage import (
    Coverage,
    main,
    onet_coverage,
    title_candidates,
    title_coverage,
    ways,
)
from matching.taxonomy import Taxonomy, default_taxonomy_folder
from matching.types import Kind, Skill

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
HEADER = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"


def small_taxonomy() -> Taxonomy:
    names = ("Amazon Web Services", "SQL", "Java", "Visual Basic")
    skills = [
        Skill(id=name.lower(), label_nl=name, label_en=name, kind=Kind.TECHNOLOGY) for name in names
    ]
    return Taxonomy(skills, [])


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("Amazon Web Services AWS software", "Amazon Web Services"),
        ("Amazon Web Services AWS software", "AWS"),
        ("Extensible markup language XML", "XML"),
        ("Microsoft SQL Server Integration Services SSIS", "SSIS"),
        ("ESRI ArcGIS software", "ArcGIS"),
        ("Apache Subversion SVN", "Subversion"),
    ],
)
def test_a_name_of_onet_is_also_looked_for_as_people_write_it(name: str, way: str) -> None:
    assert way in ways(name)


def test_a_longer_name_does_not_count_by_the_shorter_one_in_it() -> None:
    assert "Visual Basic" not in ways("Microsoft Visual Basic for Applications VBA")


def write_onet(folder: Path, scope: str) -> tuple[Path, Path]:
    rows = "1\tStructured query language SQL\t\t\tY\tN\n1\tTeeth\t\t\tY\tN\n1\tCold\t\t\tN\tN\n"
    (folder / "onet.txt").write_text(HEADER + rows, encoding="utf-8")
    (folder / "scope.csv").write_text(scope, encoding="utf-8")
    return folder / "onet.txt", folder / "scope.csv"


def test_only_hot_technologies_in_scope_are_asked(tmp_path: Path) -> None:
    scope = "name,belongs,reason\nStructured query language SQL,yes,x\nTeeth,no,dental\n"
    assert onet_coverage(*write_onet(tmp_path, scope), small_taxonomy()) == Coverage(1, ())


def test_a_hot_technology_that_nobody_judged_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected a judgement of"):
        onet_coverage(*write_onet(tmp_path, "name,belongs,reason\n"), small_taxonomy())


def test_parts_of_titles_are_taken_from_lists_only() -> None:
    titles = ["Developer | Java EE, GIS", "Java developer"]
    assert title_candidates(titles) == ["Developer", "GIS", "Java EE"]


def test_a_part_of_a_name_does_not_count_as_the_name() -> None:
    assert title_coverage(["SQL Pipes", "SQL", "Java 12"], small_taxonomy()).misses == (
        "SQL Pipes",
    )


def test_a_share_of_nothing_is_zero() -> None:
    assert Coverage(0, ()).share == 0


def test_data_that_is_not_there_ends_with_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path)]) == 1
    assert "found no such file" in capsys.readouterr().err


@pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring data (../shared/data) is not here")
def test_the_taxonomy_covers_the_tools_of_the_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(SHARED), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["onet"]["share"] >= 0.95
    assert figures["titles"]["share"] >= 0.9


@pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring data (../shared/data) is not here")
def test_the_list_of_parts_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(SHARED), "--candidates"]) == 0
    assert "Glassfish" in capsys.readouterr().out.splitlines()


def test_every_label_of_the_scope_is_judged_yes_or_no() -> None:
    lines = (default_taxonomy_folder() / "onet_scope.csv").read_text(encoding="utf-8").splitlines()
    assert {line.rsplit(",", 2)[1] for line in lines[2:] if '"' not in line} == {"yes", "no"}
