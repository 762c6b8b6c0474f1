"""The page: results in, one HTML file out that needs nothing else."""

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evaluation.report.contrasts import group
from evaluation.report.sections import overall, section
from evaluation.report.tables import metrics_table
from evaluation.report.words import Language, Words
from evaluation.results import Result

__all__ = ["render", "write"]


def render(results: Iterable[Result], language: Language = "nl") -> str:
    """The report as HTML; the same results give the same text.

    Args:
        results: Of any tasks and systems, at least one.
        language: Of the page.

    Raises:
        CompareError: Results of one task are of other data, queries or metrics.
    """
    words, tasks = Words(language), group(results)
    style = _style()
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            language=language,
            words=words,
            style=style,
            style_hash=_hash(style),
            overall=overall(tasks, words),
            subtitle=words(
                "subtitle",
                tasks=len(tasks),
                systems=len({each.system for task in tasks for each in task.results}),
            ),
            sections=[section(task, words) for task in tasks],
            metrics=metrics_table(tasks, words),
        )
    )


def write(path: Path, results: Iterable[Result], language: Language = "nl") -> None:
    """Write the report into a file, whose folder is made if need be."""
    text = render(results, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("evaluation.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def _style() -> Markup:
    """The style sheet; it is ours, and has nothing that ends an element."""
    file = Path(__file__).parent / "templates" / "report.css"
    return Markup(file.read_text(encoding="utf-8"))


def _hash(style: str) -> str:
    """What a content security policy knows the style element by."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
