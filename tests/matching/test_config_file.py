import json
from pathlib import Path

import pytest

from matching.config import MatchingConfig
from matching.config_file import config_of, read_config
from matching.errors import ConfigError
from matching.types import Importance, Kind


def test_what_a_file_does_not_name_stays_as_the_project_has_it(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text('{"broad_weight": 0.25, "kind_weight": {"method": 0.5}}')
    found, own = read_config(tmp_path / "c.json"), MatchingConfig()
    assert found.broad_weight == 0.25
    assert found.kind_weight == {**own.kind_weight, Kind.METHOD: 0.5}
    assert found.evidence_strength == own.evidence_strength


def test_json_and_toml_mean_the_same(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(
        "level_factor = [1.0, 0.5, 0.25, 0.0]\n[importance_weight]\nnice = 0.25\n"
    )
    (tmp_path / "c.json").write_text(
        json.dumps({"level_factor": [1.0, 0.5, 0.25, 0.0], "importance_weight": {"nice": 0.25}})
    )
    found = read_config(tmp_path / "c.toml")
    assert found == read_config(tmp_path / "c.json")
    assert found.importance_weight == {Importance.MUST: 1.0, Importance.NICE: 0.25}


def test_no_changes_are_the_project_s_own_config() -> None:
    assert config_of({}) == MatchingConfig()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"broad_wieght": 0.2}', r"'broad_wieght' \(did you mean broad_weight\?\)"),
        ('{"xyzzy": 1, "plugh": 2}', "'xyzzy', 'plugh'"),
        ('{"broad_weight": "half"}', "broad_weight: .*number, found 'half'"),
        ('{"broad_weight": true}', "broad_weight: .*number, found True"),
        ('{"kind_weight": 3}', "kind_weight: .*found 3"),
        ('{"kind_weight": {"tool": 1}}', r"kind_weight\.tool: .*'technology'"),
        ('{"evidence_strength": {"self": null}}', r"evidence_strength\.self: .*found None"),
        ('{"noise": 1.5}', r"noise: .*integer, found 1\.5"),
        ('{"level_factor": [1.0, 0.5]}', "level_factor"),
        ('{"broad_weight": -1}', "below 0, found broad_weight -1"),
        ('{"broad_weight": NaN}', "broad_weight"),
        ('{"occupation_share": 1.0}', "shares below 1"),
        ("[1, 2]", "names with their values, found a list"),
        ("{", "JSON or TOML"),
    ],
)
def test_what_cannot_be_is_refused_by_name(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match=problem) as refused:
        read_config(path)
    assert str(path) in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="JSON or TOML"):
        read_config(tmp_path / "none.json")
