import shutil
from pathlib import Path

import pytest

from matching.errors import TaxonomyError
from matching.reading.text import tokenise
from matching.reading.wording import load_wording
from matching.taxonomy import default_taxonomy_folder
from matching.types import Section

OWN = default_taxonomy_folder() / "wording.toml"


def test_the_projects_own_wording_is_used_where_a_folder_has_none(tmp_path: Path) -> None:
    assert load_wording(tmp_path).abbreviations == load_wording().abbreviations


def test_a_wording_in_a_folder_of_ones_own_is_used(tmp_path: Path) -> None:
    text = OWN.read_text(encoding="utf-8").replace('"over ons"', '"over dit koor"')
    (tmp_path / "wording.toml").write_text(text, encoding="utf-8")
    found = load_wording(tmp_path).headings.find(tokenise("Over dit koor"))
    assert [each.value for each in found] == [Section.COMPANY]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[importance]", "[imprtance]"),
        ("company_words =", "words ="),
        ("nice = [", "nice = "),
        ("hobbies = [", "hobby = ["),
        ("\n1 = [", "\none = ["),
    ],
)
def test_a_wording_that_cannot_be_used_is_named(tmp_path: Path, before: str, after: str) -> None:
    text = OWN.read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "wording.toml").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"wording\.toml: expected the tables"):
        load_wording(tmp_path)


def test_a_wording_in_another_encoding_is_named(tmp_path: Path) -> None:
    shutil.copy(OWN, tmp_path)
    (tmp_path / "wording.toml").write_bytes(OWN.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(TaxonomyError, match="wording"):
        load_wording(tmp_path)
