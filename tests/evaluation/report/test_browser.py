"""The page in a real browser; skipped where there is none."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from evaluation.report import LANGUAGES, Language, render
from evaluation.results import Result

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
AXE = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on the path")


def asked(page: str, question: str, folder: Path, *options: str) -> Any:
    """What a promise in the page gives, after all details were opened; the policy is left out."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", page)
    script = (
        "document.querySelectorAll('details').forEach(each => each.open = true);"
        f"({question}).then(found => document.body.dataset.found = JSON.stringify(found));"
    )
    file = folder / "page.html"
    file.write_text(page.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", *options]
    done = subprocess.run(
        [*command, f"--user-data-dir={folder}/profile", "--virtual-time-budget=20000", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = re.search(r'data-found="([^"]*)"', done.stdout)
    assert found, done.stderr
    return json.loads(unescape(found[1]))


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core: name its axe.min.js in AXE_CORE")
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation(results: list[Result], language: Language, tmp_path: Path) -> None:
    page = render(results, language).replace(
        "</body>", f"<script>{AXE.read_text(encoding='utf-8')}</script></body>"
    )
    question = "axe.run().then(run => run.violations.map(each => each.id))"
    assert asked(page, question, tmp_path) == []


def test_the_page_fits_a_narrow_screen(results: list[Result], tmp_path: Path) -> None:
    frame = (
        "new Promise(done => { const page = document.documentElement; page.style.width = '320px';"
        "done(document.body.scrollWidth) })"
    )
    assert asked(render(results), frame, tmp_path) <= 320
