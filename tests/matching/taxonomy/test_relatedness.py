from collections.abc import Mapping

import pytest
from hypothesis import given

from matching.config import MatchingConfig
from matching.errors import UnknownConceptError
from matching.taxonomy import Relatedness, Taxonomy
from matching.types import Concept, Kind, Occupation, Skill
from tests.matching.ranking.strategies import CONFIGS, OCCUPATIONS, SKILLS, examples, taxonomies

CONFIG = MatchingConfig()


def skill(name: str, *broader: str, **related: float) -> Skill:
    return Skill(
        id=name, label_nl=name, label_en=name, kind=Kind.SKILL, broader=broader, related=related
    )


TAXONOMY = Taxonomy(
    [
        skill("data"),
        skill("databases", "data"),
        skill("sql", "databases"),
        skill("postgresql", "sql", mysql=0.7),
        skill("mysql", "sql"),
        skill("mariadb", "mysql"),
        skill("java", python=0.5),
        skill("python"),
    ],
    [
        Occupation(id="admin", label_nl="a", label_en="a"),
        Occupation(id="dba", label_nl="d", label_en="d", broader=("admin",), related={"dev": 0.4}),
        Occupation(id="dev", label_nl="v", label_en="v"),
    ],
)
RELATEDNESS = Relatedness(TAXONOMY, CONFIG)


@pytest.mark.parametrize(
    ("asked", "held", "expected"),
    [
        ("sql", "sql", 1.0),
        ("sql", "postgresql", CONFIG.narrower),
        ("sql", "mariadb", CONFIG.narrower**2),
        ("postgresql", "sql", CONFIG.broader),
        ("postgresql", "databases", 0.0),
        ("postgresql", "mysql", 0.7),
        ("mysql", "postgresql", 0.7),
        ("postgresql", "mariadb", 0.7 * CONFIG.narrower),
        ("java", "python", 0.5),
        ("python", "java", 0.5),
        ("java", "sql", 0.0),
        ("mariadb", "postgresql", 0.0),
    ],
)
def test_somebody_brings_so_much_of_what_is_asked(asked: str, held: str, expected: float) -> None:
    assert RELATEDNESS.to_skill(asked).get(held, 0.0) == pytest.approx(expected)


def test_two_steps_up_count_only_where_the_config_leaves_something_of_them() -> None:
    generous = Relatedness(TAXONOMY, MatchingConfig(broader=0.6))
    assert generous.to_skill("postgresql")["databases"] == pytest.approx(0.36)
    assert "data" not in generous.to_skill("postgresql")


@pytest.mark.parametrize(
    ("asked", "held", "expected"), [("admin", "dba", 0.9), ("dev", "dba", 0.4)]
)
def test_occupations_are_related_in_the_same_way(asked: str, held: str, expected: float) -> None:
    assert RELATEDNESS.to_occupation(asked)[held] == pytest.approx(expected)


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(UnknownConceptError, match="expected a skill"):
        RELATEDNESS.to_skill("dba")
    with pytest.raises(UnknownConceptError, match="occupation"):
        RELATEDNESS.to_occupation("sql")


def beside(concepts: Mapping[str, Concept], one: str) -> dict[str, float]:
    """The concepts related to this one, whichever of the two says so."""
    there = dict(concepts[one].related)
    for other in concepts.values():
        if one in other.related:
            there[other.id] = max(there.get(other.id, 0), other.related[one])
    return there


def slow(concepts: Mapping[str, Concept], asked: str, config: MatchingConfig) -> dict[str, float]:
    """All paths: down from the asked one or from one beside it, or at most two steps up."""
    paths = [(asked, 1.0), *beside(concepts, asked).items()]
    for parent, strength in paths:  # which grows while it is gone through
        down = strength * config.narrower
        paths.extend((each.id, down) for each in concepts.values() if parent in each.broader)
    up = [(parent, config.broader) for parent in concepts[asked].broader]
    up += [(top, config.broader**2) for one, _ in up for top in concepts[one].broader]
    found: dict[str, float] = {}
    for each, strength in [*paths, *up]:
        if strength >= config.least_related:
            found[each] = max(found.get(each, 0.0), strength)
    return found


@examples
@given(taxonomies())
def test_relatedness_agrees_with_the_obvious_slow_version(taxonomy: Taxonomy) -> None:
    for config in CONFIGS:
        relatedness = Relatedness(taxonomy, config)
        for asked in SKILLS:
            expected = slow(taxonomy.skills, asked, config)
            assert relatedness.to_skill(asked) == pytest.approx(expected)
        for asked in OCCUPATIONS:
            expected = slow(taxonomy.occupations, asked, config)
            assert relatedness.to_occupation(asked) == pytest.approx(expected)


@examples
@given(taxonomies())
def test_only_the_asked_skill_itself_is_all_of_it(taxonomy: Taxonomy) -> None:
    relatedness = Relatedness(taxonomy, CONFIG)
    for asked in SKILLS:
        found = relatedness.to_skill(asked)
        assert found[asked] == 1
        assert all(CONFIG.least_related <= found[each] < 1 for each in found if each != asked)
