import json
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]
from typer.testing import CliRunner, Result

from evaluation.agreement import agree, agreement, read_grades, weighted_kappa
from evaluation.cli import app
from evaluation.errors import DatasetError
from tests.evaluation.conftest import write_files, write_lines
from tests.evaluation.test_commands import figures

grades = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["agreement", *map(str, words)])


@pytest.fixture
def passes(tmp_path: Path) -> tuple[Path, Path]:
    """Two vacancies and four candidates; one pair is disputed by two grades, one by one."""
    folder = write_files(
        tmp_path / "passes",
        {
            "a.txt": "V0 0 C0 3\nV0 0 C1 0\nV0 0 C2 1\nV0 0 C3 0\n"
            "V1 0 C0 0\nV1 0 C1 2\nV1 0 C2 0\nV1 0 C3 0\n",
            "b.txt": "V0 0 C0 3\nV0 0 C1 0\nV0 0 C2 3\nV0 0 C3 0\n"
            "V1 0 C0 1\nV1 0 C1 2\nV1 0 C2 0\nV1 0 C3 0\n",
        },
    )
    return folder / "a.txt", folder / "b.txt"


@given(grades)
def test_kappa_agrees_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    table = np.zeros((4, 4))
    for first, second in pairs:
        table[first, second] += 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wanted = cohen_kappa_score(*zip(*pairs, strict=True), weights="quadratic", labels=range(4))
    found = weighted_kappa(table)
    if np.isnan(wanted):
        assert found is None
    else:
        assert found == pytest.approx(wanted)


def test_pairs_that_both_gave_0_are_left_out_of_the_second_figure(
    passes: tuple[Path, Path],
) -> None:
    found = agree(*passes)
    everything, above = found.parts
    assert (everything.pairs, above.pairs) == (8, 4)
    assert above.kappa == pytest.approx(
        cohen_kappa_score([3, 1, 0, 2], [3, 3, 1, 2], weights="quadratic", labels=range(4))
    )
    assert everything.equal == 6 / 8
    assert above.far == 1 / 4


def test_disputes_are_listed_the_furthest_apart_first(passes: tuple[Path, Path]) -> None:
    found = agree(*passes)
    assert [tuple(each) for each in found.disputes] == [("V0", "C2", 1, 3), ("V1", "C0", 0, 1)]
    assert found.table == ((4, 1, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0), (0, 0, 0, 1))


def test_each_split_is_measured_apart(passes: tuple[Path, Path]) -> None:
    folder = passes[0].parent
    rows = [{"id": "V0", "split": "dev"}, {"id": "V1", "split": "test"}]
    write_lines(folder / "vacancies.jsonl", rows)
    names = [each.name for each in agree(*passes, folder).parts]
    assert names == [
        "all pairs",
        "above 0",
        "all pairs, dev",
        "above 0, dev",
        "all pairs, test",
        "above 0, test",
    ]


def test_the_interval_is_by_vacancy_and_holds_the_figure() -> None:
    random = np.random.default_rng(0)
    first = {(f"V{v}", f"C{c}"): int(random.integers(0, 4)) for v in range(12) for c in range(9)}
    second = {pair: min(3, grade + int(random.random() < 0.3)) for pair, grade in first.items()}
    part = agreement(first, second).parts[0]
    assert part.interval is not None
    assert part.kappa is not None
    assert part.interval[0] < part.kappa < part.interval[1]
    one = {pair: grade for pair, grade in first.items() if pair[0] == "V0"}
    assert agreement(one, second).parts[0].interval is None


def test_judges_who_agree_wholly_have_1_and_those_with_one_grade_no_figure() -> None:
    grades = {("V0", "C0"): 0, ("V1", "C0"): 3}
    assert agreement(grades, grades).parts[0].kappa == 1.0
    nothing = dict.fromkeys(grades, 0)
    assert agreement(nothing, nothing).parts[0].kappa is None


def test_the_command_prints_its_key_figures_and_says_which_pairs_are_missing(
    passes: tuple[Path, Path],
) -> None:
    with passes[0].open("a") as file:
        file.write("V2 0 C0 1\n")
    result = run(*passes)
    found = figures(result)
    assert found["pairs"] == 8
    assert found["disputes"] == 2
    assert found["kappa"] > found["kappa_above_0"]
    assert "1 pairs are in the first file only" in result.stderr


def test_json_holds_all_disputes(passes: tuple[Path, Path]) -> None:
    found = json.loads(run(*passes, "--json").stdout)
    assert found["disputes"][0] == {"vacancy": "V0", "candidate": "C2", "first": 1, "second": 3}
    assert len(found["table"]) == 4


@pytest.mark.parametrize("line", ["V9 0 C9", "V9 0 C9 4", "V9 0 C9 x", "V0 0 C0 3"])
def test_a_bad_line_is_named(passes: tuple[Path, Path], line: str) -> None:
    with passes[1].open("a") as file:
        file.write(line + "\n")
    with pytest.raises(DatasetError, match=r"b\.txt:9: expected vacancy 0 candidate grade"):
        read_grades(passes[1])


def test_files_without_a_shared_pair_are_refused(passes: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("V8 0 C8 1\n")
    result = run(passes[0], other)
    assert result.exit_code == 1
    assert "found none of them" in result.stderr
