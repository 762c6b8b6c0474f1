import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evaluation.by_language import of_languages
from evaluation.cli import app
from evaluation.errors import CompareError
from evaluation.metrics import means
from evaluation.report import LANGUAGES, Language, render
from evaluation.report.contrasts import group
from evaluation.results import Result, read_result, write_result
from tests.evaluation.report.conftest import HOSTILE, QUERIES, ranking, result, steady


class Page(HTMLParser):
    """All start tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def having(self, attribute: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [found[attribute] or "" for _, found in self.tags if attribute in found]


def text_of(page: str) -> str:
    """The words of a page, without tags and with single spaces."""
    body = page[page.index("<body>") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_nothing_from_elsewhere(results: list[Result], language: Language) -> None:
    page = Page(render(results, language))
    ids = set(page.having("id"))
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert not page.having("src")
    assert {each.removeprefix("#") for each in page.having("href")} <= ids
    assert "url(" not in render(results, language)


def test_the_page_keeps_a_strict_content_security_policy(results: list[Result]) -> None:
    text = render(results)
    page = Page(text)
    names = {name for _, found in page.tags for name in found}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    assert text.count("<style>") == 1
    assert "default-src 'none'; style-src 'sha256-" in text


def test_what_results_say_is_escaped(results: list[Result]) -> None:
    text = render([*results, result(HOSTILE, HOSTILE, steady(0.5))])
    assert HOSTILE not in text
    assert "<script" not in text
    assert "&lt;script&gt;alert(" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_results_in_any_order_give_the_same_bytes(
    results: list[Result], language: Language
) -> None:
    assert render(results, language) == render(results[::-1], language)


def test_no_date_is_printed(results: list[Result]) -> None:
    assert not re.search(r"\b20\d\d-\d\d|\d\d:\d\d", render(results))


@pytest.mark.parametrize(("language", "mark"), [("nl", ","), ("en", ".")])
def test_the_page_has_the_numbers_of_every_task(
    results: list[Result], language: Language, mark: str
) -> None:
    said = text_of(render(results, language))
    for each in results:
        if each.task != "fairness":
            assert f"{each.metrics[each.key]:.3f}".replace(".", mark) in said
    for number in ("0.95", "0.764", "0.62", "0.41"):
        assert number.replace(".", mark) in said


def test_the_verdict_comes_first_in_words(results: list[Result]) -> None:
    said = text_of(render(results, "en"))
    start = said[: said.index("Compared with the baseline")]
    assert "better on 1, worse on 1 and not told apart on 1 (not enough data)" in start
    assert "Candidates for a vacancy better ndcg_exp@10 0.740, best baseline bm25 0.508" in start
    assert "difference +0.233" in start
    assert "no score changes 0 of 46,080 comparisons" in start


def test_ours_stands_beside_the_best_baseline_of_each_language() -> None:
    languages = {query: "nl" if place < 8 else "en" for place, query in enumerate(QUERIES)}
    told = []
    for each in ranking():
        values = each.per_query[each.key]
        into = {"en": {query: values[query] for query in QUERIES if languages[query] == "nl"}}
        per_query = {**each.per_query, **of_languages(each.key, values, languages, into)}
        told.append(replace(each, per_query=per_query, metrics=means(per_query)))
    said = text_of(render(told, "en"))
    assert "By language of the vacancy" in said
    assert "Dutch 8 0.680 0.462 bm25 +0.217" in said
    assert "English 6 0.820 0.568 bm25 +0.253" in said
    assert "By language, originals and translations of all vacancies" in said
    assert "English 14 0.740 0.507 bm25 +0.233" in said
    assert "By language" not in text_of(render(ranking(), "en"))


def test_the_page_has_the_language_that_was_asked(results: list[Result]) -> None:
    dutch, english = (render(results, language) for language in LANGUAGES)
    assert '<html lang="nl">' in dutch
    assert "Het oordeel" in dutch
    assert '<html lang="en">' in english
    assert "The verdict" in english


def test_the_worst_ten_stand_in_order_with_what_was_wanted() -> None:
    said = text_of(render(ranking(), "en"))
    errors = said[said.index("The ten worst of ours") : said.index("Where this comes from")]
    assert re.findall(r"V\d\d", errors) == QUERIES[:10]
    assert "C1 P1 rank 7; grade 3; misses java, git" in errors
    assert "C2 P2 not found; grade 2; does not meet hours" in errors
    assert "and 10 more" in errors
    assert "C3 P3 not judged" in errors


def test_results_of_before_still_give_a_report() -> None:
    ours = replace(ranking()[0], details={})
    said = text_of(render([ours, *ranking()[1:]], "en"))
    assert "This result does not hold what was wanted" in said


def test_a_task_without_ours_or_without_baselines_is_said_to_be_so() -> None:
    ours, bm25, *_ = ranking()
    assert "there is no baseline to compare with" in render([ours], "en")
    assert "Schakel itself was not measured" in render([bm25], "en")


def test_everything_has_a_command_fingerprints_and_versions(results: list[Result]) -> None:
    said = text_of(render(results, "en"))
    for words in ("schakel evaluate traps --data folder", "data0123", "taxonomy0123", "0.1.0"):
        assert words in said


def test_tables_have_captions_and_scopes_and_plots_titles_and_data(results: list[Result]) -> None:
    text = render(results)
    page = Page(text)
    assert text.count("<table>") == text.count("<caption ")
    assert {found.get("scope") for tag, found in page.tags if tag == "th"} == {"col", "row"}
    for figure in re.findall(r"<figure.*?</figure>", text, re.DOTALL):
        assert re.search(r"<title id=.*<desc id=.*<details>.*<table>", figure, re.DOTALL)


def test_no_id_stands_twice(results: list[Result]) -> None:
    ids = Page(render(results)).having("id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("dataset_fingerprint", "other"),
        ("key", "mrr"),
        ("per_query", {"mrr": {}, "ndcg_exp@10": {}}),
    ],
)
def test_systems_on_other_data_are_not_put_side_by_side(field: str, value: Any) -> None:
    ours, bm25, *_ = ranking()
    other = replace(
        bm25, per_query={**bm25.per_query, "mrr": {}}, metrics={**bm25.metrics, "mrr": 0.1}
    )
    with pytest.raises(CompareError, match="run the task again for all systems"):
        render([ours, replace(other, **{field: value})])


def test_the_command_writes_a_report_beside_the_results(
    results: list[Result], tmp_path: Path
) -> None:
    for each in results:
        write_result(tmp_path, each)
    done = CliRunner().invoke(app, ["report", str(tmp_path), "--language", "en"])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == render(results, "en")
    assert "ranking.ndcg_exp@10 0.740" in done.stdout.splitlines()[-1]


def test_a_folder_without_results_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["report", str(tmp_path)])
    assert done.exit_code == 1
    assert "found none" in done.stderr


def test_what_a_task_writes_holds_what_was_wanted(ranking_folder: Path, tmp_path: Path) -> None:
    words = ["ranking", "--data", ranking_folder, "--system", "ours", "--no-stability"]
    done = CliRunner().invoke(app, [*map(str, words), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    found = read_result(tmp_path / "out" / "ranking.ours.json").details["answers"]
    assert isinstance(found, dict)
    assert found["V0"]["text"] == "Java medewerker"
    assert found["V0"]["wanted"] == [
        {"id": "C0", "text": "P0", "grade": 3, "rank": 1, "missing": ["sql"]}
    ]
    assert found["V0"]["top"][0]["id"] == "C0"


def test_ours_with_another_similarity_is_no_baseline() -> None:
    (task,) = group(
        [
            result("occupation-linking", name, steady(value))
            for name, value in (("ours", 0.5), ("ours-e5", 0.9), ("bm25", 0.4))
        ]
    )
    assert task.best is not None
    assert task.best.system == "bm25"
    assert [each.system for each in task.baselines] == ["ours-e5", "bm25"]
