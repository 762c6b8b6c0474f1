import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from matching.config import MatchingConfig
from matching.errors import TaxonomyError
from matching.reading.extraction import Extractor
from matching.reading.wording import load_wording
from matching.taxonomy import Taxonomy, load_taxonomy
from matching.taxonomy.check import check_taxonomy
from matching.taxonomy.esco import NOTICE, STEPS, build_taxonomy

ESCO = Path(__file__).resolve().parents[4] / "shared" / "data" / "esco"
SKILL = "http://data.europa.eu/esco/skill/"
JOB = "http://data.europa.eu/esco/occupation/"
KNOWLEDGE = SKILL + "c46fcb45-5c14-4ffa-abed-5a43f104bb22"

Files = dict[str, list[dict[str, str]]]


def skill(name: str, label: str, aliases: str = "", kind: str = "knowledge") -> dict[str, str]:
    return {
        "conceptType": "KnowledgeSkillCompetence",
        "conceptUri": SKILL + name,
        "skillType": kind,
        "preferredLabel": label,
        "altLabels": aliases,
        "hiddenLabels": "",
    }


def job(name: str, label: str, aliases: str = "") -> dict[str, str]:
    return skill(name, label, aliases) | {"conceptUri": JOB + name, "conceptType": "Occupation"}


def above(name: str, up: str) -> dict[str, str]:
    return {"conceptUri": SKILL + name, "broaderUri": up if up.startswith("http") else SKILL + up}


def official() -> Files:
    return {
        "skills_en": [
            skill("1", "Java (computer programming)", "Java EE\nJ2EE"),
            skill("2", "program in Java", "code Java | write Java", kind="skill/competence"),
            skill("3", "Dutch"),
            skill("4", "R", "GNU R"),
            skill("5", "C++"),
        ],
        "skills_nl": [
            skill("1", "Java (computerprogrammering)"),
            skill("2", "programmeren in Java", kind="skill/competence"),
            skill("3", "Nederlands"),
            skill("4", "R"),
        ],
        "occupations_en": [job("1", "Java developer", "Java engineer\nJava programmer")],
        "occupations_nl": [job("1", "Java-ontwikkelaar")],
        "occupationSkillRelations_en": [
            {"occupationUri": JOB + "1", "relationType": "essential", "skillUri": SKILL + "1"},
            {"occupationUri": JOB + "1", "relationType": "optional", "skillUri": SKILL + "2"},
            {"occupationUri": JOB + "1", "relationType": "optional", "skillUri": SKILL + "gone"},
        ],
        "broaderRelationsSkillPillar_en": [above("1", KNOWLEDGE), above("2", "1")],
        "skillSkillRelations_en": [
            {
                "originalSkillUri": SKILL + "2",
                "relationType": "essential",
                "relatedSkillUri": SKILL + "1",
            },
            {
                "originalSkillUri": SKILL + "4",
                "relationType": "optional",
                "relatedSkillUri": SKILL + "1",
            },
        ],
    }


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    if not rows:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Files], Path]:
    def write_files(files: Files) -> Path:
        for name, rows in files.items():
            write_csv(tmp_path / "esco" / f"{name}.csv", rows)
        return tmp_path / "esco"

    return write_files


def built(source: Path, out: Path) -> Taxonomy:
    build_taxonomy(source, out)
    assert check_taxonomy(out) == []
    return load_taxonomy(out)


def blocks(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "skills" / "concepts.jsonl").read_text(encoding="utf-8").splitlines()
    return {block["id"]: block for block in map(json.loads, lines)}


def test_the_official_layout_becomes_a_sound_taxonomy(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    taxonomy = built(write(official()), tmp_path / "out")
    java = taxonomy.skill("java-computer-programming")
    assert java.label_nl == "Java (computerprogrammering)"
    assert set(java.aliases_en) == {"Java EE", "J2EE", "Java"}
    assert java.esco == SKILL + "1"
    assert taxonomy.occupation("java-developer").essential == (java.id,)
    assert taxonomy.occupation("java-developer").optional == ("program-in-java",)


def test_folders_of_languages_are_read_like_files_side_by_side(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    whole = write(official())
    apart = tmp_path / "apart"
    for path in whole.glob("*.csv"):
        folder = apart / path.stem[-2:]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{path.stem}_v1.2.0.csv").write_bytes(path.read_bytes())
    build_taxonomy(whole, tmp_path / "one")
    build_taxonomy(apart, tmp_path / "two")
    assert blocks(tmp_path / "one") == blocks(tmp_path / "two")


def test_labels_are_separated_by_a_new_line_or_a_bar(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    taxonomy = built(write(official()), tmp_path / "out")
    assert taxonomy.skill("program-in-java").aliases_en == ("code Java", "write Java")
    assert taxonomy.occupation("java-developer").aliases_en == ("Java engineer", "Java programmer")


def test_a_concept_that_stands_twice_is_taken_once(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    files = official()
    files["occupations_en"].append(job("1", "Java developer"))
    report = build_taxonomy(write(files), tmp_path / "out")
    assert (report.occupations, report.repeated) == (1, 1)


def test_a_missing_dutch_label_is_the_english_one_and_is_counted(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    report = build_taxonomy(write(official()), tmp_path / "out")
    assert blocks(tmp_path / "out")["c-plus-plus"]["nl"] == "C++"
    assert report.without_dutch == 1


def test_a_shared_name_stays_with_the_concept_that_prefers_it(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    files = official()
    files["skills_en"][1]["altLabels"] = "C++\ncode Java"
    report = build_taxonomy(write(files), tmp_path / "out")
    assert blocks(tmp_path / "out")["program-in-java"]["aliases_en"] == ["code Java"]
    assert report.dropped_aliases == 1


def test_two_concepts_with_one_label_get_two_labels_and_two_ids(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    files = official()
    files["skills_en"].append(skill("6", "Java (Computer Programming)"))
    files["skills_nl"].append(skill("6", "Java 2"))
    taxonomy = built(write(files), tmp_path / "out")
    second = taxonomy.skill("java-computer-programming-2")
    assert second.label_en == "Java (Computer Programming) (knowledge)"


def test_a_circle_is_cut_and_counted(write: Callable[[Files], Path], tmp_path: Path) -> None:
    files = official()
    files["broaderRelationsSkillPillar_en"] += [above("1", "4"), above("4", "2")]
    report = build_taxonomy(write(files), tmp_path / "out")
    assert report.circles == 1
    assert check_taxonomy(tmp_path / "out") == []


def test_relations_keep_their_strength(write: Callable[[Files], Path], tmp_path: Path) -> None:
    taxonomy = built(write(official()), tmp_path / "out")
    related = taxonomy.skill("java-computer-programming").related
    assert related == {"program-in-java": 0.6, "r": 0.4}


def test_what_hangs_nowhere_is_hung_below_the_group_of_its_kind(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    report = build_taxonomy(write(official()), tmp_path / "out")
    assert blocks(tmp_path / "out")["c-plus-plus"]["broader"] == ["knowledge"]
    assert report.orphans == 3


def test_languages_have_their_code_and_one_letter_labels_a_rule(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    build_taxonomy(write(official()), tmp_path / "out")
    found = blocks(tmp_path / "out")
    assert (found["dutch"]["kind"], found["dutch"]["code"]) == ("language", "nl")
    assert found["r"]["ordinary"]["labels"] == ["R"]


def test_collections_stand_in_for_the_skills_file(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    files = official()
    digital, rest = files.pop("skills_en"), files.pop("skills_nl")
    files["digitalSkillsCollection_en"] = [
        {**row, "broaderConceptUri": f"{KNOWLEDGE} | {SKILL}none"} for row in digital
    ]
    files["transversalSkillsCollection_en"] = [skill("7", "show initiative", kind="skill")]
    files["digitalSkillsCollection_nl"] = rest
    taxonomy = built(write(files), tmp_path / "out")
    assert taxonomy.skill("show-initiative").kind == "transversal"
    assert taxonomy.skill("c-plus-plus").kind in ("technology", "knowledge")


def test_the_hierarchy_puts_groups_above_skills(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    files = official()
    files["skillsHierarchy_en"] = [
        {
            "Level 0 URI": KNOWLEDGE,
            "Level 0 preferred term": "knowledge",
            "Level 1 URI": SKILL + "g",
            "Level 1 preferred term": "programming languages",
            "Level 2 URI": "",
            "Level 2 preferred term": "",
            "Level 3 URI": "",
            "Level 3 preferred term": "",
        }
    ]
    files["broaderRelationsSkillPillar_en"] = [above("1", "g"), above("g", KNOWLEDGE)]
    taxonomy = built(write(files), tmp_path / "out")
    assert taxonomy.skill("java-computer-programming").broader == ("programming-languages",)
    assert taxonomy.skill("programming-languages").broader == ("knowledge",)


def test_a_second_build_writes_the_same_bytes(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    source = write(official())
    for name in ("one", "two"):
        build_taxonomy(source, tmp_path / name)
    one, two = ((tmp_path / n / "skills" / "concepts.jsonl").read_bytes() for n in ("one", "two"))
    assert one == two


def test_the_notice_of_esco_is_written_beside_the_files(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    build_taxonomy(write(official()), tmp_path / "out")
    notice = (tmp_path / "out" / "NOTICE.txt").read_text(encoding="utf-8")
    assert notice == NOTICE
    assert "This service uses the ESCO classification of the European Commission." in notice


def test_progress_is_told_at_every_step(write: Callable[[Files], Path], tmp_path: Path) -> None:
    told: list[str] = []
    build_taxonomy(write(official()), tmp_path / "out", progress=told.append)
    assert len(told) == STEPS


def test_a_folder_without_files_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match=r"found none; download them"):
        build_taxonomy(tmp_path / "nothing", tmp_path / "out")


def test_a_download_without_occupations_is_refused_and_nothing_is_written(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    files = official()
    del files["occupations_en"], files["occupations_nl"]
    with pytest.raises(TaxonomyError, match="expected occupations_en"):
        build_taxonomy(write(files), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("conceptUri,altLabels\n", r"skills_en.csv:1: preferredLabel: expected this column"),
        ("conceptUri,preferredLabel,altLabels\nx,y,z\n", r":2: conceptUri: expected a URI"),
        (f"conceptUri,preferredLabel,altLabels\n{SKILL}1,y\n", r":2: altLabels: expected 3"),
        (f'conceptUri,preferredLabel,altLabels\n{SKILL}1,"a\nb",\nx,,\n', r":4: conceptUri"),
        ("conceptUri,preferredLabel,altLabels\na,b,c,d\n", r"expected 3 fields, found 4"),
    ],
)
def test_a_malformed_file_is_named_with_line_and_column(
    write: Callable[[Files], Path], tmp_path: Path, content: str, words: str
) -> None:
    source = write(official())
    (source / "skills_en.csv").write_text(content, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=words):
        build_taxonomy(source, tmp_path / "out")


def test_a_file_in_another_encoding_is_refused(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    source = write(official())
    (source / "skills_en.csv").write_bytes("conceptUri,é".encode("utf-16"))
    with pytest.raises(TaxonomyError, match="expected CSV in UTF-8"):
        build_taxonomy(source, tmp_path / "out")


def test_the_extractor_runs_on_a_built_taxonomy(
    write: Callable[[Files], Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    taxonomy = built(write(official()), out)
    extractor = Extractor(taxonomy, load_wording(), MatchingConfig())
    found = {mention.skill for mention in extractor.extract("Ervaring met Java en C++ is vereist.")}
    assert found == {"java-computer-programming", "c-plus-plus"}


@pytest.mark.skipif(not ESCO.is_dir(), reason="the measuring data (../shared/data) is not here")
def test_esco_itself_becomes_a_sound_taxonomy(tmp_path: Path) -> None:
    report = build_taxonomy(ESCO, tmp_path)
    assert report.occupations == 3039
    assert report.skills > 7000
    assert check_taxonomy(tmp_path) == []
