"""The report: one self-contained HTML file, made of the results that commands write.

    results ─► contrasts (by task, verdicts) ─► tables, figures, mistakes ─► sections ─► page

It holds no script, asks nothing from elsewhere and prints no date: the same results give the same
bytes.
"""

from evaluation.report.page import render, write
from evaluation.report.words import LANGUAGES, Language

__all__ = ["LANGUAGES", "Language", "render", "write"]
