import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.datasets import esco_skills, melo, ranking, skillspan, title_text, traps, vdab
from evaluation.datasets.files import fingerprint
from evaluation.datasets.translations import TRANSLATIONS
from evaluation.errors import DatasetError
from matching.errors import InterchangeError, TaxonomyError
from matching.reading.records import VacancyRecord
from tests.evaluation.conftest import SHARED, SKILL, write_files, write_lines

GOLD = Path(__file__).parents[2] / "data" / "gold" / "match"
WAY_OUT = re.compile(r": expected .+, found .+; .+")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(load: Callable[[], object], *words: str) -> None:
    with pytest.raises(DatasetError) as caught:
        load()
    message = str(caught.value)
    assert WAY_OUT.search(message)
    for word in words:
        assert word in message


def test_ranking_reads_vacancies_candidates_programmes_and_grades(ranking_folder: Path) -> None:
    found = ranking.load(ranking_folder, split="all")
    assert len(found.vacancies) == 8
    assert len(found.candidates) == 12
    assert set(found.programmes) == {f"P{number}" for number in range(8)}
    assert found.judgments["V0"]["C0"] == 3
    assert found.relevant_from == 2


def test_ranking_measures_the_dev_half_unless_asked_otherwise(ranking_folder: Path) -> None:
    dev = {each.id for each in ranking.load(ranking_folder).vacancies}
    test = {each.id for each in ranking.load(ranking_folder, split="test").vacancies}
    assert dev == {"V0", "V2", "V4", "V6"}
    assert test == {"V1", "V3", "V5", "V7"}


def test_ranking_measures_all_vacancies_where_none_has_a_split(ranking_folder: Path) -> None:
    path = ranking_folder / "vacancies.jsonl"
    path.write_text(re.sub(r', "split": "\w+"', "", path.read_text()))
    assert len(ranking.load(ranking_folder).vacancies) == 8
    refused(lambda: ranking.load(ranking_folder, split="test"), "vacancies.jsonl", "--split all")


def test_grades_of_only_0_and_1_are_relevant_from_1(ranking_folder: Path) -> None:
    path = ranking_folder / "qrels.txt"
    path.write_text(path.read_text().replace(" 3\n", " 1\n"))
    assert ranking.load(ranking_folder).relevant_from == 1


def test_who_cannot_take_a_job_is_no_answer_to_it(ranking_folder: Path) -> None:
    before = ranking.load(ranking_folder)
    (ranking_folder / "ineligible.txt").write_text("V0 C0 place\n")
    after = ranking.load(ranking_folder)
    assert before.judgments["V0"]["C0"] == 3
    assert after.judgments.get("V0", {}).get("C0", 0) == 0
    assert before.fingerprint != after.fingerprint


def test_ranking_names_the_line_of_a_bad_mark(ranking_folder: Path) -> None:
    (ranking_folder / "ineligible.txt").write_text("V0 C0\n")
    refused(lambda: ranking.load(ranking_folder), "ineligible.txt", "vacancy candidate reason")


def test_ranking_does_without_programmes(ranking_folder: Path) -> None:
    (ranking_folder / "programmes.jsonl").unlink()
    assert ranking.load(ranking_folder).programmes == {}


@pytest.mark.parametrize("name", ["vacancies.jsonl", "candidates.jsonl", "qrels.txt"])
def test_ranking_names_a_file_that_is_missing(ranking_folder: Path, name: str) -> None:
    (ranking_folder / name).unlink()
    refused(lambda: ranking.load(ranking_folder), name, "no such file", "--data")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("V0 0 C0", "3 fields"),
        ("V9 0 C0 1", "the vacancy 'V9'"),
        ("V0 0 X9 1", "the candidate 'X9'"),
        ("V0 0 C0 5", "the grade '5'"),
        ("V0 0 C0 high", "the grade 'high'"),
        ("V0 0 C0 -1", "the grade '-1'"),
        ("V0 0 C0 ²", "the grade '²'"),
        ("V0 0 C1 1", "the pair V0 C1 again"),
    ],
)
def test_ranking_names_the_line_of_a_bad_judgment(
    ranking_folder: Path, line: str, found: str
) -> None:
    change(ranking_folder / "qrels.txt", "V0 0 C0 3", line)
    words = [found] if "again" in found else [":1:", found]
    refused(lambda: ranking.load(ranking_folder), "qrels.txt", *words)


def test_ranking_refuses_judgments_that_find_nobody_relevant(ranking_folder: Path) -> None:
    path = ranking_folder / "qrels.txt"
    path.write_text(path.read_text().replace(" 3\n", " 0\n"))
    refused(lambda: ranking.load(ranking_folder), "a grade above 0")


def test_ranking_measures_only_the_vacancies_that_are_named(ranking_folder: Path) -> None:
    every = [each.id for each in ranking.load(ranking_folder, split="all").vacancies]
    found = ranking.load(ranking_folder, split="all", only=every[:0:-1])
    assert [each.id for each in found.vacancies] == every[1:]
    assert sorted(found.judgments) == sorted(every[1:])
    refused(
        lambda: ranking.load(ranking_folder, split="all", only=["V99"]), "--only", "found no V99"
    )


def test_ranking_refuses_an_unknown_split(ranking_folder: Path) -> None:
    change(ranking_folder / "vacancies.jsonl", '"dev"', '"train"')
    with pytest.raises(InterchangeError, match=r"vacancies.jsonl:1: split: expected dev or test"):
        ranking.load(ranking_folder)


def test_a_vacancy_is_in_the_language_that_it_was_not_translated_into(
    translated_folder: Path,
) -> None:
    found = ranking.load(translated_folder).languages
    assert found == {"V0": "nl", "V2": "nl", "V4": "nl", "V6": "en"}


def test_the_language_that_a_vacancy_says_wins(translated_folder: Path) -> None:
    change(translated_folder / "vacancies.jsonl", '{"id": "V0"', '{"lang": "en", "id": "V0"')
    assert ranking.load(translated_folder).languages["V0"] == "en"


def test_only_vacancies_that_say_their_language_have_one_where_none_is_translated(
    ranking_folder: Path,
) -> None:
    assert ranking.load(ranking_folder).languages == {}
    change(ranking_folder / "vacancies.jsonl", '{"id": "V2"', '{"lang": "nl", "id": "V2"')
    assert ranking.load(ranking_folder).languages == {"V2": "nl"}


def test_ranking_refuses_an_unknown_language(ranking_folder: Path) -> None:
    change(ranking_folder / "vacancies.jsonl", '{"id": "V2"', '{"lang": "de", "id": "V2"')
    with pytest.raises(InterchangeError, match=r"vacancies.jsonl:3: lang: expected en or nl"):
        ranking.load(ranking_folder)


def test_ranking_refuses_a_programme_that_no_file_has(ranking_folder: Path) -> None:
    change(ranking_folder / "candidates.jsonl", '"P0"', '"P99"')
    with pytest.raises(InterchangeError, match=r"candidates.jsonl:1: programme: .*P99"):
        ranking.load(ranking_folder)


def test_ranking_takes_only_words_from_translations(translated_folder: Path) -> None:
    path = translated_folder / "translations.jsonl"
    path.write_text(path.read_text().replace('"split"', '"place": "Delft", "split"'))
    found = ranking.load(translated_folder, split="test").translations
    assert {into: [each.id for each in records] for into, records in found.items()} == {
        "en": ["V1", "V3", "V5"],
        "nl": ["V7"],
    }
    assert found["en"][0].title == "Python employee"
    assert found["en"][0].place is None


def test_translations_change_the_fingerprint(translated_folder: Path) -> None:
    before = ranking.load(translated_folder)
    (translated_folder / "translations.jsonl").unlink()
    after = ranking.load(translated_folder)
    assert before.fingerprint != after.fingerprint
    assert after.translations == {}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('{"id": "V3"', '{"id": "V33"', ("a translation of each vacancy", "none of V3 (1 in all)")),
        ('"into": "nl"', '"into": "de"', ("into", "expected", "found 'de'")),
        ('"into": "en"', '"onto": "en"', ("into", "expected", "found None")),
    ],
)
def test_ranking_refuses_translations_of_other_vacancies(
    translated_folder: Path, old: str, new: str, words: tuple[str, ...]
) -> None:
    change(translated_folder / "translations.jsonl", old, new)
    with pytest.raises((DatasetError, InterchangeError)) as caught:
        ranking.load(translated_folder)
    assert all(word in str(caught.value) for word in ("translations.jsonl", *words))


def test_ranking_refuses_a_translation_of_no_vacancy(translated_folder: Path) -> None:
    path = translated_folder / "translations.jsonl"
    more = {"id": "V99", "title": "Tester", "text": "Java", "into": "en"}
    path.write_text(path.read_text() + json.dumps(more) + "\n")
    refused(lambda: ranking.load(translated_folder), "translations.jsonl", "also V99 (1 in all)")


def test_the_translations_of_the_gold_set_differ_in_words_only() -> None:
    gold = ranking.load(GOLD, split="all")
    vacancies = {each.id: each for each in gold.vacancies}
    lines = (GOLD / TRANSLATIONS).read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(vacancies) == 68
    for record in map(VacancyRecord.model_validate_json, lines):
        vacancy = vacancies[record.id]
        assert _without_words(record) == _without_words(vacancy)
        assert record.text.count("\n") == vacancy.text.count("\n")
        assert record.text != vacancy.text


def _without_words(record: VacancyRecord) -> dict[str, object]:
    found = record.model_dump(exclude={"title", "text", "requirements", "into"})
    asked = [(each.importance, each.level) for each in record.requirements]
    return {**found, "requirements": asked}


def test_melo_reads_titles_names_and_annotations(melo_folder: Path) -> None:
    found = melo.load(melo_folder)
    assert found.queries == {"Q1": "slager", "Q2": "junior bakker (m/v)", "Q3": "kok"}
    assert found.documents.texts["E2"] == ("broodbakker",)
    assert found.judgments["Q2"] == {"E1": 1, "E2": 1}
    assert found.documents.others == {"E2", "E5"}


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("queries.tsv", "Q1\tslager", "Q1", [":1:", "2 fields"]),
        ("queries.tsv", "Q2\t", "Q1\t", [":2:", "'Q1' again"]),
        ("annotations.tsv", "Q1\t0\tE3\t1", "Q1\t0\tE3", [":1:", "4 fields"]),
        ("annotations.tsv", "Q1\t0\tE3\t1", "Q9\t0\tE3\t1", [":1:", "id of a query", "'Q9'"]),
        ("annotations.tsv", "Q1\t0\tE3\t1", "Q1\t0\tE9\t1", [":1:", "id of a name", "'E9'"]),
        ("annotations.tsv", "Q1\t0\tE3\t1", "Q1\t0\tE3\tyes", [":1:", "grade", "'yes'"]),
        ("concept_mapping.tsv", "E1\tc1\n", "", ["E1", "none"]),
    ],
)
def test_melo_names_the_line_that_is_malformed(
    melo_folder: Path, name: str, old: str, new: str, words: list[str]
) -> None:
    change(melo_folder / name, old, new)
    refused(lambda: melo.load(melo_folder), name, *words)


def test_melo_names_a_file_that_is_missing(melo_folder: Path) -> None:
    (melo_folder / "annotations.tsv").unlink()
    refused(lambda: melo.load(melo_folder), "annotations.tsv", "no such file")


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(melo_folder: Path) -> None:
    (melo_folder / "queries.tsv").write_bytes(b"Q1\tslager\nQ2\tpatiss\xe8re\n")
    refused(lambda: melo.load(melo_folder), "queries.tsv:2", "UTF-8", "0xe8")


def test_sentences_without_a_listed_skill_are_left_out(skills_folder: Path) -> None:
    house, techwolf = esco_skills.load(skills_folder)
    assert house.name == "house_test"
    assert list(house.queries.values()) == ["Knowledge of Java, and SQL"]
    assert house.judgments == {"0": {"Java": 1, "SQL": 1}}
    assert house.notes == ("1 sentences without a skill of ESCO left out",)
    assert techwolf.judgments == {"0": {"manage staff": 1}}
    assert house.documents is techwolf.documents


def test_one_annotations_file_may_be_given_alone(skills_folder: Path) -> None:
    (found,) = esco_skills.load(skills_folder / "techwolf_test_annotations.csv")
    assert found.name == "techwolf_test"


def test_labels_that_are_not_listed_are_counted(skills_folder: Path) -> None:
    change(skills_folder / "house_test_annotations.csv", ",SQL\n", ",knitting\n")
    house = esco_skills.load(skills_folder)[0]
    assert "1 labels that are not listed left out" in house.notes


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("sentence,label", "sentence,skill", [":1:", "'label'"]),
        ("Lunch is free,UNK", "Lunch, is free,UNK", [":3:", "2 fields", "found 3"]),
        ("staff,manage staff", "staff,knit", ["labels that skills_en_label.txt lists"]),
    ],
)
def test_malformed_annotations_are_refused(
    skills_folder: Path, old: str, new: str, words: list[str]
) -> None:
    change(skills_folder / "techwolf_test_annotations.csv", old, new)
    refused(lambda: esco_skills.load(skills_folder), "techwolf_test_annotations.csv", *words)


def test_annotations_without_labels_are_refused(skills_folder: Path) -> None:
    (skills_folder / "skills_en_label.txt").write_text("\n")
    refused(lambda: esco_skills.load(skills_folder), "an empty file")
    (skills_folder / "skills_en_label.txt").unlink()
    refused(lambda: esco_skills.load(skills_folder), "skills_en_label.txt", "no such file")


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    refused(lambda: esco_skills.load(tmp_path), "*_annotations.csv", "none")
    refused(lambda: esco_skills.load(tmp_path / "away"), "no such folder")


def test_strict_counts_exact_and_close_and_loose_all(vdab_folder: Path, esco_folder: Path) -> None:
    strict, loose = vdab.load(vdab_folder, esco_folder)
    assert strict.judgments == {"K1": {f"{SKILL}1": 1}, "K2": {f"{SKILL}2": 1}}
    assert set(loose.judgments) == {"K1", "K2", "K3"}
    assert (strict.name, strict.counts) == ("digital", True)
    assert (loose.name, loose.counts) == ("digital-loose", False)
    assert strict.notes == ("1 phrases whose skill is not in the ESCO folder left out",)


def test_esco_concepts_have_their_names_in_both_languages(esco_folder: Path) -> None:
    documents, files = vdab.load_concepts(esco_folder)
    assert documents.texts[f"{SKILL}2"] == ("netwerkbeheer", "network management", "ICT-netwerken")
    assert len(files) == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("relation", "relatie", [":1:", "'relation'"]),
        ("skos:exactMatch", "same", [":2:", "relation: one of", "'same'"]),
        (f"{SKILL}1", "1", [":2:", "esco_uri", "'1'"]),
        ("Matlab", "", [":2:", "vdab_label_nl", "a phrase"]),
    ],
)
def test_malformed_mappings_are_refused(
    vdab_folder: Path, esco_folder: Path, old: str, new: str, words: list[str]
) -> None:
    change(vdab_folder / "digital.csv", old, new)
    refused(lambda: vdab.load(vdab_folder, esco_folder), "digital.csv", *words)


def test_mappings_to_skills_that_are_not_there_are_refused(
    vdab_folder: Path, esco_folder: Path, tmp_path: Path
) -> None:
    path = vdab_folder / "digital.csv"
    path.write_text(re.sub(f"{SKILL}[123]", f"{SKILL}8", path.read_text()))
    refused(lambda: vdab.load(vdab_folder, esco_folder), "phrases that match", "--esco")
    with pytest.raises(TaxonomyError):
        vdab.load(vdab_folder, tmp_path / "away")
    other = write_files(tmp_path / "other", {"occupations_nl.csv": "conceptUri\n"})
    refused(lambda: vdab.load(vdab_folder, other), "skills_nl.csv", "none of them")


def test_spans_are_offsets_in_the_joined_tokens(spans_folder: Path) -> None:
    (found,) = skillspan.load(spans_folder)
    first = found.sentences[0]
    assert first.text == "Experience with Java ."
    assert first.spans == {"skill": (), "knowledge": ((16, 20),)}
    assert first.text[16:20] == "Java"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"tags_skill": ["O", "O", "O", "O"]', '"tags_skill": ["O"]', ["4 tokens", "found 1"]),
        ('"B"', '"X"', ["a tag B, I or O"]),
        ('"tokens"', '"words"', ["tokens of type list"]),
        ('"with"', "7", ["tokens: a list of words"]),
        ("{", "[", ["a JSON object"]),
    ],
)
def test_malformed_spans_are_refused(
    spans_folder: Path, old: str, new: str, words: list[str]
) -> None:
    change(spans_folder / "dev.json", old, new)
    refused(lambda: skillspan.load(spans_folder), "dev.json:1", *words)


def test_near_duplicates_count_once(titles_folder: Path) -> None:
    (found,) = title_text.load(titles_folder)
    assert set(found.queries) == {"1", "2", "4"}
    assert found.judgments["4"] == {"4": 1}
    assert found.notes == ("1 near-duplicates left out",)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"title"', '"name"', [":1:", "title of type str", "nothing"]),
        ('"description"', '"about"', [":1:", "no text"]),
        ('"id": "2"', '"id": "1"', [":2:", "'1' again"]),
        ('{"id": "2"', '["id": "2"', [":2:", "a JSON object"]),
        ('{"id": "1"', '3\n{"id": "1"', [":1:", "found int"]),
        ('{"id": "1"', "[" * 9000 + '\n{"id": "1"', [":1:", "a JSON object"]),
    ],
)
def test_malformed_vacancies_are_refused(
    titles_folder: Path, old: str, new: str, words: list[str]
) -> None:
    change(titles_folder / "all.jsonl", old, new)
    refused(lambda: title_text.load(titles_folder), "all.jsonl", *words)


def test_traps_are_read_with_what_must_and_must_not_be_found(traps_folder: Path) -> None:
    found = traps.load(traps_folder)
    assert [trap.id for trap in found.traps] == ["a", "b", "c"]
    assert found.traps[1].must[0].negated
    assert found.traps[2].must_not == ("microsoft-word",)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"must": [{"skill": "java"}]', '"must": [{"skil": "java"}]', [":1:", "must.0.skill"]),
        ('{"skill": "java"}', '{"skill": "java", "levl": 2}', [":1:", "must.0.levl"]),
        ('{"skill": "java"}', '{"skill": "java", "text": "Rust"}', [":1:", "'Rust'"]),
        ('{"skill": "java"}', '{"skill": "java", "importance": "key"}', [":1:", "'key'"]),
        ('"must": [{', '"must_not": ["java"], "must": [{', [":1:", "wanted and refused"]),
        ('"must": [{', '"empty": true, "must": [{', [":1:", "an empty text"]),
        ('"id": "b"', '"id": "a"', [":2:", "'a' again"]),
        ('"text": "Kennis', '"txt": "Kennis', [":1:", "text of type str"]),
    ],
)
def test_malformed_traps_are_refused(
    traps_folder: Path, old: str, new: str, words: list[str]
) -> None:
    change(traps_folder / "nl.jsonl", old, new)
    refused(lambda: traps.load(traps_folder), "nl.jsonl", *words)


def test_a_fingerprint_changes_with_any_byte_and_name(tmp_path: Path) -> None:
    one = write_lines(tmp_path / "a.jsonl", [1])
    before = fingerprint([one])
    assert fingerprint([one]) == before
    one.write_text("2\n")
    assert fingerprint([one]) != before
    assert fingerprint([write_lines(tmp_path / "b.jsonl", [1])]) != before


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not there")
def test_the_shared_datasets_are_read_whole() -> None:
    occupations = melo.load(SHARED / "melo_bel")
    assert (len(occupations.queries), len(occupations.documents.texts)) == (328, 24_069)
    house, tech = esco_skills.load(SHARED / "skill_extraction")
    assert (len(house.queries), len(tech.queries), len(house.documents.texts)) == (61, 75, 13_896)
    strict = vdab.load(SHARED / "vdab_competences" / "digital_dev.csv", SHARED / "esco")[0]
    assert len(strict.queries) == 214
    assert sum(len(each.sentences) for each in skillspan.load(SHARED / "skillspan")) == 7_974
    assert len(title_text.load(SHARED / "vacancies_nl")[0].queries) == 397
