"""Reasons in the language of who reads them."""

from matching.ranking.reasons import Reasons
from service.work import Work

__all__ = ["reasons_for"]


def reasons_for(work: Work) -> Reasons:
    """What says reasons in the language of who asks."""
    return Reasons(work.pool.matcher.taxonomy, "en" if work.who.language == "en" else "nl")
