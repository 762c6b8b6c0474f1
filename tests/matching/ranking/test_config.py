from collections.abc import Mapping
from typing import Any

import pytest

from matching.config import MatchingConfig
from matching.errors import ConfigError
from matching.types import EvidenceKind, Importance, Kind


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"level_factor": (0.9, 0.75, 0.5, 0.25)}, "from 1 for none"),
        ({"level_factor": (1.0, 0.5, 0.75, 0.25)}, "fall with the gap"),
        ({"level_factor": (1.0, 0.5, 0.25, -0.25)}, "fall with the gap"),
        ({"kind_weight": {**MatchingConfig().kind_weight, Kind.METHOD: -0.1}}, "below 0"),
        (
            {"evidence_strength": {**MatchingConfig().evidence_strength, EvidenceKind.SELF: -1}},
            "below 0",
        ),
        ({"broad_weight": -0.1}, "below 0"),
        ({"probable_weight": -0.1}, "below 0"),
        ({"occupation_held": -0.1}, "below 0"),
        ({"occupation_share": -0.1}, "below 0"),
        ({"preference_share": -0.1}, "below 0"),
        ({"occupation_share": 0.5, "preference_share": 0.5}, "shares below 1"),
        ({"broader": 0.95}, "never 1 for another skill"),
        ({"narrower": 1.0}, "never 1 for another skill"),
        ({"importance_weight": {Importance.MUST: 1.0, Importance.NICE: 1.0}}, "must > nice > 0"),
        ({"importance_weight": {Importance.MUST: 1.0, Importance.NICE: 0.0}}, "must > nice > 0"),
        ({"title_weight": 0.9}, "title weight of 1 or more"),
        ({"noise": 0}, "noise of 1 or more"),
        ({"career_certainty": 1.1}, r"above 1, found career_certainty 1\.1"),
        ({"listed_certainty": -0.1}, r"below 0, found listed_certainty -0\.1"),
        ({"broad_weight": float("nan")}, "below 0, found broad_weight nan"),
        (
            {"evidence_strength": {**MatchingConfig().evidence_strength, EvidenceKind.WORK: 2.0}},
            r"above 1, found evidence_strength\.work 2\.0",
        ),
    ],
)
def test_weights_that_would_break_the_contract_of_a_score_are_refused(
    changes: Mapping[str, Any], problem: str
) -> None:
    with pytest.raises(ConfigError, match=problem):
        MatchingConfig(**changes)


def test_the_least_weights_that_keep_the_contract_are_accepted() -> None:
    MatchingConfig(noise=1, title_weight=1.0, occupation_share=0.0, preference_share=0.0)
