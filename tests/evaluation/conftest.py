"""Small datasets, written where a test runs."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from matching.matcher import Matcher

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
SKILL = "http://data.europa.eu/esco/skill/"


def write_lines(path: Path, rows: Iterable[object]) -> Path:
    """Write JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write texts by name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """The matcher on the project's own taxonomy."""
    return Matcher.load()


@pytest.fixture
def ranking_folder(tmp_path: Path) -> Path:
    """Eight vacancies and twelve candidates; who can do the work has a 3."""
    folder = tmp_path / "gold"
    asked = ["Java", "Python", "PHP", "Linux", "Power BI", "React", "Kubernetes", "Azure"]
    write_lines(
        folder / "vacancies.jsonl",
        [
            {
                "id": f"V{number}",
                "title": f"{skill} medewerker",
                "text": f"Ervaring met {skill} is vereist. Kennis van SQL is een pré.",
                "split": "test" if number % 2 else "dev",
            }
            for number, skill in enumerate(asked)
        ],
    )
    programmes = [
        {
            "id": f"P{number}",
            "name": f"Traject {number}",
            "modules": [{"name": f"Werken met {each}"}],
        }
        for number, each in enumerate(asked)
    ]
    for programme, skill in zip(programmes, asked, strict=True):
        programme["modules"] = [{"name": "Module", "skills": [{"label": skill, "level": 3}]}]
    write_lines(folder / "programmes.jsonl", programmes)
    candidates: list[dict[str, object]] = [
        {"id": f"C{number}", "programme": f"P{number}"} for number in range(len(asked))
    ]
    candidates += [
        {"id": f"D{number}", "text": f"Ik wil ooit {skill} leren. SQL ken ik goed."}
        for number, skill in enumerate(asked[:4])
    ]
    write_lines(folder / "candidates.jsonl", candidates)
    lines = [
        f"V{vacancy} 0 {candidate['id']} {3 if candidate['id'] == f'C{vacancy}' else 0}\n"
        for vacancy in range(len(asked))
        for candidate in candidates
    ]
    (folder / "qrels.txt").write_text("".join(lines))
    return folder


@pytest.fixture
def translated_folder(ranking_folder: Path) -> Path:
    """The ranking folder, of which two vacancies come from English and the others from Dutch."""
    lines = (ranking_folder / "vacancies.jsonl").read_text(encoding="utf-8").splitlines()
    dutch = [json.loads(line) for line in lines]
    english = [
        {**each, "title": each["title"].replace("medewerker", "employee")}
        | {"text": f"Experience with {each['title'].removesuffix(' medewerker')} is required. "}
        for each in dutch
    ]
    for each in english:
        each["text"] += "Knowledge of SQL is a plus."
    originals = [*dutch[:6], *english[6:]]
    translations = [{**each, "into": "en"} for each in english[:6]]
    translations += [{**each, "into": "nl"} for each in dutch[6:]]
    write_lines(ranking_folder / "vacancies.jsonl", originals)
    write_lines(ranking_folder / "translations.jsonl", translations)
    return ranking_folder


@pytest.fixture
def melo_folder(tmp_path: Path) -> Path:
    """Three titles and five names of three occupations."""
    return write_files(
        tmp_path / "melo",
        {
            "queries.tsv": "Q1\tslager\nQ2\tjunior bakker (m/v)\nQ3\tkok\n",
            "corpus_elements.tsv": "E1\tbakker\nE2\tbroodbakker\nE3\tslager\nE4\tkok\nE5\tchef\n",
            "concept_mapping.tsv": "E1\tc1\nE2\tc1\nE3\tc2\nE4\tc3\nE5\tc3\n",
            "annotations.tsv": "Q1\t0\tE3\t1\nQ2\t0\tE1\t1\nQ2\t0\tE2\t1\nQ3\t0\tE4\t1\n",
        },
    )


@pytest.fixture
def skills_folder(tmp_path: Path) -> Path:
    """Two sets of sentences in the forms of HOUSE and TECHWOLF, and five labels."""
    return write_files(
        tmp_path / "skills",
        {
            "skills_en_label.txt": "Java\nSQL\nmanage staff\nuse tools\nweb programming\n",
            "house_test_annotations.csv": (
                "sentence,span,sub_span,label\n"
                '"Knowledge of Java, and SQL",Java,,Java\n'
                '"Knowledge of Java, and SQL",SQL,,SQL\n'
                '"Knowledge of Java, and SQL",Knowledge,,LABEL NOT PRESENT\n'
                "You are smart,smart,,UNDERSPECIFIED\n"
            ),
            "techwolf_test_annotations.csv": (
                "sentence,label\nYou manage staff,manage staff\nLunch is free,UNK\n"
            ),
        },
    )


@pytest.fixture
def vdab_folder(tmp_path: Path) -> Path:
    """Four phrases, of which one has only a broader skill and one a skill that is not there."""
    return write_files(
        tmp_path / "vdab",
        {
            "digital.csv": (
                "vdab_id,vdab_label_nl,relation,esco_uri\n"
                f"K1,Matlab,skos:exactMatch,{SKILL}1\n"
                f"K2,beheer van netwerken,skos:closeMatch,{SKILL}2\n"
                f"K3,bouwen in Java,skos:broadMatch,{SKILL}3\n"
                f"K4,breien,skos:exactMatch,{SKILL}9\n"
            )
        },
    )


@pytest.fixture
def esco_folder(tmp_path: Path) -> Path:
    """Three skills in ESCO's own layout, in two languages."""
    header = "conceptType,conceptUri,preferredLabel,altLabels\n"
    return write_files(
        tmp_path / "esco",
        {
            "digitalSkillsCollection_nl.csv": header
            + f"S,{SKILL}1,MATLAB,\nS,{SKILL}2,netwerkbeheer,ICT-netwerken\nS,{SKILL}3,Java,\n",
            "digitalSkillsCollection_en.csv": header
            + f"S,{SKILL}1,MATLAB,\nS,{SKILL}2,network management,\nS,{SKILL}3,Java,Java SE\n",
        },
    )


@pytest.fixture
def spans_folder(tmp_path: Path) -> Path:
    """Two sentences with tags."""
    rows = [
        {
            "tokens": ["Experience", "with", "Java", "."],
            "tags_skill": ["O", "O", "O", "O"],
            "tags_knowledge": ["O", "O", "B", "O"],
        },
        {"tokens": ["Welcome", "!"], "tags_skill": ["O", "O"], "tags_knowledge": ["O", "O"]},
    ]
    return write_lines(tmp_path / "spans" / "dev.json", rows).parent


@pytest.fixture
def traps_folder(tmp_path: Path) -> Path:
    """Three traps."""
    rows: list[dict[str, object]] = [
        {"id": "a", "category": "plain", "text": "Kennis van Java.", "must": [{"skill": "java"}]},
        {
            "id": "b",
            "category": "negation",
            "text": "Geen ervaring met Java nodig.",
            "must": [{"skill": "java", "negated": True}],
        },
        {
            "id": "c",
            "category": "homograph-word",
            "text": "Word jij onze collega?",
            "must_not": ["microsoft-word"],
            "empty": True,
        },
    ]
    return write_lines(tmp_path / "traps" / "nl.jsonl", rows).parent


@pytest.fixture
def titles_folder(tmp_path: Path) -> Path:
    """Four vacancies, of which two are nearly the same."""
    rows: list[dict[str, object]] = [
        {"id": "1", "title": "Java developer", "description": "Je bouwt in Java en Spring Boot."},
        {
            "id": "2",
            "title": "PHP developer",
            "description": "Je bouwt in PHP.",
            "near_dup_cluster": 7,
        },
        {"id": "3", "title": "PHP-er", "description": "Je bouwt in PHP!", "near_dup_cluster": 7},
        {"id": "4", "title": "Data-analist Power BI", "text": "Je maakt rapporten in Power BI."},
    ]
    return write_lines(tmp_path / "titles" / "all.jsonl", rows).parent


VACANCIES = {
    "a": "Ervaring met Java en SQL is vereist. Kennis van Docker is een pré.",
    "b": "Geen ervaring met PHP nodig. Je werkt met Scrum.",
    "c": "Onze kantine is gezellig.",
    "d": "Je zoekt de oorzaak van traagheid. Ervaring met Linux.",
}
"""Invented texts of vacancies by id; d is in the test half."""


def mention(text: str, words: str, skill: str | None, **said: object) -> dict[str, object]:
    """A label on the words of one of the texts, as a line holds it."""
    start = VACANCIES[text].index(words)
    return {"start": start, "end": start + len(words), "skill": skill, **said}


def label_rows() -> list[dict[str, object]]:
    """The labels of the texts, as lines hold them."""
    mentions = {
        "a": [
            mention("a", "Java", "java"),
            mention("a", "SQL", "sql"),
            mention("a", "Docker", "docker", importance="nice"),
        ],
        "b": [mention("b", "PHP", "php", negated=True), mention("b", "Scrum", "scrum")],
        "c": [],
        "d": [
            mention("d", "zoekt de oorzaak", "troubleshooting-it-problems", implicit=True),
            mention("d", "traagheid", None, name="performance analysis"),
            mention("d", "Linux", "linux"),
        ],
    }
    return [
        {
            "id": name,
            "split": "test" if name == "d" else "dev",
            "sha256": hashlib.sha256(VACANCIES[name].encode()).hexdigest()[:16],
            "mentions": of_text,
        }
        for name, of_text in mentions.items()
    ]


@pytest.fixture
def mentions_folder(tmp_path: Path) -> Path:
    """The labels of the four texts."""
    return write_lines(tmp_path / "mentions_nl" / "labels.jsonl", label_rows()).parent


@pytest.fixture
def texts_folder(tmp_path: Path) -> Path:
    """The four texts in two files, with one more that nobody labelled."""
    folder = tmp_path / "vacancies_nl"
    rows = [
        {"id": name, "title": "Medewerker", "description": text}
        for name, text in {**VACANCIES, "e": "Wij zoeken een kok."}.items()
    ]
    write_lines(folder / "one.jsonl", rows[:2])
    return write_lines(folder / "two.jsonl", rows[2:]).parent
