"""What metrics are, in a few words: «metric_» and the name without its k, to Dutch and English."""

from collections.abc import Mapping

__all__ = ["METRICS"]

METRICS: Mapping[str, tuple[str, str]] = {
    "metric_ndcg_exp": (
        "nDCG van de eerste k: winst 2^cijfer − 1, gedeeld door de beste volgorde die er is",
        "nDCG of the first k: gain 2^grade − 1, over the best order there is",
    ),
    "metric_map": (
        "gemiddelde precisie, gemiddeld over vragen",
        "average precision, averaged over queries",
    ),
    "metric_mrr": ("1 gedeeld door de plaats van de eerste goede", "1 over the rank of the first"),
    "metric_hit": ("of er een goede bij de eerste k is", "whether one of the first k is right"),
    "metric_recall": ("deel van wat gewenst is dat gevonden is", "share of the wanted, found"),
    "metric_p": ("deel van de eerste k dat goed is", "share of the first k that is right"),
    "metric_r_precision": (
        "deel goed van de eerste R, het aantal gewenste",
        "share right of the first R, the number wanted",
    ),
    "metric_rp": (
        "goede bij de eerste k, van de min(k, R) die er kunnen zijn",
        "right ones among the first k, of the min(k, R) there can be",
    ),
    "metric_sentence_f1": ("gemiddelde F1 van woorden per zin", "mean F1 of tokens of a sentence"),
    "metric_text_f1": ("gemiddelde F1 van vaardigheden per tekst", "mean F1 of skills of a text"),
    "metric_recall_named": (
        "recall van labels waarvoor de taxonomie een vaardigheid heeft",
        "recall of labels for which the taxonomy has a skill",
    ),
    "metric_span_precision": (
        "deel van het gevondene dat een label raakt, welke vaardigheid ook",
        "share of the found that touches a label, whatever the skill",
    ),
    "metric_span_recall": (
        "deel van de labels dat geraakt is, welke vaardigheid ook",
        "share of labels that are touched, whatever the skill",
    ),
    "metric_importance": (
        "deel van het goede met ook eis of wens goed",
        "share of the right with must or nice right too",
    ),
    "metric_implicit_recall": (
        "deel van de labels zonder naam in de tekst dat toch gevonden is",
        "share of labels without a name in the text, found all the same",
    ),
    "metric_precision": ("deel van het gevondene dat goed is", "share of the found that is right"),
    "metric_f1": ("harmonisch gemiddelde van precisie en recall", "harmonic mean of both"),
    "metric_passed": ("valstrikken waarin alles goed is", "traps about which all is right"),
    "metric_found": ("gewenste vaardigheden die gevonden zijn", "wanted skills that are found"),
    "metric_refused": (
        "niet-gewenste vaardigheden die niet gevonden zijn",
        "unwanted skills that are not found",
    ),
}
