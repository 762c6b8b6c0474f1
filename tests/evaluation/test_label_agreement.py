import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from evaluation.datasets.types import Label
from evaluation.label_agreement import Pair, agree, agreement
from tests.evaluation.conftest import VACANCIES, label_rows, mention, write_lines
from tests.evaluation.test_commands import figures, run
from tests.evaluation.test_datasets import refused
from tests.evaluation.test_mentions import label, label_lists

Rows = list[dict[str, Any]]


@pytest.fixture
def passes(tmp_path: Path) -> tuple[Path, Path]:
    """Two passes that differ in one concept, one span and one label more."""
    rows: Rows = label_rows()
    first = write_lines(tmp_path / "a.jsonl", rows)
    rows[0]["mentions"][0] = mention("a", "Java", "java-ee")
    rows[0]["mentions"][1] = mention("a", "SQL is", "sql")
    rows[2]["mentions"] = [mention("c", "kantine", None)]
    return first, write_lines(tmp_path / "b.jsonl", rows)


def changed(path: Path, change_of: Callable[[Rows], object]) -> None:
    rows: Rows = [json.loads(line) for line in path.read_text().splitlines()]
    change_of(rows)
    write_lines(path, rows)


def pair(first: list[Label], second: list[Label], text: str | None = None) -> Pair:
    return Pair(id="a", split="dev", first=tuple(first), second=tuple(second), text=text)


def test_each_figure_asks_more_than_the_one_before(passes: tuple[Path, Path]) -> None:
    every = agree(*passes).parts[0]
    assert (every.texts, every.first, every.second) == (4, 7, 8)
    assert every.span_f1 == pytest.approx(2 * 7 / 15)
    assert every.exact_f1 == pytest.approx(2 * 6 / 15)
    assert every.mention_f1 == pytest.approx(2 * 6 / 15)
    assert every.kappa is None


def test_kappa_is_over_words_inside_or_outside_a_label() -> None:
    text = "Ervaring met Java en SQL"
    first, second = [label(13, 17, "java")], [label(13, 17, "java"), label(21, 24, "sql")]
    (every,) = agreement([pair(first, second, text)])
    agreed, by_chance = 4 / 5, (1 * 2 + 4 * 3) / 25
    assert every.kappa == pytest.approx((agreed - by_chance) / (1 - by_chance))


@pytest.mark.parametrize("labels", [[], [label(0, 12, "java")]])
def test_kappa_is_unknown_where_all_words_are_alike_to_both(labels: list[Label]) -> None:
    (every,) = agreement([pair(labels, labels, "Ervaring met")])
    assert every.kappa is None
    assert every.mention_f1 == every.exact_f1 == 1.0


def test_a_concept_in_common_is_enough_and_two_labels_without_one_agree() -> None:
    (common,) = agreement([pair([label(0, 4, "a", "b")], [label(2, 6, "b", "c")])])
    assert (common.mention_f1, common.exact_f1) == (1.0, 0.0)
    (without,) = agreement([pair([label(0, 4)], [label(0, 4)])])
    assert without.mention_f1 == 1.0
    (one,) = agreement([pair([label(0, 4)], [label(0, 4, "a")])])
    assert (one.mention_f1, one.span_f1) == (0.0, 1.0)


@given(label_lists(), label_lists())
def test_the_order_of_the_passes_does_not_matter(first: list[Label], second: list[Label]) -> None:
    (one,), (other,) = agreement([pair(first, second)]), agreement([pair(second, first)])
    assert one.mention_f1 == other.mention_f1
    assert one.span_f1 == other.span_f1
    assert one.exact_f1 == other.exact_f1 <= one.span_f1
    assert one.mention_f1 <= one.span_f1


@given(label_lists())
def test_a_pass_agrees_wholly_with_itself(labels: list[Label]) -> None:
    (every,) = agreement([pair(labels, labels)])
    assert every.mention_f1 == every.span_f1 == every.exact_f1 == 1.0


def test_each_split_is_measured_apart_and_implicit_labels_are_left_out(
    passes: tuple[Path, Path],
) -> None:
    changed(passes[1], lambda rows: rows[3]["mentions"].pop(0))
    every, dev, test = agree(*passes).parts
    assert [every.name, dev.name, test.name] == ["all texts", "dev", "test"]
    assert (test.texts, test.first, test.second, test.mention_f1) == (1, 2, 2, 1.0)
    assert dev.mention_f1 < 1.0


def test_the_command_measures_words_where_it_has_the_texts(
    passes: tuple[Path, Path], texts_folder: Path
) -> None:
    changed(passes[1], lambda rows: rows.pop())
    result = run("label-agreement", *passes, "--texts", texts_folder)
    assert 0 < figures(result)["kappa"] < 1
    assert "1 texts are in the first file only: d" in result.stderr
    found = json.loads(run("label-agreement", *passes, "--json").stdout)
    assert found["parts"][0]["kappa"] is None
    assert found["only_first"] == ["d"]


def test_passes_that_cannot_be_compared_are_refused(
    passes: tuple[Path, Path], texts_folder: Path
) -> None:
    length = len(VACANCIES["a"])
    changed(passes[1], lambda rows: rows[0]["mentions"][2].update(end=length + 1))
    refused(lambda: agree(*passes, texts_folder), "b.jsonl", f"{length} characters")
    changed(passes[1], lambda rows: rows[0].update(sha256="0" * 16))
    refused(lambda: agree(*passes), "b.jsonl", "labels of a with fingerprint", "version")
    changed(passes[1], lambda rows: [each.update(id=f"{each['id']}2") for each in rows])
    refused(lambda: agree(*passes), "b.jsonl", "none of them")


def test_labels_may_name_skills_that_the_taxonomy_no_longer_has(
    passes: tuple[Path, Path],
) -> None:
    for path in passes:
        changed(path, lambda rows: rows[0]["mentions"][0].update(skill="of-old"))
    assert agree(*passes).parts[0].mention_f1 > 0.8
