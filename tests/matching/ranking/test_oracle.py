from hypothesis import given

from matching.ranking import NotEligible, Verdict, rank, scores
from tests.matching.ranking import oracle
from tests.matching.ranking.strategies import World, examples, worlds


@examples
@given(worlds)
def test_scores_agree_with_the_obvious_version(world: World) -> None:
    index = world.index()
    expected = [
        oracle.score(world.vacancy, profile, world.taxonomy, world.config)
        for profile in sorted(world.pool, key=lambda each: each.id)
    ]
    assert scores(world.vacancy, index).tolist() == expected


@examples
@given(worlds)
def test_scores_are_the_same_when_they_are_remembered(world: World) -> None:
    index = world.index()
    first = scores(world.vacancy, index).tolist()
    assert scores(world.vacancy, index).tolist() == first


@examples
@given(worlds)
def test_scores_are_the_same_on_an_index_prepared_beforehand(world: World) -> None:
    index = world.index()
    index.prepare()
    expected = scores(world.vacancy, world.index()).tolist()
    assert scores(world.vacancy, index).tolist() == expected


@examples
@given(worlds)
def test_verdicts_agree_with_the_obvious_version(world: World) -> None:
    ranking = rank(world.vacancy, world.index(), k=len(world.pool))
    entries = {entry.id: entry for entry in ranking.entries}
    excluded = {each.id: each for each in ranking.not_eligible}
    for profile in world.pool:
        expected = oracle.verdicts(world.vacancy.conditions, profile.conditions, world.config)
        not_met = [name for name, verdict in expected if verdict == oracle.NOT_MET]
        if not_met:
            assert [check.name for check in excluded[profile.id].reasons] == not_met
        else:
            found = [(check.name, check.verdict) for check in entries[profile.id].checks]
            assert found == expected


@examples
@given(worlds)
def test_everybody_is_either_ranked_or_excluded_and_counted_for_each_reason(world: World) -> None:
    ranking = rank(world.vacancy, world.index(), k=len(world.pool))
    excluded = [each.id for each in ranking.not_eligible]
    ranked = [entry.id for entry in ranking.entries]
    assert sorted(excluded + ranked) == sorted(each.id for each in world.pool)
    assert (ranking.pool, ranking.eligible) == (len(world.pool), len(ranked))
    assert excluded == sorted(excluded)
    assert ranking.reasons == _counts(list(ranking.not_eligible))


def _counts(excluded: list[NotEligible]) -> dict[str, int]:
    names = [name for each in excluded for name in {reason.name for reason in each.reasons}]
    assert all(reason.verdict is Verdict.NOT_MET for each in excluded for reason in each.reasons)
    return {name: names.count(name) for name in names}
