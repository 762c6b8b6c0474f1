"""The pages of evaluators."""

import json
from pathlib import Path

from tests.e2e.site import Site, Stop
from tests.service.evaluating import AFTER, BEFORE, add_runs

__all__ = ["EVALUATOR", "STOPS", "runs_of"]

EVALUATOR = "evaluator@example.org"
FAILED = "20261128-120000-traps"


def runs_of(site: Site) -> Path:
    """The runs of a site, with two that are done and one that failed among them."""
    runs = site.services.settings.runs
    if not (runs / FAILED).exists():
        add_runs(runs)
        (runs / FAILED).mkdir()
        state = {"asked": {"task": "traps"}, "started_at": "2026-11-28T12:00:00+00:00"}
        (runs / FAILED / "run.json").write_text(json.dumps(state))
        (runs / FAILED / "progress.log").write_text("evaluate: expected traps, found none\n")
    return runs


def _at(path: str) -> Stop:
    def found(site: Site) -> str:
        runs_of(site)
        return f"/evaluator{path}"

    name = path.replace(BEFORE, "run").replace(FAILED, "failed").partition("?")[0]
    return Stop(f"evaluator{name.replace('/', '-')}", EVALUATOR, found)


STOPS = (
    _at(""),
    _at(f"/runs/{BEFORE}"),
    _at(f"/runs/{FAILED}"),
    _at(f"/runs/{BEFORE}/vacancies/V0"),
    _at(f"/compare?a={BEFORE}&b={AFTER}"),
    _at("/oversight"),
)
