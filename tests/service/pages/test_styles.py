"""The style sheets keep to what tests of every page count on."""

import re
from pathlib import Path

import pytest

from service.pages.rendering import STATIC

DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}\s*\}", re.S)
SHEETS = sorted((STATIC / "css").glob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_dark_differs_from_light_in_variables_alone(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    blocks = DARK.findall(text)
    assert len(blocks) == text.count("prefers-color-scheme")
    for block in blocks:
        names = [each.split(":")[0].strip() for each in block.split(";") if each.strip()]
        assert all(each.startswith("--") for each in names)
