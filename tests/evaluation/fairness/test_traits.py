from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.errors import DatasetError
from evaluation.fairness.data import Audience, load
from evaluation.fairness.outcomes import NOTHING, Got, Outcomes
from evaluation.fairness.traits import equals, own_partner, programmes, qualified, read


@pytest.fixture
def data(fair_folder: Path) -> Audience:
    return load(fair_folder)


def all_got(data: Audience) -> Outcomes:
    """Everybody gets the same of every vacancy, and the first ten are its top."""
    people = [each.id for each in data.candidates]
    got = {each: Got(0.5, 0.25, at < 10) for at, each in enumerate(people)}
    return Outcomes(got={each.id: got for each in data.vacancies}, unread=())


def written(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["candidate,trait,group", *rows]) + "\n")
    return path


def test_traits_are_read_by_name(traits_file: Path, data: Audience) -> None:
    found = read(traits_file, [each.id for each in data.candidates])
    assert set(found) == {"sex"}
    assert (found["sex"]["C00"], found["sex"]["C04"]) == ("A", "B")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("C99,sex,A", "the candidate 'C99', which candidates.jsonl does not have"),
        ("C01,sex,", "an empty trait or group"),
        ("C00,sex,B", "the sex of C00 again"),
        ("C01,sex", "2"),
    ],
)
def test_a_bad_line_of_traits_is_named(tmp_path: Path, row: str, problem: str) -> None:
    path = written(tmp_path / "t.csv", "C00,sex,A", row)
    with pytest.raises(DatasetError) as caught:
        read(path, ["C00", "C01"])
    assert f"{path}:3: expected" in str(caught.value)
    assert f"found {problem}" in str(caught.value)


def test_a_file_of_traits_that_is_missing_or_of_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file"):
        read(tmp_path / "none.csv", [])
    other = tmp_path / "other.csv"
    other.write_text("id,sex\nC00,A\n")
    with pytest.raises(DatasetError, match="a column 'candidate'"):
        read(other, ["C00"])


def test_programmes_and_providers_are_traits_of_those_who_followed_one(data: Audience) -> None:
    found = programmes(data)
    assert found["programme"]["C03"] == "P3"
    assert found["provider"]["C03"] == "School C"


def test_the_qualified_have_a_relevant_grade_and_no_mark(data: Audience) -> None:
    marked = replace(data, ineligible=frozenset({("V0", "C00")}))
    pool = {each.candidate for each in qualified(marked, all_got(data)) if each.pool == "V0"}
    assert pool == {f"C{number:02}" for number in range(4, 40, 4)}


def test_who_is_qualified_and_not_ranked_got_nothing(data: Audience) -> None:
    nobody = Outcomes(got={"V0": {}}, unread=())
    assert {each.got for each in qualified(data, nobody)} == {NOTHING}


def test_without_judgments_the_top_of_the_ranking_is_qualified(data: Audience) -> None:
    unjudged = replace(data, judgments={})
    assert len(qualified(unjudged, all_got(data))) == 8 * 10
    assert {each.pool for each in equals(unjudged, all_got(data))} >= {"V0 top"}


def test_programmes_are_compared_at_equal_grade(data: Audience) -> None:
    grades = {**data.judgments["V0"], "C04": 2}
    mixed = replace(data, judgments={"V0": grades})
    pools = {each.candidate: each.pool for each in equals(mixed, all_got(data))}
    assert (pools["C00"], pools["C04"]) == ("V0 3", "V0 2")
    assert "C01" not in pools


def test_own_programmes_are_those_that_the_partner_of_the_vacancy_provides(data: Audience) -> None:
    overall, school = own_partner(data, all_got(data))
    assert (overall.group, school.group) == ("all partners", "School A")
    design = overall.design
    assert design.members.sum() == 4 * 10
    assert design.pools == 2
    assert design.people == (10, 20)
    assert len(design.codes) == 4


def test_without_a_partner_that_provides_a_programme_nothing_is_asked(data: Audience) -> None:
    assert own_partner(replace(data, partners={}), all_got(data)) == []


def test_a_bad_mark_and_an_empty_split_are_refused(fair_folder: Path) -> None:
    (fair_folder / "ineligible.txt").write_text("V0 C00 place\nV0 C01\n")
    with pytest.raises(DatasetError, match=r"ineligible.txt:2: expected vacancy candidate reason"):
        load(fair_folder)
    (fair_folder / "ineligible.txt").unlink()
    assert len(load(fair_folder, split="test").vacancies) == 2
    with pytest.raises(DatasetError, match='"split": "other"'):
        load(fair_folder, split="other")
