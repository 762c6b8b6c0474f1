"""What data/sample promises: counts, references, and that the generator makes it again."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from matching.matcher import Matcher
from matching.reading.records import RequirementItem, SkillItem
from tests.data.sample import FOLDER, Sample

ROOT = Path(__file__).resolve().parents[2]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("candidates.jsonl", 300),
        ("vacancies.jsonl", 60),
        ("programmes.jsonl", 16),
        ("partners.jsonl", 22),
    ],
)
def test_the_sample_has_as_many_rows_as_promised(name: str, count: int) -> None:
    found = rows(name)
    assert len(found) == count
    assert len({row["id"] for row in found}) == count


def test_forty_vacancies_are_dutch(sample: Sample) -> None:
    dutch = {"een", "het", "wij", "je", "jij", "en", "de"}
    english = {"the", "and", "you", "we", "your", "to", "of"}
    counts = [0, 0]
    for vacancy in sample.vacancies:
        words = vacancy.text.lower().split()
        counts[sum(word in english for word in words) > sum(word in dutch for word in words)] += 1
    assert counts == [40, 20]


def test_every_vacancy_has_a_partner_and_every_candidate_a_programme_that_exists(
    sample: Sample,
) -> None:
    partners = {row["id"] for row in rows("partners.jsonl")}
    assert {each.partner for each in sample.vacancies} <= partners
    named = {each.programme for each in sample.candidates if each.programme}
    assert named == set(sample.programmes)


def test_every_skill_label_given_in_the_sample_is_one_of_the_taxonomy(sample: Sample) -> None:
    fresh = Matcher(
        taxonomy=sample.matcher.taxonomy,
        places=sample.matcher.places,
        wording=sample.matcher.wording,
    )
    items: list[SkillItem | RequirementItem] = [
        *(item for each in sample.candidates for item in each.skills),
        *(item for each in sample.vacancies for item in each.requirements),
        *(
            item
            for each in sample.programmes.values()
            for module in each.modules
            for item in module.skills
        ),
    ]
    assert len(items) > 200
    missing = {item.label or item.skill for item in items if not fresh.reader.labels.resolve(item)}
    assert missing == set()


def test_every_place_of_the_sample_is_known(sample: Sample) -> None:
    named = {each.place for each in (*sample.candidates, *sample.vacancies) if each.place}
    assert {place for place in named if sample.matcher.places.locate(place) is None} == set()


def test_the_generator_writes_the_candidates_byte_for_byte(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(FOLDER, folder)
    (folder / "candidates.jsonl").unlink()
    subprocess.run(
        [sys.executable, "-m", "evaluation.sample", "--out", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    made = (folder / "candidates.jsonl").read_bytes()
    assert made == (FOLDER / "candidates.jsonl").read_bytes()


def test_another_seed_gives_other_people(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(FOLDER, folder)
    command = [sys.executable, "-m", "evaluation.sample", "--out", str(folder), "--seed", "other"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    made = (folder / "candidates.jsonl").read_text(encoding="utf-8")
    assert made.count("\n") == 300
    assert made != (FOLDER / "candidates.jsonl").read_text(encoding="utf-8")


def test_a_folder_without_parts_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "evaluation.sample", "--out", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "cannot write the sample" in done.stderr
    assert list(tmp_path.iterdir()) == []
