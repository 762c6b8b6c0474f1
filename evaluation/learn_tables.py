"""What was learned, for people: weights beside those set by hand, and the verdict in words."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.learn import METRIC, Learned
from evaluation.significance import Verdict

__all__ = ["key_line", "say", "show_learned"]

_WORDS = {
    Verdict.BETTER: "The learned weights are better than those set by hand on vacancies that they "
    "were not learned from. Read them, and use them if you can say why each of them moved.",
    Verdict.WORSE: "The learned weights are worse than those set by hand on vacancies that they "
    "were not learned from. Do not use them.",
    Verdict.SAME: "The learned weights change no value. Those set by hand stay.",
    Verdict.NOT_ENOUGH: "These judgments do not show that the learned weights are better than "
    "those set by hand. Those set by hand stay, unless a human who reads the table knows better.",
}


def show_learned(out: Console, learned: Learned) -> None:
    """Print a row for each weight, then what the weights are worth."""
    title = f"weights learned from {learned.vacancies} vacancies, {learned.relevant} relevant pairs"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("weight")
    for column in ("by hand", "learned", "moved in folds"):
        table.add_column(column, justify="right")
    for name, by_hand in learned.by_hand.items():
        value = learned.learned[name]
        said = "" if value == by_hand else f"{value:g}"
        table.add_row(name, f"{by_hand:g}", said, f"{learned.moved[name]} of {learned.folds}")
    out.print(table)
    out.print(Text(say(learned)))


def say(learned: Learned) -> str:
    """The verdict in words, with the figures that it rests on."""
    low, high = learned.difference.interval
    figures = (
        f"{METRIC} {learned.learned_mean:.3f} learned, {learned.hand_mean:.3f} by hand, on "
        f"vacancies held out ({learned.folds} folds): {learned.difference.mean:+.3f} "
        f"[{low:+.3f}, {high:+.3f}], p {learned.difference.p_value:.3f}: {learned.verdict}."
    )
    return f"{figures}\n{_WORDS[learned.verdict]}"


def key_line(learned: Learned) -> str:
    """The key figures as `name value` pairs."""
    return (
        f"learned {learned.learned_mean:.3f} by_hand {learned.hand_mean:.3f} "
        f"difference {learned.difference.mean:.3f} p_value {learned.difference.p_value:.3f}"
    )
