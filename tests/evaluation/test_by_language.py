from collections.abc import Mapping

import pytest

from evaluation.by_language import contrasts, of_languages, with_contrasts
from evaluation.metrics import means
from evaluation.results import Result
from evaluation.significance import Verdict

KEY = "ndcg_exp@10"
LANGUAGES = {f"V{number}": "nl" if number < 8 else "en" for number in range(15)}


def result(system: str, of_dutch: float, of_english: float) -> Result:
    """A result with one value for all vacancies of a language."""
    values = {each: of_dutch if said == "nl" else of_english for each, said in LANGUAGES.items()}
    return measured(system, values, LANGUAGES)


def measured(
    system: str,
    values: Mapping[str, float],
    languages: Mapping[str, str],
    translated: Mapping[str, Mapping[str, float]] | None = None,
) -> Result:
    per_query = {KEY: values, **of_languages(KEY, values, languages, translated or {})}
    return Result(
        task="ranking",
        system=system,
        datasets=("small",),
        dataset_fingerprint="data",
        taxonomy_fingerprint="taxonomy",
        config={},
        command="",
        seed=0,
        key=KEY,
        metrics=means(per_query),
        per_query=per_query,
    )


def test_each_language_has_a_best_baseline_of_its_own_and_no_part_of_ours_is_one() -> None:
    found = contrasts(
        [
            result("ours", 0.9, 0.5),
            result("no-levels", 0.95, 0.95),
            result("bm25", 0.6, 0.3),
            result("jaccard", 0.4, 0.7),
        ]
    )
    assert [(each.language, each.best, each.vacancies) for each in found] == [
        ("nl", "bm25", 8),
        ("en", "jaccard", 7),
    ]
    dutch, english = found
    assert (dutch.ours, dutch.theirs) == pytest.approx((0.9, 0.6))
    assert (dutch.difference, english.difference) == pytest.approx((0.3, -0.2))
    assert (dutch.verdict, english.verdict) == (Verdict.BETTER, Verdict.WORSE)


def test_of_equal_baselines_the_first_by_name_is_meant() -> None:
    found = contrasts([result(name, 0.5, 0.5) for name in ("random", "bm25", "ours")])
    assert [each.best for each in found] == ["bm25", "bm25"]
    assert {each.verdict for each in found} == {Verdict.SAME}


def test_p_is_corrected_for_both_languages() -> None:
    dutch, english = contrasts([result("ours", 0.9, 0.9), result("bm25", 0.1, 0.1)])
    assert dutch.p_value == 2 / 2**8
    assert dutch.corrected == 2 * dutch.p_value
    assert english.corrected == english.p_value == english.least_p == 2 / 2**7


@pytest.mark.parametrize(("vacancies", "too_few"), [(5, True), (6, False)])
def test_the_largest_difference_is_significant_from_six_vacancies(
    vacancies: int, too_few: bool
) -> None:
    languages = {f"V{number}": "en" for number in range(vacancies)}
    ours, other = (
        measured(name, dict.fromkeys(languages, value), languages)
        for name, value in (("ours", 1.0), ("bm25", 0.0))
    )
    (found,) = contrasts([ours, other])
    assert found.p_value == found.least_p
    assert found.too_few is too_few
    assert (found.verdict is Verdict.NOT_ENOUGH) is too_few


def test_with_translations_each_vacancy_counts_once_in_either_language() -> None:
    def both(system: str, value: float, of_translation: float) -> Result:
        into = {
            language: {each: of_translation for each, said in LANGUAGES.items() if said != language}
            for language in ("nl", "en")
        }
        return measured(system, dict.fromkeys(LANGUAGES, value), LANGUAGES, into)

    found = contrasts([both("ours", 0.9, 0.8), both("bm25", 0.5, 0.1), both("jaccard", 0.4, 0.4)])
    assert [(each.language, each.translated, each.vacancies) for each in found] == [
        ("nl", False, 8),
        ("en", False, 7),
        ("nl", True, 15),
        ("en", True, 15),
    ]
    assert [each.best for each in found] == ["bm25", "bm25", "jaccard", "jaccard"]
    assert found[2].ours == pytest.approx((8 * 0.9 + 7 * 0.8) / 15)
    assert found[2].corrected == 2 * found[2].p_value


def test_of_a_vacancy_and_its_translation_in_one_language_the_original_counts() -> None:
    found = of_languages(KEY, {"V1": 0.9}, {"V1": "nl"}, {"nl": {"V1": 0.1}})
    assert found == {f"nl.{KEY}": {"V1": 0.9}, f"nl-all.{KEY}": {"V1": 0.9}}


@pytest.mark.parametrize("systems", [("ours",), ("bm25",), ("ours", "no-levels")])
def test_without_ours_or_a_baseline_nothing_is_compared(systems: tuple[str, ...]) -> None:
    results = [result(name, 0.5, 0.5) for name in systems]
    assert contrasts(results) == []
    assert with_contrasts(results) == results


def test_what_is_found_is_kept_with_ours_alone() -> None:
    ours, other = with_contrasts([result("ours", 0.9, 0.9), result("bm25", 0.1, 0.1)])
    assert other.details == {}
    rows = ours.details["languages"]
    assert isinstance(rows, list)
    assert [each["language"] for each in rows] == ["nl", "en"]
    assert rows[0]["difference"] == pytest.approx(0.8)
