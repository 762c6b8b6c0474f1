"""Rankings for people at a terminal: a table with reasons whose points add up to the score."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from matching.ranking.phrases import PHRASES
from matching.ranking.reasons import Language, Reasons
from matching.ranking.results import (
    Contribution,
    Entry,
    Ranking,
    SkillContribution,
    VacancyRanking,
    Verdict,
)
from matching.types import Importance, VacancyProfile

__all__ = ["console", "score_text", "show_no_skill", "show_ranking"]

_SHOWN_PARTS = 5
_SHOWN_MISSING = 2
_SHOWN_ASKED = 14
_PLAIN_WIDTH = 110


def score_text(value: int) -> str:
    """A score of 10,000 as a percentage with two decimals: exact, so that parts add up."""
    return f"{value / 100:.2f}"


def show_ranking(
    console: Console,
    ranking: Ranking | VacancyRanking,
    reasons: Reasons,
    *,
    vacancy: VacancyProfile | None = None,
    titles: Mapping[str, str],
) -> None:
    """Print a shortlist with reasons, its bands, and why others are not on it.

    Args:
        console: Where to.
        ranking: Of candidates for a vacancy, or of vacancies for a candidate.
        reasons: The words.
        vacancy: What was asked, for a ranking of candidates.
        titles: Titles of vacancies by id, for a ranking of those.
    """
    if vacancy:
        console.print(Text(f"{vacancy.id}  {vacancy.title}", style="bold"))
        console.print(Padding(Group(*_asked(vacancy, reasons)), (0, 0, 0, 2)))
    elif isinstance(ranking, VacancyRanking):
        console.print(Text(ranking.candidate, style="bold"))
    if ranking.entries:
        console.print(_table(ranking, reasons, titles))
    else:
        console.print(Padding(reasons.say("nobody"), (0, 0, 0, 2)))
    console.print(Padding(Group(*_summary(ranking, reasons)), (0, 0, 1, 2)))


def _asked(vacancy: VacancyProfile, reasons: Reasons) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for importance, phrase in ((Importance.MUST, "asked"), (Importance.NICE, "wished")):
        names = []
        for each in vacancy.requirements:
            if each.importance is importance:
                name = reasons.taxonomy.skill(each.skill).label(reasons.language)
                if each.level:
                    name = reasons.say("asked_level", skill=name, level=each.level)
                names.append(name if each.certainty == 1 else f"{name}?")
        if names:
            more = f" (+{len(names) - _SHOWN_ASKED})" if len(names) > _SHOWN_ASKED else ""
            listed = ", ".join(names[:_SHOWN_ASKED]) + more
            lines.append(Text.assemble((f"{reasons.say(phrase)}: ", "dim"), listed))
    return lines


def _table(ranking: Ranking | VacancyRanking, reasons: Reasons, titles: Mapping[str, str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column(reasons.say("column_place"), justify="right")
    table.add_column(reasons.say("column_band"), justify="right")
    forward = isinstance(ranking, Ranking)
    table.add_column(reasons.say("column_candidate" if forward else "column_vacancy"))
    table.add_column(reasons.say("column_score"), justify="right")
    table.add_column(reasons.say("column_why"), ratio=1)
    for entry in ranking.entries:
        table.add_row(
            str(entry.place),
            str(entry.band),
            Text("\n".join(filter(None, (entry.id, titles.get(entry.id))))),
            score_text(entry.score),
            Group(*_why(entry, reasons)),
        )
    return table


def _why(entry: Entry, reasons: Reasons) -> list[Text]:
    parts = list(entry.explanation)
    best = sorted((part for part in parts if part.points), key=_by_points)[:_SHOWN_PARTS]
    lines = [_line("+", part, reasons) for part in best]
    rest = entry.score - sum(part.points for part in best)
    if rest:
        lines.append(Text(f"+ {score_text(rest):>5}  {reasons.say('rest')}", style="dim"))
    lines += _missing([part for part in parts if isinstance(part, SkillContribution)], reasons)
    unknown = [reasons.constraint(check.name) for check in entry.checks if _unknown(check)]
    if unknown:
        names = ", ".join(dict.fromkeys(unknown))
        lines.append(Text(f"?        {reasons.say('unknowns', names=names)}", style="dim"))
    return lines


def _line(sign: str, part: Contribution, reasons: Reasons) -> Text:
    style = "" if part.points else "red"
    value = part.points or part.weight
    return Text(f"{sign} {score_text(value):>5}  {reasons.contribution(part)}", style=style)


def _by_points(part: Contribution) -> int:
    return -part.points


def _missing(parts: Sequence[SkillContribution], reasons: Reasons) -> list[Text]:
    """The needs that nothing shows, the weightiest on lines of their own."""
    needs = [
        part
        for part in parts
        if not part.points
        and part.requirement.importance is Importance.MUST
        and part.requirement.certainty == 1
    ]
    lines = [_line("−", part, reasons) for part in needs[:_SHOWN_MISSING]]
    if len(needs) > _SHOWN_MISSING:
        rest = needs[_SHOWN_MISSING:]
        names = [reasons.taxonomy.skill(each.requirement.skill) for each in rest]
        listed = ", ".join(skill.label(reasons.language) for skill in names)
        points = score_text(sum(part.weight for part in rest))
        lines.append(Text(f"− {points:>5}  {reasons.say('also_missing', names=listed)}", "red"))
    return lines


def _unknown(check: object) -> bool:
    return getattr(check, "verdict", None) is Verdict.UNKNOWN


def _summary(ranking: Ranking | VacancyRanking, reasons: Reasons) -> Iterable[RenderableType]:
    for band in ranking.bands:
        if band.shown:
            yield Text(
                reasons.say(
                    "band_one" if band.size == 1 else "band",
                    number=band.number,
                    size=band.size,
                    shown=band.shown,
                    lowest=score_text(band.lowest),
                    highest=score_text(band.highest),
                ),
                style="dim",
            )
    line = reasons.say("eligible", eligible=ranking.eligible, pool=ranking.pool)
    parts: Sequence[str] = [
        reasons.say("excluded_part", name=reasons.constraint(name), count=count)
        for name, count in ranking.reasons.items()
    ]
    if parts:
        line += ". " + reasons.say("excluded", reasons=", ".join(parts))
    yield Text(line, style="dim")


def show_no_skill(console: Console, vacancy: VacancyProfile, language: Language) -> None:
    """Say that a vacancy names no skill: an error to mend, not an empty ranking."""
    console.print(Text(f"{vacancy.id}  {vacancy.title}", style="bold"))
    console.print(Padding(Text(PHRASES[language]["no_skill"], style="red"), (0, 0, 1, 2)))


def console() -> Console:
    """Standard output: colours on a terminal; elsewhere a fixed width without padding."""
    plain = Console()
    return plain if plain.is_terminal else Console(file=_Trimmed(), width=_PLAIN_WIDTH)


class _Trimmed(StringIO):
    """Passes text to standard output without spaces at the ends of lines."""

    def write(self, text: str) -> int:
        lines = text.split("\n")
        trimmed = [line.rstrip() for line in lines[:-1]]
        sys.stdout.write("\n".join([*trimmed, lines[-1]]))
        return len(text)

    def flush(self) -> None:
        sys.stdout.flush()
