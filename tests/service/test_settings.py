"""Settings come from the environment and a file, and each is documented."""

from pathlib import Path

import pytest

from service.errors import SettingsError
from service.settings import FILE_VARIABLE, PREFIX, Settings, read_settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "schakel.toml"
    monkeypatch.setenv(FILE_VARIABLE, str(made))
    return made


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    lines = [
        line for line in DOCS.read_text("utf-8").splitlines() if f"`{PREFIX}{name.upper()}`" in line
    ]
    assert len(lines) == 1
    default = Settings.model_fields[name].default
    if isinstance(default, int | float) and not isinstance(default, bool):
        assert f"{default:,}" in lines[0]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is(name: str) -> None:
    assert Settings.model_fields[name].description


def test_the_file_is_read_and_the_environment_goes_before_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("least_pool = 4\nlist_length = 7\n", encoding="utf-8")
    monkeypatch.setenv("SCHAKEL_LIST_LENGTH", "9")
    found = read_settings()
    assert (found.least_pool, found.list_length) == (4, 9)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("least_pol = 4", "SCHAKEL_LEAST_POL"),
        ("least_pool = 0", "SCHAKEL_LEAST_POOL"),
        ("least_pool = ", "expected TOML"),
        ('database_url = "mysql://u:secret@h/n"', "found the scheme 'mysql'"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(file: Path, content: str, found: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=found) as error:
        read_settings()
    assert "secret" not in str(error.value)


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(SettingsError, match="found none at"):
        read_settings()


def test_all_that_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHAKEL_LEAST_POOL", "many")
    monkeypatch.setenv("SCHAKEL_LIST_LENGTH", "0")
    with pytest.raises(SettingsError, match=r"LEAST_POOL.*LIST_LENGTH"):
        read_settings()
