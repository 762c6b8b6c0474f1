"""What figures and tasks of the evaluation are called on a page."""

from collections.abc import Mapping

from service.pages.language import N_

__all__ = ["METRICS", "SWAPS", "TASKS", "VERDICTS"]

METRICS: Mapping[str, str] = {
    "ndcg_exp@10": N_("order of the first 10 (nDCG@10)"),
    "ndcg_exp@5": N_("order of the first 5 (nDCG@5)"),
    "nl.ndcg_exp@10": N_("nDCG@10, vacancies in Dutch"),
    "en.ndcg_exp@10": N_("nDCG@10, vacancies in English"),
    "map": N_("mean average precision"),
    "mrr": N_("1 over the place of the first who is relevant"),
    "p@5": N_("share of the first 5 who are relevant"),
    "p@10": N_("share of the first 10 who are relevant"),
    "recall@10": N_("share of the relevant who are among the first 10"),
    "recall@20": N_("share of the relevant who are among the first 20"),
    "r_precision": N_("share relevant of as many as there are"),
    "passed": N_("texts about which all is right"),
    "found": N_("skills that must be found, and are"),
    "refused": N_("skills that must not be found, and are not"),
    "unchanged": N_("scores that stay the same"),
    "unchanged_at_least": N_("scores that stay the same, at least (95 %%)"),
}
"""Metric to a few words; others are called by their name."""

TASKS: Mapping[str, str] = {
    "ranking": N_("ranking candidates for vacancies"),
    "fairness": N_("fairness: swaps and groups"),
    "traps": N_("reading difficult texts"),
}
"""Task to its name."""

VERDICTS: Mapping[str, str] = {
    "better": N_("better"),
    "worse": N_("worse"),
    "the same": N_("the same"),
    "not enough data": N_("not enough data"),
    "insufficient data": N_("not enough data"),
    "gets less": N_("gets less"),
    "gets more": N_("gets more"),
    "no difference found": N_("no difference found"),
}
"""Verdict of the evaluation to its words."""

SWAPS: Mapping[str, str] = {
    "name": N_("name"),
    "sex": N_("sex"),
    "age": N_("age"),
    "birth year": N_("year of birth"),
    "nationality": N_("nationality"),
    "photo": N_("photo"),
    "address": N_("address"),
    "marital status": N_("marital status"),
    "pronouns": N_("pronouns"),
    "graduation year": N_("year of graduation"),
    "gap": N_("gap in the CV"),
    "all of a header": N_("a whole header"),
    "programme": N_("programme"),
    "provider": N_("school"),
    "own partner": N_("own employer"),
    "(none)": N_("none"),
    "the rest": N_("the others"),
}
"""What is swapped or compared to its name."""
