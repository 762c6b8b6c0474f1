import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from evaluation.cli import app
from evaluation.datasets import ranking
from evaluation.errors import TooFewJudgmentsError
from evaluation.learn import (
    FEWEST_RELEVANT,
    FEWEST_VACANCIES,
    WEIGHTS,
    Learned,
    changes,
    learn,
    need_enough,
)
from evaluation.learn_tables import say
from evaluation.significance import Verdict
from matching.config import MatchingConfig
from matching.config_file import config_of, read_config
from matching.matcher import Matcher
from tests.evaluation.conftest import write_lines

NEEDS = ["Java", "Python", "PHP", "Kotlin", "Scala"]
WISHES = ["Docker", "Linux"]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def folder_of(path: Path, *, vacancies: int, wishes_decide: bool) -> Path:
    """Vacancies with a need and two wishes; relevant is who has the wishes, or who has the need."""
    write_lines(
        path / "vacancies.jsonl",
        [
            {
                "id": f"V{n}",
                "title": "Collega",
                "text": f"{NEEDS[n % len(NEEDS)]} is vereist.\n{WISHES[0]} is een pré.\n"
                f"{WISHES[1]} is een pré.",
            }
            for n in range(vacancies)
        ],
    )
    needy = [{"id": f"A{n}", "skills": [{"label": each} for each in NEEDS]} for n in range(4)]
    wishful = [{"id": f"B{n}", "skills": [{"label": each} for each in WISHES]} for n in range(4)]
    write_lines(path / "candidates.jsonl", [*needy, *wishful])
    relevant = wishful if wishes_decide else needy
    lines = [
        f"V{n} 0 {each['id']} {3 if each in relevant else 0}\n"
        for n in range(vacancies)
        for each in (*needy, *wishful)
    ]
    (path / "qrels.txt").write_text("".join(lines))
    return path


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Judgments that the weights set by hand contradict, and such as they agree with."""
    path = tmp_path_factory.mktemp("learn")
    return {
        "contradicted": folder_of(path / "c", vacancies=FEWEST_VACANCIES, wishes_decide=True),
        "agreed": folder_of(path / "a", vacancies=FEWEST_VACANCIES, wishes_decide=False),
        "few": folder_of(path / "f", vacancies=FEWEST_VACANCIES - 1, wishes_decide=True),
    }


@pytest.fixture(scope="module")
def learned(folders: dict[str, Path]) -> Learned:
    return learn(Matcher.load(), ranking.load(folders["contradicted"]))


def test_what_judgments_contradict_is_learned_and_shown_to_be_better(learned: Learned) -> None:
    name = "importance_weight.nice"
    assert learned.learned[name] > learned.by_hand[name]
    assert learned.moved[name] == learned.folds
    assert learned.verdict is Verdict.BETTER
    assert learned.learned_mean > learned.hand_mean
    assert learned.difference.mean == pytest.approx(learned.learned_mean - learned.hand_mean)
    assert learned.difference.queries == learned.vacancies == FEWEST_VACANCIES
    assert "are better than those set by hand" in say(learned)


def test_learned_weights_stay_within_their_bounds_and_make_a_config(learned: Learned) -> None:
    for name, value in learned.learned.items():
        low, high = WEIGHTS[name]
        assert 0 <= low <= value <= high
    assert config_of(changes(learned)) != MatchingConfig()


def test_the_bounds_are_what_a_config_accepts() -> None:
    for name, bounds in WEIGHTS.items():
        group, _, key = name.partition(".")
        for value in bounds:
            config_of({group: {key: value} if key else value})


def test_learning_again_learns_the_same(learned: Learned, folders: dict[str, Path]) -> None:
    assert learn(Matcher.load(), ranking.load(folders["contradicted"])) == learned


def test_weights_that_agree_with_the_judgments_stay(folders: dict[str, Path]) -> None:
    found = learn(Matcher.load(), ranking.load(folders["agreed"]))
    assert found.learned == found.by_hand
    assert (changes(found), found.verdict) == ({}, Verdict.SAME)
    assert "change no value" in say(found)


def test_what_chance_may_have_made_is_not_called_better(learned: Learned) -> None:
    unsure = replace(learned, verdict=Verdict.NOT_ENOUGH)
    assert "do not show" in say(unsure)
    assert "Do not use them" in say(replace(learned, verdict=Verdict.WORSE))


def test_too_few_judgments_are_refused(folders: dict[str, Path]) -> None:
    data = ranking.load(folders["few"])
    with pytest.raises(TooFewJudgmentsError, match=f"found {FEWEST_VACANCIES - 1} and"):
        learn(Matcher.load(), data)


def test_vacancies_that_tell_no_candidates_apart_do_not_count(folders: dict[str, Path]) -> None:
    data = ranking.load(folders["contradicted"])
    assert need_enough(data) == (FEWEST_VACANCIES, 4 * FEWEST_VACANCIES)
    assert 4 * FEWEST_VACANCIES >= FEWEST_RELEVANT
    flat = {**data.judgments, "V0": dict.fromkeys(data.judgments["V0"], 3)}
    with pytest.raises(TooFewJudgmentsError):
        need_enough(replace(data, judgments=flat))


def test_the_command_writes_a_config_that_ranking_takes(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    out = tmp_path / "new" / "config.json"
    done = run("learn", "--data", folders["contradicted"], "--out", out)
    assert done.exit_code == 0, done.output
    assert "importance_weight.nice" in done.stdout
    assert read_config(out).importance_weight != MatchingConfig().importance_weight
    by_hand, by_config = (
        run("ranking", "--data", folders["contradicted"], "--system", "ours", *words)
        for words in (("--no-stability",), ("--no-stability", "--config", out))
    )
    values = [float(each.stdout.split("\n")[-2].split()[1]) for each in (by_hand, by_config)]
    assert values[1] > values[0]


def test_the_command_writes_nothing_where_there_is_too_little(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    out = tmp_path / "config.json"
    done = run("learn", "--data", folders["few"], "--out", out)
    assert done.exit_code == 1
    assert "judge more vacancies" in done.stderr
    assert not out.exists()


def test_a_config_that_cannot_be_ends_with_status_1(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "config.json"
    path.write_text(json.dumps({"broad_wieght": 0.1}))
    done = run("ranking", "--data", folders["few"], "--config", path)
    assert done.exit_code == 1
    assert "'broad_wieght' (did you mean broad_weight?)" in done.stderr
