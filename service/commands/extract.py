"""`schakel extract --jsonl`: the skills in many texts, read in batches and by several processes.

Each line is answered in the order of the file, as soon as it is read. A text that cannot be read
costs no other one its answer: it is named at the end, and then the status is 1.
"""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import typer

from matching.errors import BadLine, InterchangeError
from matching.matcher import Matcher
from service.commands.read import read_text
from service.forms import mention_form
from service.progress import progress
from service.spread import Spread, processes_for

__all__ = ["run_extract_lines"]


class _Line(NamedTuple):
    number: int
    id: object
    text: str


class _Unread(NamedTuple):
    """A line whose text cannot be read, and why."""

    number: int
    why: str


def run_extract_lines(
    source: str, *, language: str, workers: int | None, taxonomy: Path | None
) -> None:
    """Print the mentions of each line's text.

    Raises:
        InterchangeError: A line is no object with an id and a text, and nothing was printed; or a
            text cannot be read, and all others were.
        ProcessEndedError: A process was ended from outside.
    """
    lines = list(_lines(source))
    spread = Spread(
        here=partial(Matcher.load, taxonomy),
        load=Matcher.load,
        arguments=(taxonomy,),
        processes=workers or processes_for(len(lines)),
    )
    unread: list[BadLine] = []
    for answer in spread.done(partial(_answers, language), lines, progress, "batches of texts"):
        if isinstance(answer, _Unread):
            unread.append(BadLine(Path(source), answer.number, "text", answer.why))
        else:
            typer.echo(answer)
    if unread:
        raise InterchangeError(unread)


def _lines(source: str) -> Iterator[_Line]:
    """The lines of a file, all of them looked at before the first is given."""
    found: list[_Line] = []
    bad: list[BadLine] = []
    for number, line in enumerate(read_text(source).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record["text"], str):
                raise TypeError(f"«text» is {type(record['text']).__name__}")
            found.append(_Line(number, record["id"], record["text"]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            problem = f"expected an object with «id» and «text», found {error!r}"
            bad.append(BadLine(Path(source), number, "line", problem))
    if bad:
        raise InterchangeError(bad)
    return iter(found)


def _answers(language: str, matcher: Matcher, lines: list[_Line]) -> list[str | _Unread]:
    """Answers in JSON; where a batch cannot be read, text by text."""
    try:
        return _read(language, matcher, lines)
    except Exception as error:  # whatever it is, it must not take the other answers along
        if len(lines) > 1:
            return [answer for each in lines for answer in _answers(language, matcher, [each])]
        why = f"expected a text that can be read, found {type(error).__name__}: {error}"
        return [_Unread(lines[0].number, why)]


def _read(language: str, matcher: Matcher, lines: list[_Line]) -> list[str | _Unread]:
    found = matcher.extract_all([each.text for each in lines], language=language)
    answers: list[str | _Unread] = []
    for line, mentions in zip(lines, found, strict=True):
        forms = [mention_form(each, matcher.taxonomy) for each in mentions]
        answer = json.dumps({"id": line.id, "mentions": forms}, ensure_ascii=False)
        answer.encode()  # what cannot be printed fails here, where its line can be named
        answers.append(answer)
    return answers
