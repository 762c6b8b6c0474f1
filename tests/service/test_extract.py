"""`schakel extract --jsonl`: many texts, by one process or several."""

import json
from pathlib import Path

import pytest

from matching.matcher import Matcher
from service.spread import ProcessEndedError, Spread, cores, processes_for
from tests.data.sample import Sample
from tests.service.conftest import Schakel, write_lines


@pytest.fixture
def texts(sample: Sample, tmp_path: Path) -> Path:
    rows = [{"id": each.id, "text": each.text} for each in sample.vacancies[:40]]
    return write_lines(tmp_path / "texts.jsonl", rows)


def test_two_processes_print_what_one_prints(schakel: Schakel, texts: Path) -> None:
    one, two = (schakel("extract", texts, "--jsonl", "--workers", n) for n in (1, 2))
    assert (one.status, one.err) == (two.status, two.err) == (0, "")
    assert one.out == two.out
    lines = texts.read_text(encoding="utf-8").splitlines()
    assert [row["id"] for row in one.rows] == [json.loads(line)["id"] for line in lines]


def test_many_at_once_are_read_as_one_by_one(matcher: Matcher, sample: Sample) -> None:
    texts = [each.text for each in sample.vacancies[:20]]
    for language in ("auto", "nl"):
        alone = [matcher.extract(each, language=language) for each in texts]
        assert matcher.extract_all(texts, language=language) == alone
    assert any(each.probable for mentions in alone for each in mentions)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_text_that_cannot_be_read_is_named_and_no_other_is_lost(
    schakel: Schakel, tmp_path: Path, taxonomy: Path, workers: int
) -> None:
    rows = [{"id": n, "text": "SQL"} for n in range(40)]
    rows[20]["id"] = "\ud800"  # JSON can say it, and no output can
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="ascii")
    done = schakel("extract", path, "--jsonl", "--workers", workers, "--taxonomy", taxonomy)
    assert done.status == 1
    assert [row["id"] for row in done.rows] == [n for n in range(40) if n != 20]
    assert f"{path}:21: " in done.err
    assert "UnicodeEncodeError" in done.err
    assert "Traceback" not in done.err


def test_few_texts_are_read_by_one_process() -> None:
    assert (processes_for(0), processes_for(999)) == (1, 1)
    assert processes_for(1000) == cores()


def _end(_own: object, _items: list[int]) -> list[int]:
    import os

    os._exit(1)


def test_a_process_that_is_ended_is_one_message() -> None:
    spread = Spread(here=object, load=object, arguments=(), processes=2)
    with pytest.raises(ProcessEndedError, match="one was ended"):
        list(spread.done(_end, [1, 2, 3], lambda items, _: iter(items), "Ending"))
