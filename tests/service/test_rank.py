import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from service.cli import main
from tests.service.conftest import Files, Schakel, write_lines


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ten_thousandths(value: float) -> int:
    whole = round(value * 10_000)
    assert value == pytest.approx(whole / 10_000, abs=1e-12)
    return whole


def replaced(files: Files, name: str, path: Path) -> list[object]:
    options = list(files.options)
    options[options.index(f"--{name}") + 1] = path
    return options


def test_a_ranking_is_a_table_of_who_and_why(schakel: Schakel, files: Files) -> None:
    done = schakel("rank", *files.options)
    assert (done.status, done.err.count("Traceback")) == (0, 0)
    for words in ("V1", "Databasebeheerder", "c1", "c2", "SQL", "PostgreSQL", "V3"):
        assert words in done.out
    assert done.out.index("c1") < done.out.index("c2")


def test_a_vacancy_without_a_skill_says_so_and_the_others_are_ranked(
    schakel: Schakel, files: Files
) -> None:
    done = schakel("rank", *files.options)
    shown = done.out[done.out.index("V2") : done.out.index("V3")]
    assert "c1" not in shown
    assert "%" not in shown
    assert len(shown.splitlines()) > 1
    assert "V2" in done.err
    assert "add requirements" in done.err

    as_json = schakel("rank", *files.options, "--json")
    (row,) = (row for row in as_json.rows if row["vacancy"] == "V2")
    assert row["error"] == "no_skill_recognised"
    assert "entries" not in row
    assert [row["vacancy"] for row in as_json.rows] == ["V1", "V2", "V3"]


def test_a_run_has_the_form_and_the_order_of_trec(schakel: Schakel, files: Files) -> None:
    out = files.folder / "out.trec"
    assert schakel("rank", *files.options, "--run", out).status == 0
    raw = out.read_bytes()
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    found: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
    for line in raw.decode().splitlines():
        vacancy, q0, candidate, place, score, system = line.split(" ")
        assert (q0, system) == ("Q0", "schakel")
        found[vacancy].append((candidate, int(place), float(score)))
    assert list(found) == ["V1", "V3"]
    for rows in found.values():
        assert [place for _, place, _ in rows] == list(range(1, len(rows) + 1))
        assert rows == sorted(rows, key=lambda row: (-row[2], row[0]))
        assert all(0 <= score <= 1 for _, _, score in rows)
    assert [candidate for candidate, _, _ in found["V1"]][:1] == ["c1"]
    assert {"c6", "c7"}.isdisjoint(candidate for candidate, _, _ in found["V1"])


def test_a_run_holds_k_candidates_a_vacancy(schakel: Schakel, files: Files) -> None:
    out = files.folder / "out.trec"
    schakel("rank", *files.options, "--run", out, "--k", 2)
    assert [line.split()[0] for line in out.read_text().splitlines()] == ["V1"] * 2 + ["V3"] * 2


def test_the_contributions_of_an_explanation_add_up_to_the_score_exactly(
    schakel: Schakel, files: Files
) -> None:
    out = files.folder / "out.jsonl"
    assert schakel("rank", *files.options, "--explain", out).status == 0
    rankings = [row for row in lines_of(out) if "entries" in row]
    entries = [entry for row in rankings for entry in row["entries"]]
    assert len(entries) >= 8
    for entry in entries:
        parts = [ten_thousandths(part["points"]) for part in entry["contributions"]]
        assert sum(parts) == ten_thousandths(entry["score"])
        assert all(part["reason"] for part in entry["contributions"])


def test_an_explanation_cites_the_words_in_the_text(schakel: Schakel, files: Files) -> None:
    out = files.folder / "out.jsonl"
    schakel("rank", *files.options, "--explain", out)
    texts = {row["id"]: row.get("text", "") for row in lines_of(files.candidates)}
    asked = {row["id"]: row["text"] for row in lines_of(files.vacancies)}
    cited = 0
    for row in lines_of(out):
        for entry in row.get("entries", ()):
            for part in entry["contributions"]:
                for claim in filter(None, [part.get("claim"), *part.get("also", ())]):
                    evidence = claim["evidence"]
                    if evidence["source"] == "text":
                        text = texts[entry["candidate"]]
                        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
                        cited += 1
                for evidence in part.get("asked_in", ()):
                    if evidence["source"] == "text":
                        text = asked[row["vacancy"]]
                        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
                        cited += 1
    assert cited > 10


def test_who_is_not_eligible_is_named_with_the_reason(schakel: Schakel, files: Files) -> None:
    row = schakel("rank", *files.options, "--json").rows[0]
    reasons = {
        each["candidate"]: [reason["name"] for reason in each["reasons"]]
        for each in row["not_eligible"]
    }
    assert reasons == {"c6": ["consent"], "c7": ["hours"]}
    assert (row["pool"], row["eligible"]) == (7, 5)


def test_json_is_what_explain_writes(schakel: Schakel, files: Files) -> None:
    out = files.folder / "out.jsonl"
    done = schakel("rank", *files.options, "--json", "--explain", out)
    assert done.out == out.read_text(encoding="utf-8")
    assert done.rows[0]["taxonomy"]


def test_the_same_input_gives_the_same_bytes(schakel: Schakel, files: Files) -> None:
    runs = []
    for name in ("one", "two"):
        paths = files.folder / f"{name}.trec", files.folder / f"{name}.jsonl"
        done = schakel("rank", *files.options, "--run", paths[0], "--explain", paths[1])
        runs.append((done.out, *(path.read_bytes() for path in paths)))
    assert runs[0] == runs[1]


def test_the_order_of_the_lines_never_matters(schakel: Schakel, files: Files) -> None:
    backwards = write_lines(files.folder / "back.jsonl", lines_of(files.candidates)[::-1])
    forward = schakel("rank", *files.options, "--json")
    backward = schakel("rank", *replaced(files, "candidates", backwards), "--json")
    assert backward.out == forward.out


def test_the_seed_is_recorded_and_decides_only_the_order_inside_a_band(
    schakel: Schakel, files: Files
) -> None:
    rows = [schakel("rank", *files.options, "--json", "--seed", seed).rows[0] for seed in range(6)]
    assert [row["seed"] for row in rows] == list(range(6))
    orders = set()
    for row in rows:
        entries = row["entries"]
        assert [entry["band"] for entry in entries] == sorted(entry["band"] for entry in entries)
        scores = {entry["candidate"]: entry["score"] for entry in entries}
        assert scores == {entry["candidate"]: entry["score"] for entry in rows[0]["entries"]}
        orders.add(tuple(scores))
    assert len(orders) > 1, "c3 and c4 tie, so that they take turns"


def test_reasons_are_dutch_or_english(schakel: Schakel, files: Files) -> None:
    def reasons(*options: object) -> list[str]:
        row = schakel("rank", *files.options, "--json", *options).rows[0]
        return [part["reason"] for entry in row["entries"] for part in entry["contributions"]]

    assert reasons() == reasons("--language", "nl") != reasons("--language", "en")
    tables = [schakel("rank", *files.options, "--language", each).out for each in ("nl", "en")]
    assert tables[0] != tables[1]


def test_the_reverse_ranks_vacancies_for_each_candidate_by_the_same_scores(
    schakel: Schakel, files: Files
) -> None:
    forward = schakel("rank", *files.options, "--json").rows
    done = schakel("rank", *files.options, "--json", "--reverse")
    assert done.status == 0
    assert sorted(row["candidate"] for row in done.rows) == [f"c{i}" for i in range(1, 8)]
    scores = {
        (row["vacancy"], entry["candidate"]): entry["score"]
        for row in forward
        for entry in row.get("entries", ())
    }
    back = {
        (entry["vacancy"], row["candidate"]): entry["score"]
        for row in done.rows
        for entry in row["entries"]
    }
    assert back == scores
    assert "V2" not in {vacancy for vacancy, _ in back}


def test_the_reverse_writes_a_run_with_candidates_first(schakel: Schakel, files: Files) -> None:
    out = files.folder / "out.trec"
    done = schakel("rank", *files.options, "--reverse", "--run", out)
    assert "Databasebeheerder" in done.out
    rows = [line.split() for line in out.read_text().splitlines()]
    assert {row[0] for row in rows} <= {f"c{i}" for i in range(1, 8)}
    assert {row[2] for row in rows} == {"V1", "V3"}


def test_a_programme_that_still_runs_on_the_day_counts_less(schakel: Schakel, files: Files) -> None:
    def score(*options: object) -> float:
        row = schakel("rank", *files.options, "--json", *options).rows[0]
        return next(float(e["score"]) for e in row["entries"] if e["candidate"] == "c3")

    assert score("--as-of", "2026-05-31") < score("--as-of", "2026-06-01") == score()


def test_without_programmes_candidates_have_what_their_own_text_says(
    schakel: Schakel, files: Files
) -> None:
    options = [each for each in files.options if each not in ("--programmes", files.programmes)]
    done = schakel("rank", *options, "--json")
    assert done.status == 0
    by_candidate = {entry["candidate"]: entry for entry in done.rows[0]["entries"]}
    for name in ("c3", "c4", "c5"):
        parts = by_candidate.get(name, {"contributions": []})["contributions"]
        assert all(part["points"] == 0 for part in parts if part["part"] == "skill")


def test_given_labels_that_the_taxonomy_lacks_are_told(schakel: Schakel, files: Files) -> None:
    people = [{"id": "a", "skills": [{"label": "Onderwaterschaak"}, {"label": "SQL"}]}]
    path = write_lines(files.folder / "people.jsonl", people)
    done = schakel("rank", *replaced(files, "candidates", path))
    assert done.status == 0
    assert "Onderwaterschaak" in done.err
    assert "SQL" not in done.err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("candidates", '{"id": "a"}\n{"id": "b", "consent": "perhaps"}\n', ":2: consent: "),
        ("candidates", '{"id": "a"}\n{"id": "a"}\n', ":2: id: "),
        ("candidates", "{\n", ":1: line: "),
        ("candidates", '{"id": "a", "programme": "P9"}\n', ":1: programme: "),
        ("vacancies", '{"id": "a", "text": ""}\n', ":1: title: "),
        ("programmes", '{"id": "P1"}\n', ":1: name: "),
    ],
)
def test_a_bad_file_ends_with_status_1_and_nothing_is_written(
    schakel: Schakel, files: Files, name: str, content: str, words: str
) -> None:
    bad = files.folder / "bad.jsonl"
    bad.write_text(content, encoding="utf-8")
    old = files.folder / "old.trec"
    old.write_text("as it was\n")
    new = files.folder / "new.jsonl"
    done = schakel("rank", *replaced(files, name, bad), "--run", old, "--explain", new)
    assert (done.status, done.out) == (1, "")
    assert f"{bad}{words}" in done.err
    assert "Traceback" not in done.err
    assert old.read_text() == "as it was\n"
    assert not new.exists()


def test_a_result_that_cannot_be_written_leaves_the_other_as_it_was(
    schakel: Schakel, files: Files
) -> None:
    old = files.folder / "old.trec"
    old.write_text("as it was\n")
    nowhere = files.folder / "no" / "such" / "folder.jsonl"
    done = schakel("rank", *files.options, "--run", old, "--explain", nowhere)
    assert done.status == 1
    assert str(nowhere) in done.err
    assert old.read_text() == "as it was\n"


def test_a_taxonomy_that_is_not_there_ends_with_status_1(schakel: Schakel, files: Files) -> None:
    done = schakel("rank", *files.options, "--taxonomy", files.folder)
    assert (done.status, done.out) == (1, "")
    assert "expected a taxonomy" in done.err


@pytest.mark.parametrize("name", ["vacancies", "candidates", "programmes"])
def test_a_file_that_is_not_there_is_wrong_usage(schakel: Schakel, files: Files, name: str) -> None:
    done = schakel("rank", *replaced(files, name, files.folder / "none.jsonl"))
    assert (done.status, done.out) == (2, "")
    assert name in done.err


@pytest.mark.parametrize(
    "options",
    [
        ("--k", "0"),
        ("--k", "many"),
        ("--language", "fr"),
        ("--as-of", "31-12-2025"),
        ("--seed", "x"),
        ("--nonsense",),
        ("extra",),
    ],
)
def test_an_option_that_cannot_be_is_wrong_usage(
    schakel: Schakel, files: Files, options: tuple[str, ...]
) -> None:
    done = schakel("rank", *files.options, *options)
    assert (done.status, done.out) == (2, "")
    assert done.err


def test_files_that_are_not_named_are_wrong_usage(schakel: Schakel) -> None:
    assert schakel("rank").status == 2
    assert schakel("rank", "--vacancies", __file__).status == 2


@pytest.mark.parametrize("id", ["a b", "a\tb", "a\nb", " a", "\u00a0"])
def test_an_id_never_breaks_the_columns_of_a_run(schakel: Schakel, files: Files, id: str) -> None:
    people = write_lines(files.folder / "people.jsonl", [{"id": id, "text": "SQL"}])
    out = files.folder / "out.trec"
    done = schakel("rank", *replaced(files, "candidates", people), "--run", out)
    if done.status == 1:
        assert "id" in done.err
        assert not out.exists()
    else:
        assert all(len(line.split()) == 6 for line in out.read_text().splitlines())


@pytest.mark.parametrize("options", [(), ("--reverse",)])
def test_words_of_the_input_are_never_taken_for_markup(
    schakel: Schakel, files: Files, options: tuple[str, ...]
) -> None:
    jobs = [{"id": "[red]V", "title": "[bold]x[/bold] [/oops]", "text": "Eisen\n- SQL"}]
    people = [{"id": "[i]c", "text": "SQL"}]
    done = schakel(
        "rank",
        "--vacancies",
        write_lines(files.folder / "jobs.jsonl", jobs),
        "--candidates",
        write_lines(files.folder / "people.jsonl", people),
        *files.options[-2:],
        *options,
    )
    assert done.status == 0
    for words in ("[red]V", "[bold]x[/bold]", "[/oops]", "[i]c"):
        assert words in done.out


def test_an_error_that_was_not_foreseen_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("service.commands.rank.run_rank", fail)
    monkeypatch.setattr("sys.argv", ["schakel", "demo"])
    with pytest.raises(ZeroDivisionError):
        main()


def test_a_config_changes_scores_and_one_that_cannot_be_ends_with_status_1(
    schakel: Schakel, files: Files
) -> None:
    path = files.folder / "config.json"
    path.write_text('{"evidence_strength": {"module": 0.45}}')
    usual = schakel("rank", *files.options, "--json")
    changed = schakel("rank", *files.options, "--json", "--config", path)
    assert (changed.status, changed.rows != usual.rows) == (0, True)
    path.write_text('{"evidence_strength": {"modules": 0.45}}')
    refused = schakel("rank", *files.options, "--config", path)
    assert refused.status == 1
    assert "evidence_strength.modules" in refused.err
