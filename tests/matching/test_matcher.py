"""The assembled pipeline on the sample: what the meaning of a score promises, end to end."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from matching.errors import NoSkillRecognisedError, TaxonomyError
from matching.matcher import Matcher
from matching.ranking import SCALE, CandidateIndex, scores
from matching.reading.records import CandidateRecord, VacancyRecord
from matching.types import CandidateProfile
from tests.data.sample import Sample

# First name, surname and what else says who somebody is: swapping them is the counterfactual.
SOMEBODY = "Naam: Jan de Vries\nGeslacht: man\nGeboortejaar: 1999\nNationaliteit: Nederlandse"
SOMEBODY_ELSE = [
    "Naam: Fatima El Amrani\nGeslacht: vrouw\nGeboortejaar: 1971\nNationaliteit: Marokkaanse",
    "Naam: Pascal Jenkins\nGeslacht: x\nGeboortejaar: 1985\nNationaliteit: Poolse",
    "Name: Olu Adeyemi\nSex: M\nAge: 54\nNationality: Nigerian\nAddress: Parklaan 3",
]


def scored(matcher: Matcher, sample: Sample, people: list[CandidateProfile]) -> list[list[int]]:
    index = matcher.index(people)
    return [scores(job, index).tolist() for job in sample.jobs.values()]


def changed(record: CandidateRecord, **fields: Any) -> CandidateRecord:
    return record.model_copy(update=fields)


def test_the_score_of_every_pair_of_the_sample_is_in_range(
    matcher: Matcher, sample: Sample
) -> None:
    found = scored(matcher, sample, list(sample.people.values()))
    assert (len(found), len(found[0])) == (len(sample.vacancies), len(sample.candidates))
    assert all(0 <= each <= SCALE for row in found for each in row)
    assert all(len(set(row)) > 10 for row in found), "a vacancy that tells nobody apart"


def test_every_explanation_of_the_sample_adds_up_to_its_score(
    matcher: Matcher, sample: Sample
) -> None:
    for job in sample.jobs.values():
        ranking = matcher.rank(job, sample.index, k=20)
        for entry in ranking.entries:
            assert sum(part.points for part in entry.explanation) == entry.score


def test_every_vacancy_of_the_sample_names_skills_and_can_be_ranked(
    matcher: Matcher, sample: Sample
) -> None:
    for job in sample.jobs.values():
        assert any(each.certainty == 1 for each in job.requirements), job.id
        assert matcher.rank(job, sample.index, k=3).entries, job.id


def test_the_order_of_candidates_never_matters(matcher: Matcher, sample: Sample) -> None:
    shuffled = list(sample.people.values())
    Random(1).shuffle(shuffled)
    index = matcher.index(shuffled)
    for job in list(sample.jobs.values())[::6]:
        expected = repr(matcher.rank(job, sample.index, k=15, seed=3))
        assert repr(matcher.rank(job, index, k=15, seed=3)) == expected


def test_the_order_of_reading_never_matters(sample: Sample) -> None:
    backwards = Matcher.load()
    people = {
        each.id: backwards.candidate(each, sample.programmes) for each in sample.candidates[::-1]
    }
    jobs = {each.id: backwards.vacancy(each) for each in sample.vacancies[::-1]}
    assert people == sample.people
    assert jobs == sample.jobs


def test_best_agrees_with_the_scores_and_ties_by_smaller_id(
    matcher: Matcher, sample: Sample
) -> None:
    for job in list(sample.jobs.values())[::10]:
        found = matcher.best(job, sample.index, k=len(sample.people))
        assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
        ranking = matcher.rank(job, sample.index, k=len(sample.people))
        assert dict(found) == {entry.id: entry.score for entry in ranking.entries}
        assert matcher.best(job, sample.index, k=7) == found[:7]


@pytest.mark.parametrize("other", SOMEBODY_ELSE)
def test_who_somebody_is_changes_no_score(matcher: Matcher, sample: Sample, other: str) -> None:
    people = [
        [
            matcher.candidate(changed(each, text=f"{header}\n\n{each.text}"), sample.programmes)
            for each in sample.candidates[::6]
        ]
        for header in (SOMEBODY, other)
    ]
    first, second = (scored(matcher, sample, each) for each in people)
    assert first == second


def test_a_header_that_says_who_somebody_is_changes_no_score(
    matcher: Matcher, sample: Sample
) -> None:
    chosen = sample.candidates[::6]
    headed = [
        matcher.candidate(changed(each, text=f"{SOMEBODY}\n\n{each.text}"), sample.programmes)
        for each in chosen
    ]
    plain = [sample.people[each.id] for each in chosen]
    assert scored(matcher, sample, headed) == scored(matcher, sample, plain)


def test_the_id_of_a_candidate_changes_no_score(matcher: Matcher, sample: Sample) -> None:
    plain = list(sample.people.values())[::6]
    renamed = [replace(each, id=f"x{number:03}") for number, each in enumerate(plain)]
    assert scored(matcher, sample, renamed) == scored(matcher, sample, plain)


def stuffed_scores(matcher: Matcher, sample: Sample, text: str, extra: str) -> list[int]:
    people = [matcher.candidate(CandidateRecord(id="a", text=text + extra), sample.programmes)]
    return [row[0] for row in scored(matcher, sample, people)]


@pytest.mark.parametrize(
    ("once", "stuffed"),
    [
        ("python java sql", "python java sql " * 200),
        ("Python, Java, SQL", "Python, Java, SQL, " * 200),
        ("Python\nJava\nSQL", "Python\nJava\nSQL\n" * 200),
        ("Python, Java, SQL", "Python, Java, SQL" + "\u200b, Py\u00adthon, JAVA, sql" * 100),
    ],
)
def test_naming_a_skill_many_times_gains_nothing_over_naming_it_once(
    matcher: Matcher, sample: Sample, once: str, stuffed: str
) -> None:
    base = "Vaardigheden\n"
    assert stuffed_scores(matcher, sample, base, stuffed) == stuffed_scores(
        matcher, sample, base, once
    )
    assert max(stuffed_scores(matcher, sample, base, once)) > max(
        stuffed_scores(matcher, sample, base, "")
    )


def test_repeating_a_text_changes_no_score(matcher: Matcher, sample: Sample) -> None:
    chosen = [each for each in sample.candidates if each.text][::6]
    doubled = [
        matcher.candidate(changed(each, text=f"{each.text}\n\n{each.text}"), sample.programmes)
        for each in chosen
    ]
    plain = [sample.people[each.id] for each in chosen]
    assert scored(matcher, sample, doubled) == scored(matcher, sample, plain)


def test_another_skill_in_a_text_never_lowers_a_score(matcher: Matcher, sample: Sample) -> None:
    chosen = sample.candidates[::10]
    more = [
        matcher.candidate(
            changed(each, text=f"{each.text}\n\nVaardigheden\n- Kubernetes\n- Python (expert)"),
            sample.programmes,
        )
        for each in chosen
    ]
    before = scored(matcher, sample, [sample.people[each.id] for each in chosen])
    after = scored(matcher, sample, more)
    pairs = [pair for rows in zip(before, after, strict=True) for pair in zip(*rows, strict=True)]
    assert all(old <= new for old, new in pairs)
    assert any(old < new for old, new in pairs)


def test_classmates_without_a_text_tie_honestly(sample: Sample, matcher: Matcher) -> None:
    record = next(each for each in sample.candidates if each.programme and not each.text)
    bare = {"programme": record.programme, "completed_on": record.completed_on}
    classmates = [
        matcher.candidate(CandidateRecord.model_validate({"id": each, **bare}), sample.programmes)
        for each in ("a", "b", "c")
    ]
    for row in scored(matcher, sample, classmates):
        assert len(set(row)) == 1


def test_a_vacancy_without_a_skill_is_an_error_and_no_ranking(
    matcher: Matcher, sample: Sample
) -> None:
    record = VacancyRecord(id="V", title="Iets leuks", text="Een fijne plek om te zijn.")
    with pytest.raises(NoSkillRecognisedError, match="vacancy V"):
        matcher.rank(matcher.vacancy(record), sample.index)


def test_a_candidate_gets_from_a_vacancy_what_the_vacancy_gives_the_candidate(
    matcher: Matcher, sample: Sample
) -> None:
    person = sample.people["C001"]
    alone: CandidateIndex = matcher.index([person])
    found = matcher.rank_vacancies(person, list(sample.jobs.values()), k=len(sample.jobs))
    for entry in found.entries:
        assert scores(sample.jobs[entry.id], alone).tolist() == [entry.score]


def test_a_day_before_the_end_of_a_programme_makes_its_graduates_score_less(
    matcher: Matcher, sample: Sample
) -> None:
    record = changed(
        next(each for each in sample.candidates if each.programme == "P01" and not each.text),
        completed_on=date(2026, 6, 1),
        skills=(),
    )
    job = sample.jobs["V001"]
    found = []
    for day in (date(2026, 5, 31), date(2026, 6, 1)):
        early = replace(matcher, as_of=day)
        index = early.index([early.candidate(record, sample.programmes)])
        found.append(int(scores(job, index)[0]))
    assert 0 < found[0] < found[1]


def test_another_language_is_refused(matcher: Matcher) -> None:
    with pytest.raises(ValueError, match="'fr'"):
        matcher.extract("Java", language="fr")


def test_a_folder_without_a_taxonomy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="expected a taxonomy"):
        Matcher.load(tmp_path)
