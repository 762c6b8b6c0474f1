from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.datasets.types import Documents
from evaluation.errors import EvaluationError
from evaluation.metrics import means, per_query
from evaluation.retrieval import SimilarityRanker
from evaluation.runs import Ranked
from evaluation.similarity import SIMILARITIES
from evaluation.workrb_adapter import RankerModel, linker_model
from matching.matcher import Matcher

SKILLS = ["network management", "Java", "managing people", "project management"]


class ListRanker:
    """Ranks the documents that a query counts up, in that order: «2 0»."""

    name = "list"

    def config(self) -> dict[str, object]:
        return {}

    def fit(self, documents: Documents) -> "ListRanker":
        self.ids = sorted(documents.texts)
        return self

    def rank(self, queries: Sequence[str], k: int) -> list[Ranked]:
        return [[(self.ids[int(row)], 1.0) for row in query.split()][:k] for query in queries]


def model_of(ranker: Any, **more: Any) -> RankerModel:
    return RankerModel(name="test", description="A test.", ranker=ranker, **more)


@given(st.permutations(range(12)), st.integers(0, 12))
def test_targets_are_scored_by_place_and_the_unranked_follow_in_their_order(
    order: list[int], known: int
) -> None:
    query = " ".join(map(str, order[:known]))
    targets = [f"target {row}" for row in range(12)]
    (scores,) = model_of(ListRanker()).compute_rankings([query], targets, "skill_name", "")
    wanted = [*order[:known], *sorted(order[known:])]
    assert np.argsort(-scores).tolist() == wanted
    assert sorted(scores.tolist()) == list(range(1, 13))


def test_many_queries_are_scored_in_their_order() -> None:
    queries = [f"{row % 3}" for row in range(50)]
    scores = model_of(ListRanker()).compute_rankings(queries, ["a", "b", "c"], "skill_name", "")
    assert scores.dtype == np.float32
    assert scores.argmax(axis=1).tolist() == [row % 3 for row in range(50)]


def test_equal_targets_are_scored_each_at_a_place_of_its_own() -> None:
    ranker = SimilarityRanker("bm25", SIMILARITIES["bm25"](0))
    (scores,) = model_of(ranker).compute_rankings(["java"], ["SQL", "Java", "Java"], "x", "x")
    assert scores.tolist() == [1.0, 3.0, 2.0]


def test_queries_of_a_type_have_a_ranker_of_their_own(matcher: Matcher) -> None:
    model = linker_model(matcher)
    for kind, query, wanted in (
        ("skill_name", "management of networks", 0),
        ("skill_sentence", "You know Java and you like people", 1),
        ("job_title", "Junior Java (m/v)", 1),
    ):
        scores = model.compute_rankings([query], SKILLS, kind, "skill_name")
        assert scores.argmax() == wanted


def test_tasks_that_classify_are_refused(matcher: Matcher) -> None:
    with pytest.raises(EvaluationError, match="expected a ranking task"):
        linker_model(matcher).compute_classification(["a"], ["b"], "job_title")


@pytest.fixture(scope="session")
def workrb() -> Any:
    """The package; it needs torch, so it is no part of the locked environment."""
    return pytest.importorskip("workrb", reason="needs WorkRB: pip install 'schakel[workrb]'")


@pytest.fixture
def task(workrb: Any) -> Any:
    """A ranking task of WorkRB on skills written here: nothing is downloaded."""
    base = workrb.tasks.abstract.ranking_base
    types = workrb.types

    class LocalSkills(base.RankingTask):  # type: ignore[misc, name-defined]
        name = "Local skills"
        description = "Three phrases and four skills."
        task_group = base.RankingTaskGroup.SKILL_NORMALIZATION
        label_type = types.LabelType.MULTI_LABEL
        supported_query_languages = supported_target_languages = (types.Language.EN,)
        query_input_type = target_input_type = types.ModelInputType.SKILL_NAME

        def load_dataset(self, dataset_id: str, split: Any) -> Any:
            return base.RankingDataset(
                query_texts=["management of networks", "java", "manage projects"],
                target_indices=[[0], [1], [3]],
                target_space=SKILLS,
                dataset_id=dataset_id,
            )

    return LocalSkills(languages=["en"], split="test")


def figures_of(results: Any, task: Any) -> dict[str, float]:
    (found,) = results.task_results[task.name].datasetid_results.values()
    return dict(found.metrics_dict)


def test_workrb_runs_the_linker_and_replays_its_rankings(
    workrb: Any, task: Any, matcher: Matcher, tmp_path: Path
) -> None:
    model = linker_model(matcher)
    metrics = {task.name: ["map", "mrr", "hit@1", "ndcg@10"]}
    folder = str(tmp_path / "run")
    results = workrb.evaluate(model, [task], folder, metrics=metrics, save_rankings=True)
    assert figures_of(results, task) == dict.fromkeys(metrics[task.name], 1.0)
    saved = tmp_path / "run" / "rankings" / model.name
    again = workrb.evaluate_rankings(saved, [task], str(tmp_path / "again"), metrics=metrics)
    assert figures_of(again, task) == figures_of(results, task)


@pytest.mark.parametrize("seed", range(3))
def test_workrb_gives_a_ranker_the_figures_that_we_give_it(
    workrb: Any, task: Any, tmp_path: Path, seed: int
) -> None:
    names = ["map", "mrr", "hit@1", "recall@2", "rp@2", "ndcg_exp@3"]
    theirs = [name.replace("ndcg_exp", "ndcg") for name in names]
    model = model_of(SimilarityRanker("random", SIMILARITIES["random"](seed)))
    results = workrb.evaluate(model, [task], str(tmp_path), metrics={task.name: theirs})
    data = task.datasets["en"]
    model.ranker.fit(Documents({str(row): (text,) for row, text in enumerate(data.target_space)}))
    run = dict(zip("abc", model.ranker.rank(data.query_texts, len(SKILLS)), strict=True))
    judged = {
        query: {str(row): 1 for row in rows}
        for query, rows in zip("abc", data.target_indices, strict=True)
    }
    ours = means(per_query(run, judged, names))
    assert list(figures_of(results, task).values()) == pytest.approx(list(ours.values()))


def test_workrb_names_the_types_of_queries_as_we_do(workrb: Any, matcher: Matcher) -> None:
    of_type = linker_model(matcher).of_type
    kinds = workrb.types.ModelInputType
    assert {kinds.JOB_TITLE, kinds.SKILL_SENTENCE} == of_type.keys()


def test_the_model_has_all_that_workrb_asks_of_one(workrb: Any, matcher: Matcher) -> None:
    asked = {name for name in vars(workrb.models.ModelInterface) if not name.startswith("_")}
    model = linker_model(matcher)
    assert "compute_rankings" in asked
    assert all(hasattr(model, name) for name in asked)
