"""Answers: for each query what was wanted and what our system put on top, for error analysis.

They stand in the details of a result as JSON holds them: query to an object with `text` (what
was asked), `wanted` and `top` (lists of objects with `text` and, as far as it is known, `id`,
`grade`, `rank`, `missing`, `not_met`), `wanted_in_all` and `wrong` (faults in words).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from evaluation.datasets.types import Label, RankingSet, RetrievalSet, Sentence, SpanSet, TrapSet
from evaluation.explained import Read, missing_of
from evaluation.extraction import Finder, faults
from evaluation.mentions import Reading
from evaluation.runs import Ranked, Run
from matching.types import Mention

__all__ = [
    "Answer",
    "answer",
    "mention_answers",
    "ranking_answers",
    "retrieval_answers",
    "span_answers",
    "trap_answers",
    "worst",
]

Answer = dict[str, Any]

_WANTED = 10
_TOP = 5
_LONGEST = 120


def worst(values: Mapping[str, float], most: int = 10) -> list[str]:
    """The queries with the lowest values, lowest first; of equal ones the first stays first.

    >>> worst({"a": 1.0, "b": 0.0, "c": 0.5, "d": 0.0}, 3)
    ['b', 'd', 'c']
    """
    return sorted(values, key=lambda query: values[query])[:most]


def answer(
    text: str,
    ranked: Ranked,
    grades: Mapping[str, int],
    named: Callable[[str], str],
    *,
    relevant_from: int = 1,
    top: int = _TOP,
) -> Answer:
    """What was wanted of one query, best grade first, and the first of what was found."""
    places = {found: place for place, (found, _) in enumerate(ranked, start=1)}
    wanted = sorted(
        (each for each, grade in grades.items() if grade >= relevant_from),
        key=lambda each: (-grades[each], places.get(each, len(places) + 1), each),
    )
    return {
        "text": _cut(text),
        "wanted": [
            {"id": each, "text": named(each), "grade": grades[each], "rank": places.get(each)}
            for each in wanted[:_WANTED]
        ],
        "wanted_in_all": len(wanted),
        "top": [
            {"id": each, "text": named(each), "grade": grades.get(each)} for each, _ in ranked[:top]
        ],
    }


def retrieval_answers(data: RetrievalSet, run: Run) -> dict[str, Answer]:
    """The answers of one set, by `set/query`."""

    def named(document: str) -> str:
        return _cut((data.documents.texts.get(document) or ("",))[0])

    return {
        f"{data.name}/{query}": answer(text, run.get(query, []), data.judgments[query], named)
        for query, text in data.queries.items()
    }


def ranking_answers(
    data: RankingSet, run: Run, key: Mapping[str, float], read: Read
) -> dict[str, Answer]:
    """The answers of all vacancies; of the ten worst by `key` also why, as far as we know."""
    titles = {each.id: each.title for each in data.vacancies}
    programmes = {each.id: each.programme or "" for each in data.candidates}
    found = {
        vacancy: answer(
            titles[vacancy],
            run.get(vacancy, []),
            grades,
            lambda candidate: programmes.get(candidate, ""),
            relevant_from=min(data.relevant_from, max(1, max(grades.values(), default=1))),
            top=10,
        )
        for vacancy, grades in data.judgments.items()
    }
    whys = _whys(read, worst(key))
    for vacancy, of_candidates in whys.items():
        for row in found[vacancy]["wanted"] + found[vacancy]["top"]:
            row.update(of_candidates.get(row["id"], {}))
    return found


def _whys(read: Read, vacancies: Sequence[str]) -> dict[str, dict[str, Answer]]:
    """Vacancy to candidate to what is missing: skills surely asked, and conditions not met."""
    found: dict[str, dict[str, Answer]] = {}
    for vacancy in read.vacancies:
        ranking = read.rank(vacancy) if vacancy.id in vacancies else None
        if ranking is None:
            continue
        found[vacancy.id] = {
            each.id: {"not_met": [reason.name.value for reason in each.reasons]}
            for each in ranking.not_eligible
        }
        for entry in ranking.entries:
            found[vacancy.id][entry.id] = {"missing": missing_of(entry)}
    return found


def span_answers(
    sets: Iterable[SpanSet], finder: Finder, key: Mapping[str, float]
) -> dict[str, Answer]:
    """The answers of the ten worst sentences, by `set/sentence`: marked and found words."""
    chosen = set(worst(key))
    found = {}
    for data in sets:
        for sentence in data.sentences:
            if (name := f"{data.name}/{sentence.id}") in chosen:
                found[name] = _span_answer(sentence, finder)
    return found


def _span_answer(sentence: Sentence, finder: Finder) -> Answer:
    marked = sorted({span for spans in sentence.spans.values() for span in spans})
    return {
        "text": _cut(sentence.text),
        "wanted": [{"text": sentence.text[start:end]} for start, end in marked],
        "wanted_in_all": len(marked),
        "top": [{"text": each.text} for each in finder.find(sentence.text)],
    }


def trap_answers(traps: TrapSet, finder: Finder, key: Mapping[str, float]) -> dict[str, Answer]:
    """The answers of the ten worst traps that are not passed, with what is wrong."""
    chosen = {name for name in worst(key) if not key[name]}
    found = {}
    for trap in traps.traps:
        if trap.id in chosen:
            mentions = finder.find(trap.text)
            found[trap.id] = {
                "text": _cut(trap.text),
                "wanted": [{"text": each.skill} for each in trap.must],
                "wanted_in_all": len(trap.must),
                "top": [{"text": each.skill} for each in mentions],
                "wrong": faults(trap, mentions),
            }
    return found


def mention_answers(readings: Mapping[str, Reading]) -> dict[str, Answer]:
    """The answers of all texts, by offsets and concepts: no word of a text stands in them."""
    return {
        name: {
            "text": "",
            "wanted": [_at(each) for each in reading.labels[:_WANTED]],
            "wanted_in_all": len(reading.labels),
            "top": [_at(each) for each in reading.found[:_WANTED]],
            "wrong": [
                *("missed {id} {text}".format(**_at(each)) for each in reading.missed),
                *("false {id} {text}".format(**_at(each)) for each in reading.false),
            ],
        }
        for name, reading in readings.items()
    }


def _at(each: Label | Mention) -> dict[str, str]:
    if isinstance(each, Mention):
        named = each.skill
    else:
        named = each.skills[0] if each.skills else f"none ({each.name})" if each.name else "none"
    return {"id": f"{each.start}-{each.end}", "text": named}


def _cut(text: str) -> str:
    """A text on one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
