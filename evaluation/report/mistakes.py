"""Error analysis: the worst queries of ours, with what was wanted and what was on top."""

from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.answers import worst
from evaluation.report.contrasts import TaskResults
from evaluation.report.views import Line, Mistake
from evaluation.report.words import Words
from evaluation.results import Result
from matching.ranking.phrases import PHRASES

__all__ = ["mistakes", "mistakes_lead"]

_MOST_SKILLS = 4


def mistakes(task: TaskResults, words: Words) -> list[Mistake]:
    """The ten queries with the lowest key metric that are not all right, worst first."""
    if task.ours is None:
        return []
    values = task.ours.per_query[task.ours.key]
    held: Any = task.ours.details.get("answers") or {}
    return [
        _mistake(task, task.ours, query, held.get(query), words)
        for query in worst(values)
        if values[query] < 1
    ]


def mistakes_lead(task: TaskResults, words: Words) -> str:
    """What the errors are, in a sentence."""
    if task.ours is None:
        return ""
    values = task.ours.per_query[task.ours.key].values()
    if all(each >= 1 for each in values):
        return words("errors_none")
    zero = sum(each == 0 for each in values)
    return words("errors_lead", metric=task.ours.key, zero=zero, all=len(values))


def _mistake(
    task: TaskResults, ours: Result, query: str, held: Mapping[str, Any] | None, words: Words
) -> Mistake:
    value = f"ours {words.number(ours.per_query[ours.key][query])}"
    if task.best:
        theirs = task.best.per_query[ours.key][query]
        value += f", {task.best.system} {words.number(theirs)}"
    if held is None:
        return Mistake(name=query, text="", value=value, known=False)
    wanted = [_wanted(row, words) for row in held["wanted"]]
    more = held["wanted_in_all"] - len(wanted)
    return Mistake(
        name=query,
        text=held["text"],
        value=value,
        wanted=wanted,
        more=words("wanted_more", count=more) if more > 0 else "",
        top=[_top(row, words) for row in held["top"]],
        wrong=held.get("wrong", ()),
    )


def _wanted(row: Mapping[str, Any], words: Words) -> Line:
    said = []
    if "rank" in row:
        rank = row["rank"]
        said.append(words("rank_none") if rank is None else words("rank", rank=rank))
        said.append(words("grade", grade=row["grade"]))
    return Line(text=row["text"], id=_id(row), said=[*said, *_whys(row, words)])


def _top(row: Mapping[str, Any], words: Words) -> Line:
    said = []
    if "grade" in row:
        grade = row["grade"]
        said.append(words("grade_none") if grade is None else words("grade", grade=grade))
    return Line(text=row["text"], id=_id(row), said=said)


def _id(row: Mapping[str, Any]) -> str:
    """The id, where it says more than the text does."""
    found = str(row.get("id", ""))
    return "" if found == row["text"] else found


def _whys(row: Mapping[str, Any], words: Words) -> list[str]:
    missing: Sequence[str] = row.get("missing", ())
    not_met: Sequence[str] = row.get("not_met", ())
    phrases = PHRASES[words.language]
    said = []
    if not_met:
        names = [phrases.get(f"constraint_{each}", each) for each in not_met]
        said.append(words("not_met", names=", ".join(names)))
    if missing:
        skills = ", ".join(missing[:_MOST_SKILLS])
        said.append(words("missing", skills=skills + (" …" if missing[_MOST_SKILLS:] else "")))
    return said
