from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
import pytest
from numpy.typing import NDArray

from evaluation.datasets import ranking, traps
from evaluation.datasets.types import Documents, RankingSet, Trap, Wanted
from evaluation.errors import UnknownSystemError
from evaluation.extraction import NameFinder, OurFinder, SilentFinder, faults, measure_traps
from evaluation.ranking_systems import ABLATIONS, Ablation, OurSystem, candidate_text
from evaluation.retrieval import LinkRanker, SimilarityRanker
from evaluation.runs import ranked_ids, write_run
from evaluation.similarity import SIMILARITIES, words
from evaluation.stability import SWAPS, fallen, mistype, stability
from evaluation.systems import ranker_names, rankers, ranking_names, ranking_systems
from matching.matcher import Matcher
from matching.types import Importance, Mention

DOCUMENTS = {
    "b": ("netwerkbeheer", "network management"),
    "a": ("Java", "Java SE"),
    "c": ("leidinggeven", "managing people"),
}


@pytest.fixture
def data(ranking_folder: Path) -> RankingSet:
    return ranking.load(ranking_folder, split="all")


@pytest.mark.parametrize("name", [name for name in SIMILARITIES if name != "random"])
def test_every_similarity_finds_the_same_words_first(name: str) -> None:
    ranker = SimilarityRanker(name, SIMILARITIES[name](0)).fit(Documents(DOCUMENTS))
    found = ranker.rank(["Network management", "java"], 3)
    assert [ranked_ids(ranked)[0] for ranked in found] == ["b", "a"]
    assert all(score > 0 for ranked in found for _, score in ranked)


@pytest.mark.parametrize("name", list(SIMILARITIES))
def test_every_similarity_bears_empty_texts(name: str) -> None:
    ranker = SimilarityRanker(name, SIMILARITIES[name](0)).fit(Documents({"a": ("",), "b": ()}))
    (found,) = ranker.rank([""], 5)
    assert len(found) == (2 if name == "random" else len(found))
    assert len(ranker.fit(Documents(DOCUMENTS)).rank(["", "?"], 5)) == 2


def test_ties_go_to_the_smaller_id_whatever_the_order_of_documents() -> None:
    documents = Documents(dict.fromkeys(("c", "a", "b"), ("Java",)))
    (found,) = SimilarityRanker("bm25", SIMILARITIES["bm25"](0)).fit(documents).rank(["java"], 2)
    assert ranked_ids(found) == ["a", "b"]


def test_chance_is_the_same_for_the_same_seed_only() -> None:
    def ranked(seed: int, *queries: str) -> list[str]:
        ranker = SimilarityRanker("random", SIMILARITIES["random"](seed))
        return ranked_ids(
            ranker.fit(Documents({str(each): ("x",) for each in range(20)})).rank(queries, 20)[-1]
        )

    assert ranked(1, "q") == ranked(1, "other", "q")
    assert ranked(1, "q") != ranked(2, "q")


@dataclass
class SharedLetters:
    """A similarity of one's own."""

    texts_: Sequence[str] = field(default=(), init=False)

    def fit(self, texts: Sequence[str]) -> Self:
        self.texts_ = texts
        return self

    def similarities(self, queries: Sequence[str]) -> NDArray[np.float32]:
        shared = [[len({*query} & {*text}) for text in self.texts_] for query in queries]
        return np.array(shared, np.float32)


def test_whatever_compares_texts_can_be_ranked_with() -> None:
    ranker = SimilarityRanker("letters", SharedLetters()).fit(
        Documents({"a": ("xyz",), "b": ("abc",)})
    )
    assert ranked_ids(ranker.rank(["cab"], 2)[0]) == ["b"]


def test_words_keep_the_signs_that_belong_to_them() -> None:
    assert words("C# en C++, Node.js. Áß!") == ["c#", "en", "c++", "node.js", "áß"]


def test_our_linker_takes_the_noise_off_titles(matcher: Matcher) -> None:
    titles = {"x": ("bakker",), "y": ("junior adviseur",)}
    ranker = LinkRanker(matcher, "titles").fit(Documents(titles))
    assert ranked_ids(ranker.rank(["Junior bakker (m/v)"], 2)[0])[0] == "x"


def test_our_linker_puts_a_preferred_label_before_the_same_name_of_another(
    matcher: Matcher,
) -> None:
    titles = {"x": ("bakker",), "y": ("bakker",), "z": ("slager",)}
    ranker = LinkRanker(matcher, "titles")
    assert ranked_ids(ranker.fit(Documents(titles)).rank(["bakker"], 2)[0]) == ["x", "y"]
    assert ranked_ids(
        ranker.fit(Documents(titles, others=frozenset("x"))).rank(["bakker"], 2)[0]
    ) == ["y", "x"]


def test_a_sentence_finds_the_names_it_holds_and_what_its_chunks_mean(matcher: Matcher) -> None:
    ranker = LinkRanker(matcher, "sentences").fit(Documents({**DOCUMENTS, "d": ("manage staff",)}))
    (found,) = ranker.rank(["Knowledge of Java, and managing of staff"], 4)
    assert found[0] == ("a", 1.0)
    assert "d" in ranked_ids(found)[:3]


@pytest.mark.parametrize("task", ["occupation-linking", "skill-extraction", "title-text"])
def test_systems_go_by_name_and_all_are_meant_where_none_is_named(
    task: str, matcher: Matcher
) -> None:
    assert [each.name for each in rankers(task, (), matcher, 0)] == ranker_names(task)
    assert [each.name for each in rankers(task, ("bm25", "ours"), matcher, 0)] == ["bm25", "ours"]
    with pytest.raises(UnknownSystemError, match=r"found 'magic'; choose from ours, random"):
        rankers(task, ("magic",), matcher, 0)


def test_every_ranking_system_ranks_every_vacancy(data: RankingSet, matcher: Matcher) -> None:
    for system in ranking_systems((), matcher, 0):
        run = system.run(data)
        assert set(run) == {each.id for each in data.vacancies}
        assert system.config() is not None
        for ranked in run.values():
            assert len(set(ranked_ids(ranked))) == len(ranked)


def test_ours_finds_who_was_taught_the_skill(data: RankingSet, matcher: Matcher) -> None:
    run = OurSystem(matcher=matcher).run(data)
    assert [ranked_ids(run[f"V{number}"])[0] for number in range(8)] == [
        f"C{number}" for number in range(8)
    ]


def test_every_ablation_changes_what_it_says(matcher: Matcher) -> None:
    ours = OurSystem(matcher=matcher).config()
    for name, ablation in ABLATIONS.items():
        changed = OurSystem(matcher=matcher, ablation=ablation).config()
        different = {key for key in changed if changed[key] != ours.get(key)}
        assert different, name


def test_ablations_of_scoring_change_nothing_in_the_profiles(
    data: RankingSet, matcher: Matcher
) -> None:
    changes = {
        key: value
        for ablation in ABLATIONS.values()
        if not ablation.rereads
        for key, value in ablation.changes.items()
    }
    reread = OurSystem(matcher=matcher, ablation=Ablation(changes=changes, rereads=True))
    ours = OurSystem(matcher=matcher)
    assert reread.candidates(data) == ours.candidates(data)
    assert reread.vacancies(data) == ours.vacancies(data)


def test_without_programmes_nothing_is_known_of_who_has_only_one(
    data: RankingSet, matcher: Matcher
) -> None:
    run = OurSystem(matcher=matcher, ablation=ABLATIONS["no-programmes"]).run(data)
    assert len({score for candidate, score in run["V0"] if candidate.startswith("C")}) == 1


def test_the_text_of_a_candidate_says_what_the_programme_teaches(data: RankingSet) -> None:
    assert "Java" in candidate_text(data.candidates[0], data.programmes)
    assert candidate_text(data.candidates[0], {}) == ""


def test_runs_are_written_in_trec_form(tmp_path: Path) -> None:
    write_run(tmp_path / "run", {"q": [("b", 0.5), ("a", 0.25)]}, "ours")
    assert (tmp_path / "run").read_text() == "q Q0 b 1 0.5 ours\nq Q0 a 2 0.25 ours\n"


def test_our_rankings_do_not_change_with_names_or_the_order_of_input(
    data: RankingSet, matcher: Matcher
) -> None:
    found = {each.change_of: each for each in stability(data, matcher)}
    assert len(SWAPS) == 12
    assert len(found) == 15
    for name, each in found.items():
        if name.startswith("name") or name in ("another run", "shuffled input"):
            assert (each.overlap, each.least, each.change) == (1.0, 1.0, 0.0), name
        assert 0 <= each.overlap <= 1
        assert 0 <= each.fell <= each.change <= 1


def test_a_translation_that_says_the_same_changes_nothing(
    translated_folder: Path, matcher: Matcher
) -> None:
    data = ranking.load(translated_folder, split="all")
    found = {each.change_of: each for each in stability(data, matcher)}
    names = ["translation", "translation into en", "translation into nl"]
    assert list(found)[-3:] == names
    assert [len(found[name].per_vacancy) for name in names] == [8, 6, 2]
    for name in names:
        assert (found[name].overlap, found[name].change, found[name].fell) == (1.0, 0.0, 0.0)


def test_a_translation_that_asks_other_skills_pushes_people_out_of_the_top(
    translated_folder: Path, matcher: Matcher
) -> None:
    path = translated_folder / "translations.jsonl"
    path.write_text(path.read_text().replace("Java", "Adobe Photoshop"))
    data = ranking.load(translated_folder, split="all")
    found = {each.change_of: each for each in stability(data, matcher)}
    of_english = found["translation into en"]
    assert of_english.per_vacancy["V0"] == of_english.least < 1
    assert found["translation into nl"].overlap == 1.0


def test_who_leaves_the_first_ten_by_less_than_the_noise_did_not_fall() -> None:
    before = [(f"C{place:02}", 5000.0 - place) for place in range(12)]
    swapped = [*before[:9], before[10], before[9], before[11]]
    fell = [*before[:9], before[10], ("C09", 100.0)]
    assert fallen(before, swapped, noise=200) == 0.0
    assert fallen(before, fell, noise=200) == 0.1
    assert fallen(before, [], noise=200) == 1.0
    assert fallen([], before, noise=200) == 0.0


def test_typing_errors_keep_the_letters_of_a_text() -> None:
    import random

    text = "Ervaring met netwerkbeheer en databases is vereist voor iedereen " * 20
    changed = mistype(text, random.Random(1))
    assert changed != text
    assert sorted(changed) == sorted(text)
    assert changed == mistype(text, random.Random(1))


def mention(**changes: object) -> Mention:
    found: dict[str, object] = {"start": 0, "end": 4, "text": "Java", "skill": "java", **changes}
    return Mention(**found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "found", "fault"),
    [
        (Wanted(skill="java"), [mention()], ""),
        (Wanted(skill="java"), [], "java not found"),
        (Wanted(skill="java"), [mention(negated=True)], "java not found as it must be"),
        (Wanted(skill="java", text="JAVA"), [mention()], "java not found as it must be"),
        (Wanted(skill="java", level=3), [mention(level=2)], "java not found as it must be"),
        (
            Wanted(skill="java", importance="nice"),
            [mention(), mention(importance=Importance.NICE)],
            "",
        ),
        (Wanted(skill="java", negated=True), [mention(negated=True)], ""),
        (Wanted(skill="java", negated=True), [], ""),
        (Wanted(skill="java", negated=True), [mention()], "java found, not negated"),
        (Wanted(skill="java", intent=True), [mention(intent=True)], ""),
        (
            Wanted(skill="java", intent=True),
            [mention(intent=True), mention()],
            "java found, not intent",
        ),
    ],
)
def test_a_trap_is_passed_when_all_is_right(
    wanted: Wanted, found: list[Mention], fault: str
) -> None:
    trap = Trap(id="t", category="c", text="Java", must=(wanted,))
    assert faults(trap, found) == ([fault] if fault else [])


def test_a_trap_fails_on_what_must_not_be_there() -> None:
    trap = Trap(id="t", category="c", text="Java", must_not=("java",), empty=True)
    assert faults(trap, [mention()]) == ["java found", "java found in an empty text"]


def test_silence_and_every_name_pass_only_some_traps(traps_folder: Path, matcher: Matcher) -> None:
    found = traps.load(traps_folder)
    ours = measure_traps(OurFinder(matcher), found)[0]
    every = measure_traps(NameFinder(matcher.taxonomy), found)[0]
    silent = measure_traps(SilentFinder(), found)[0]
    assert ours["passed"] == 1.0
    assert every["passed"] == pytest.approx(1 / 3)
    assert silent["passed"] == pytest.approx(2 / 3)
    assert silent["refused"] == 1.0


def test_ranking_names_hold_baselines_and_ablations() -> None:
    assert ranking_names()[:3] == ["ours", "random", "jaccard"]
    assert set(ABLATIONS) < set(ranking_names())
