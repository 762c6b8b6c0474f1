import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.datasets import mentions
from evaluation.datasets.types import Label, LabelledText
from evaluation.mentions import Reading, counts, mention_metrics, read, text_f1
from matching.matcher import Matcher
from matching.types import Importance, Mention
from tests.evaluation.conftest import (
    SHARED,
    VACANCIES,
    label_rows,
    write_lines,
)
from tests.evaluation.test_commands import figures, run
from tests.evaluation.test_datasets import change, refused

SKILLS = frozenset(
    ("java", "sql", "docker", "php", "scrum", "linux", "troubleshooting-it-problems")
)


def label(start: int, end: int, *skills: str, **said: Any) -> Label:
    return Label(start=start, end=end, skills=skills, **said)


def found(start: int, end: int, skill: str, **said: Any) -> Mention:
    return Mention(start=start, end=end, text="x" * (end - start), skill=skill, **said)


def reading(labels: list[Label], *of_text: Mention) -> Reading:
    text = LabelledText(id="a", split="dev", mark="0" * 16, labels=tuple(labels))
    return read(text, of_text)


def measured(labels: list[Label], *of_text: Mention) -> dict[str, float]:
    return mention_metrics(counts(reading(labels, *of_text)))


def test_a_mention_is_right_where_its_span_touches_a_label_with_its_concept() -> None:
    labels = [label(0, 4, "java"), label(10, 20, "sql")]
    values = measured(labels, found(2, 9, "java"), found(4, 10, "sql"), found(12, 14, "php"))
    assert values["precision"] == pytest.approx(1 / 3)
    assert values["recall"] == 1 / 2
    assert values["f1"] == pytest.approx(2 / 5)


def test_an_alternative_of_a_label_is_right_too() -> None:
    values = measured([label(0, 4, "java", "java-ee")], found(0, 4, "java-ee"))
    assert values["f1"] == 1.0


def test_a_label_that_is_found_twice_counts_once_for_recall() -> None:
    labels = [label(0, 20, "java"), label(30, 34, "sql")]
    values = measured(labels, found(0, 4, "java"), found(10, 14, "java"))
    assert (values["precision"], values["recall"]) == (1.0, 1 / 2)


def test_a_label_without_a_concept_is_missed_and_left_out_of_recall_named() -> None:
    labels = [label(0, 4, "java"), label(10, 14, name="fibre splicing")]
    values = measured(labels, found(0, 4, "java"), found(10, 14, "sql"))
    assert (values["recall"], values["recall_named"]) == (1 / 2, 1.0)


def test_spans_are_right_whatever_the_concept() -> None:
    labels = [label(0, 4, "java"), label(10, 14)]
    values = measured(labels, found(0, 4, "sql"), found(12, 20, "sql"), found(30, 33, "sql"))
    assert values["span_precision"] == pytest.approx(2 / 3)
    assert values["span_recall"] == 1.0
    assert values["precision"] == values["recall"] == 0.0


def test_an_implicit_label_is_measured_apart() -> None:
    labels = [label(0, 4, "java"), label(10, 40, "monitoring", implicit=True)]
    without = measured(labels, found(0, 4, "java"))
    assert without["implicit_recall"] == 0.0
    values = measured(labels, found(0, 4, "java"), found(12, 20, "monitoring"))
    assert values == {**without, "implicit_recall": 1.0}
    assert without["recall"] == without["precision"] == without["span_precision"] == 1.0


def test_another_concept_at_an_implicit_label_is_false() -> None:
    labels = [label(0, 4, "java"), label(10, 40, "monitoring", implicit=True)]
    one = reading(labels, found(0, 4, "java"), found(12, 20, "sql"))
    assert [each.skill for each in one.false] == ["sql"]
    assert mention_metrics(counts(one))["precision"] == 1 / 2
    assert mention_metrics(counts(one))["span_precision"] == 1.0


def test_implicit_recall_is_left_out_where_no_label_is_implicit() -> None:
    assert "implicit_recall" not in measured([label(0, 4, "java")])


@pytest.mark.parametrize("flag", ["negated", "intent"])
def test_what_is_denied_or_to_be_learnt_counts_as_none(flag: str) -> None:
    labels = [label(0, 4, "java", **{flag: True}), label(10, 14, "sql")]
    sql = found(10, 14, "sql")
    assert measured(labels, found(0, 4, "java", **{flag: True}), sql)["f1"] == 1.0
    assert measured(labels, found(0, 4, "java"), sql)["precision"] == 1 / 2
    assert measured(labels, found(10, 14, "sql", **{flag: True}))["recall"] == 0.0


def test_importance_is_measured_among_right_mentions() -> None:
    labels = [label(0, 4, "java", importance=Importance.NICE), label(10, 14, "sql")]
    values = measured(labels, found(0, 4, "java"), found(10, 14, "sql"), found(20, 24, "php"))
    assert values["importance"] == 1 / 2


def test_silence_is_right_only_where_nothing_is_labelled() -> None:
    assert text_f1(counts(reading([]))) == 1.0
    assert text_f1(counts(reading([label(0, 4, "java")]))) == 0.0
    assert text_f1(counts(reading([], found(0, 4, "java")))) == 0.0
    assert text_f1(counts(reading([label(0, 4, "java", implicit=True)]))) == 1.0


@st.composite
def label_lists(draw: st.DrawFn) -> list[Label]:
    """Labels of one text that do not overlap."""
    ends = sorted(draw(st.sets(st.integers(0, 60), max_size=12)))
    return [
        label(
            start,
            end,
            *draw(st.lists(st.sampled_from("abc"), max_size=2, unique=True)),
            implicit=draw(st.booleans()),
            negated=draw(st.booleans()),
        )
        for start, end in pairwise(ends)
        if draw(st.booleans())
    ]


mention_lists = st.lists(
    st.builds(
        lambda start, length, skill, negated: found(start, start + length, skill, negated=negated),
        st.integers(0, 60),
        st.integers(1, 8),
        st.sampled_from("abcd"),
        st.booleans(),
    ),
    max_size=8,
)


@given(label_lists(), mention_lists)
def test_precision_and_recall_agree_with_the_obvious_version(
    labels: list[Label], of_text: list[Mention]
) -> None:
    def meet(one: Mention, other: Label) -> bool:
        inside = set(range(one.start, one.end)) & set(range(other.start, other.end))
        return bool(inside) and one.skill in other.skills

    exact = [each for each in labels if not (each.negated or each.implicit)]
    implied = [each for each in labels if each.implicit and not each.negated]
    shown = [each for each in of_text if not each.negated]
    right = [each for each in shown if any(meet(each, one) for one in exact)]
    apart = [
        each for each in shown if each not in right and any(meet(each, one) for one in implied)
    ]
    recalled = [each for each in exact if any(meet(one, each) for one in shown)]
    values = measured(labels, *of_text)
    asked = len(shown) - len(apart)
    assert values["precision"] == (len(right) / asked if asked else 0)
    assert values["recall"] == (len(recalled) / len(exact) if exact else 0)
    assert all(0 <= value <= 1 for value in values.values())
    assert measured(labels[::-1], *of_text[::-1])["f1"] == values["f1"]


def load(data: Path, texts: Path, **options: Any) -> Any:
    return mentions.load(data, texts, skills=SKILLS, **options)


def test_labels_are_read_with_their_texts(mentions_folder: Path, texts_folder: Path) -> None:
    data = load(mentions_folder, texts_folder, split="all")
    assert data.name == "mentions_nl (all)"
    assert data.texts == VACANCIES
    first, second, *_ = data.labelled
    java, _, docker = first.labels
    assert VACANCIES["a"][java.start : java.end] == "Java"
    assert (java.skills, java.importance) == (("java",), Importance.MUST)
    assert docker.importance is Importance.NICE
    assert second.labels[0].negated
    assert data.notes == ("1 labels of skills that are denied or to be learnt left out",)


def test_the_dev_half_is_read_unless_asked_otherwise(
    mentions_folder: Path, texts_folder: Path
) -> None:
    def ids(**options: Any) -> list[str]:
        return [each.id for each in load(mentions_folder, texts_folder, **options).labelled]

    assert ids() == ["a", "b", "c"]
    assert ids(split="test") == ["d"]
    assert ids(split="all", limit=2) == ["a", "b"]


def test_one_file_of_labels_and_one_of_texts_may_be_given(
    mentions_folder: Path, texts_folder: Path
) -> None:
    whole = write_lines(
        texts_folder / "all.jsonl",
        [{"id": name, "text": text} for name, text in VACANCIES.items()],
    )
    assert load(mentions_folder / "labels.jsonl", whole).texts.keys() == {"a", "b", "c"}


def rewrite(folder: Path, change_of: Callable[[list[dict[str, Any]]], object]) -> None:
    rows: list[dict[str, Any]] = label_rows()
    change_of(rows)
    write_lines(folder / "labels.jsonl", rows)


BAD_LABELS: list[tuple[Callable[[list[dict[str, Any]]], object], list[str]]] = [
    (lambda rows: rows[0].pop("mentions"), [":1:", "mentions: Field required"]),
    (lambda rows: rows[0].update(split="train"), [":1:", "split", "'train'"]),
    (lambda rows: rows[1].update(sha256="abc"), [":2:", "sha256", "'abc'"]),
    (lambda rows: rows[1].update(id="a"), [":2:", "an id of its own", "'a' again"]),
    (lambda rows: rows[0]["mentions"][0].pop("skill"), [":1:", "mentions.0.skill"]),
    (lambda rows: rows[0]["mentions"][0].update(start="13"), ["mentions.0.start", "'13'"]),
    (lambda rows: rows[0]["mentions"][0].update(start=-1), ["mentions.0.start", "-1"]),
    (lambda rows: rows[0]["mentions"][0].update(weight=2), ["mentions.0.weight", "found 2"]),
    (lambda rows: rows[0]["mentions"][0].update(end=13), ["an end behind the start", "13-13"]),
    (lambda rows: rows[0]["mentions"][0].update(importance="high"), ["importance", "'high'"]),
    (lambda rows: rows[0]["mentions"][0].update(skill="jva"), ["13-17", "'jva'", "search"]),
    (lambda rows: rows[0]["mentions"][0].update(also=["jva"]), ["taxonomy", "'jva'"]),
    (lambda rows: rows[0]["mentions"][0].update(skill=None, also=["sql"]), ["in also", "null"]),
    (lambda rows: rows[0]["mentions"][0].update(end=23), ["overlap", "13-23 and 21-24"]),
]


@pytest.mark.parametrize(("change_of", "words"), BAD_LABELS)
def test_malformed_labels_are_refused_with_their_line(
    mentions_folder: Path,
    texts_folder: Path,
    change_of: Callable[[list[dict[str, Any]]], object],
    words: list[str],
) -> None:
    rewrite(mentions_folder, change_of)
    refused(lambda: load(mentions_folder, texts_folder), "labels.jsonl:", *words)


def test_labels_may_overlap_where_one_is_implicit(
    mentions_folder: Path, texts_folder: Path
) -> None:
    rewrite(mentions_folder, lambda rows: rows[0]["mentions"][0].update(end=23, implicit=True))
    assert len(load(mentions_folder, texts_folder).labelled[0].labels) == 3


def test_offsets_outside_the_text_are_refused(mentions_folder: Path, texts_folder: Path) -> None:
    end = len(VACANCIES["b"])
    rewrite(mentions_folder, lambda rows: rows[1]["mentions"][1].update(end=end))
    assert load(mentions_folder, texts_folder).labelled[1].labels[1].end == end
    rewrite(mentions_folder, lambda rows: rows[1]["mentions"][1].update(end=end + 1))
    refused(lambda: load(mentions_folder, texts_folder), "inside b", f"{end} characters")


def test_a_text_that_is_not_the_labelled_one_is_named(
    mentions_folder: Path, texts_folder: Path
) -> None:
    change(texts_folder / "two.jsonl", "Onze kantine", "Onze  kantine")
    refused(lambda: load(mentions_folder, texts_folder), "the text c", "fingerprint", "version")


def test_a_text_that_is_missing_is_named(mentions_folder: Path, texts_folder: Path) -> None:
    change(texts_folder / "two.jsonl", '"id": "d"', '"id": "f"')
    refused(lambda: load(mentions_folder, texts_folder), "the text d", "none", "--texts")


def test_two_texts_with_one_id_are_refused(mentions_folder: Path, texts_folder: Path) -> None:
    change(texts_folder / "two.jsonl", '"id": "e"', '"id": "a"')
    refused(lambda: load(mentions_folder, texts_folder), "two.jsonl:3", "one text a")


def test_files_that_are_missing_are_named(
    mentions_folder: Path, texts_folder: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    refused(lambda: load(tmp_path / "away", texts_folder), "labels.jsonl", "no such file")
    refused(lambda: load(mentions_folder, tmp_path / "away"), "*.jsonl", "no such folder")
    refused(lambda: load(mentions_folder, empty), "*.jsonl", "found none", "check --texts")


def test_a_split_without_texts_is_refused(mentions_folder: Path, texts_folder: Path) -> None:
    rewrite(mentions_folder, lambda rows: rows[3].update(split="dev"))
    refused(lambda: load(mentions_folder, texts_folder, split="test"), '"split": "test"', "all")


def test_the_command_measures_ours_and_baselines(
    mentions_folder: Path, texts_folder: Path, tmp_path: Path
) -> None:
    words = ("--data", mentions_folder, "--texts", texts_folder, "--out", tmp_path / "out")
    result = run("mentions", *words)
    values = figures(result)
    assert values["text_f1"] == values["f1"] == values["importance"] == 1.0
    assert "every-name" in result.stdout
    assert "1 labels of skills that are denied" in result.stdout
    names = json.loads((tmp_path / "out" / "mentions.every-name.json").read_text())
    assert names["per_query"]["text_f1"] == {"a": 1.0, "b": pytest.approx(2 / 3), "c": 1.0}
    assert names["metrics"]["precision"] < 1.0


def test_results_hold_offsets_and_concepts_and_no_words_of_texts(
    mentions_folder: Path, texts_folder: Path, tmp_path: Path
) -> None:
    texts = ("--texts", texts_folder, "--out", tmp_path / "out")
    run("mentions", "--data", mentions_folder, *texts, "--split", "test")
    written = (tmp_path / "out" / "mentions.ours.json").read_text()
    answer = json.loads(written)["details"]["answers"]["d"]
    assert answer["wanted"] == [
        {"id": "24-33", "text": "none (performance analysis)"},
        {"id": "48-53", "text": "linux"},
    ]
    assert answer["wrong"] == ["missed 24-33 none (performance analysis)"]
    for word in ("traagheid", "zoekt", "Ervaring", "Linux"):
        assert word not in written


def test_all_measures_mentions_where_labels_and_texts_are_there(
    mentions_folder: Path, texts_folder: Path, tmp_path: Path
) -> None:
    data, gold = texts_folder.parent, mentions_folder.parent
    result = run("all", "--data", data, "--gold", gold)
    assert figures(result)["mentions.text_f1"] == 1.0
    (mentions_folder / "labels.jsonl").unlink()
    without = run("all", "--data", data, "--gold", gold)
    assert "mentions left out: there is no" in without.stderr
    assert "mentions.text_f1" not in without.stdout
    rewrite(mentions_folder, lambda rows: None)
    elsewhere = run("all", "--data", tmp_path / "empty", "--gold", gold)
    assert f"mentions left out: there is no {tmp_path / 'empty' / 'vacancies_nl'}" in (
        elsewhere.stderr
    )


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not there")
def test_real_texts_can_be_measured_with_labels_of_one_s_own(
    matcher: Matcher, tmp_path: Path
) -> None:
    folder = SHARED / "vacancies_nl"
    with (folder / "jouwict_2017_dev.jsonl").open(encoding="utf-8") as lines:
        row = json.loads(next(lines))
    labels = [
        {"start": each.start, "end": each.end, "skill": each.skill}
        for each in matcher.extract(row["description"])
        if not (each.negated or each.intent)
    ]
    line = {
        "id": row["id"],
        "split": "dev",
        "sha256": mentions.mark_of(row["description"]),
        "mentions": labels,
    }
    path = write_lines(tmp_path / "labels.jsonl", [line])
    assert figures(run("mentions", "--data", path, "--texts", folder))["f1"] == 1.0


def test_a_label_without_a_concept_gets_the_one_that_has_its_name_by_now(
    mentions_folder: Path, texts_folder: Path
) -> None:
    def nameless(rows: Any) -> None:
        rows[0]["mentions"][0].pop("also", None)
        rows[0]["mentions"][0].update(skill=None, name="new thing")

    rewrite(mentions_folder, nameless)
    before = load(mentions_folder, texts_folder).labelled[0].labels[0]
    known = {"new thing": "new-thing"}
    after = load(mentions_folder, texts_folder, named=known.get).labelled[0].labels[0]
    assert before.skills == ()
    assert after.skills == ("new-thing",)
