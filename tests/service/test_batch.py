"""`schakel batch`: what it writes is what `rank` gives, and it goes on where it was stopped."""

import json
from pathlib import Path
from typing import Any

import pytest

from matching.taxonomy import data_folder
from tests.service.conftest import Schakel

parquet = pytest.importorskip("pyarrow.parquet")
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SAMPLE = data_folder() / "sample"
INPUTS = (
    *("--vacancies", SAMPLE / "vacancies.jsonl", "--candidates", SAMPLE / "candidates.jsonl"),
    *("--programmes", SAMPLE / "programmes.jsonl", "--k", 5),
)


def rows(folder: Path) -> list[dict[str, Any]]:
    return [
        row
        for file in sorted(folder.glob("part-*.parquet"))
        for row in parquet.ParquetFile(file).read().to_pylist()
    ]


def test_a_batch_is_what_rank_gives_and_goes_on_where_it_stopped(
    schakel: Schakel, tmp_path: Path
) -> None:
    out, run = tmp_path / "out", tmp_path / "run.trec"
    command = ("batch", *INPUTS, "--out", out, "--workers", 2, "--portion", 16)
    done = schakel(*command)
    assert done.status == 0, done.err
    assert schakel("rank", *INPUTS, "--run", run).status == 0
    told = [line.split() for line in run.read_text(encoding="utf-8").splitlines()]
    found = rows(out)
    asked = [(each["vacancy"], each["candidate"], each["place"]) for each in found]
    assert [each for each in asked if each[1]] == [(v, c, int(n)) for v, _, c, n, _, _ in told]
    assert all(each["pool"] == 300 for each in found)
    some = next(each for each in found if each["eligible"] < 300)
    assert sum(json.loads(some["not_eligible"]).values()) >= 300 - some["eligible"]
    parts = sorted(out.glob("part-*.parquet"))
    kept = parts[0].stat().st_mtime_ns
    before = parts[1].read_bytes()
    parts[1].unlink()
    again = schakel(*command)
    assert again.status == 0
    assert f"{len(parts) - 1} of {len(parts)} portions are there" in again.err
    assert parts[0].stat().st_mtime_ns == kept
    assert parts[1].read_bytes() == before
    other = schakel("batch", *INPUTS[:-1], 6, "--out", out, "--portion", 16)
    assert (other.status, "give a new folder" in other.err) == (1, True)


def test_a_folder_with_other_files_is_left_alone(schakel: Schakel, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = schakel("batch", *INPUTS, "--out", tmp_path)
    assert (done.status, "empty folder" in done.err) == (1, True)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
