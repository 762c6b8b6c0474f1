"""`schakel extract` for one text, and `schakel link`: what they mean in the taxonomy."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typer

from service.progress import progress

if TYPE_CHECKING:
    from matching.matcher import Matcher
    from matching.types import Mention

__all__ = ["Kind", "read_text", "run_extract", "run_link"]

Kind = Literal["skill", "occupation"]


def read_text(source: str) -> str:
    """The text of a file, or of standard input for «-»: UTF-8 or else Windows-1252.

    Raises:
        OSError: The file cannot be read.
    """
    raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def run_extract(source: str, *, language: str, as_json: bool, taxonomy: Path | None) -> None:
    """Print the mentions of a text."""
    from matching.matcher import Matcher
    from service.forms import mention_form

    text = read_text(source)
    matcher = Matcher.load(taxonomy)
    mentions = matcher.extract(text, language=language)
    if as_json:
        _echo({"mentions": [mention_form(each, matcher.taxonomy) for each in mentions]})
    else:
        _print_mentions(mentions, matcher)


def _print_mentions(mentions: Sequence["Mention"], matcher: "Matcher") -> None:
    from rich.table import Table
    from rich.text import Text

    from service.terminal import console

    if not mentions:
        typer.echo("No skill was recognised in this text.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in ("offset", "text", "skill", "importance", "level", "says", "section"):
        table.add_column(name)
    for each in mentions:
        says = "not there" if each.negated else "to be learned" if each.intent else ""
        if each.certainty < 1:
            says += "probable" if each.probable else "misspelt"
        table.add_row(
            f"{each.start}-{each.end}",
            Text(each.text),
            matcher.taxonomy.skill(each.skill).label_nl,
            each.importance,
            str(each.level or ""),
            says,
            "" if each.section == "other" else each.section,
        )
    console().print(table)


def run_link(
    source: str, *, kind: Kind, k: int, similarity: str, as_json: bool, taxonomy: Path | None
) -> None:
    """Print the concepts that each line of a file may mean.

    Raises:
        EncoderError: There is no such similarity, or its package is not installed.
    """
    from matching.config import MatchingConfig
    from matching.matcher import Matcher

    phrases = [line.strip() for line in read_text(source).splitlines() if line.strip()]
    config = MatchingConfig(similarity=similarity)
    matcher = Matcher.load(taxonomy, config=config, progress=progress)
    for phrase in progress(phrases, "phrases"):
        form = _linked(phrase, kind, k, matcher)
        if as_json:
            _echo(form)
        else:
            typer.echo("\n".join(_lines(form)))


def _linked(phrase: str, kind: Kind, k: int, matcher: "Matcher") -> dict[str, Any]:
    from service.forms import link_form

    if kind == "skill":
        skills = matcher.taxonomy.skills
        found = [link_form(link, skills[link.concept]) for link in matcher.link_skill(phrase, k=k)]
        return {"phrase": phrase, "links": found}
    title, links = matcher.link_occupation(phrase, k=k)
    occupations = matcher.taxonomy.occupations
    return {
        "phrase": phrase,
        "title": title.core,
        "seniority": list(title.seniority),
        "links": [link_form(link, occupations[link.concept]) for link in links],
    }


def _lines(form: dict[str, Any]) -> Iterator[str]:
    yield form["phrase"]
    for link in form["links"]:
        yield f"  {link['score']:.2f}  {link['id']}  ({link['label_nl']} / {link['label_en']})"
    if not form["links"]:
        yield "  nothing in the taxonomy resembles this"


def _echo(form: dict[str, Any]) -> None:
    typer.echo(json.dumps(form, ensure_ascii=False))
