"""How much of what the field uses the taxonomy knows: `python -m evaluation.coverage --data DIR`.

Two measures, both of names that nobody in this project chose:
1. O*NET's «hot technologies» (`onet/Technology Skills.txt`) that belong to our fields, as
   `data/taxonomy/onet_scope.csv` judges: has one of the ways to write the name a label?
2. The tools in the titles of real Dutch vacancies (`vacancies_nl/jouwict_2017_dev.jsonl`), as
   `data/gold/title_tools.txt` lists them: does the extractor find the name, alone, as a skill?
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from matching.config import MatchingConfig
from matching.reading.extraction import Extractor
from matching.reading.wording import load_wording
from matching.taxonomy import Taxonomy, data_folder, default_taxonomy_folder, load_taxonomy
from matching.taxonomy.tokens import label_key
from matching.types import Section

__all__ = ["Coverage", "main", "onet_coverage", "title_candidates", "title_coverage", "ways"]

VENDORS = (
    "Adobe", "Amazon Web Services AWS", "Amazon", "Apache", "Apple", "Atlassian", "Autodesk",
    "Bentley", "Cisco", "ESRI", "Google", "IBM", "Intuit", "Microsoft", "Oracle", "Red Hat", "SAP",
    "The MathWorks", "Dassault Systemes", "Henry Schein", "Kronos", "Trimble",
)  # fmt: skip
"""What O*NET puts before the name of a product."""

ENDINGS = ("software", "Framework", "Database", "Enterprise", "IDE", "ORM", "CI", "Pro")
"""What O*NET puts behind the name of a product."""

_LIST = re.compile(r"[|,/()&•–]|\s-\s|\s(?:en|and|or|of)\s", re.IGNORECASE)
_VERSION = re.compile(r"\s\d+\w?$")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many names were asked and which of them were not found."""

    asked: int
    misses: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share found, in [0, 1]."""
        return 1 - len(self.misses) / self.asked if self.asked else 0.0


def ways(name: str) -> set[str]:
    """The ways to write a name of O*NET: without vendor, ending or the abbreviation behind it.

    >>> sorted(ways("Cascading style sheets CSS"))
    ['CSS', 'Cascading style sheets', 'Cascading style sheets CSS']
    """
    found = {name}
    for _ in range(3):
        found |= {short for each in found for short in _shorter(each)}
    return found


def _shorter(name: str) -> Iterator[str]:
    for vendor in VENDORS:
        if name.startswith(f"{vendor} "):
            yield name[len(vendor) + 1 :]
    for ending in ENDINGS:
        if name.endswith(f" {ending}"):
            yield name[: -len(ending) - 1]
    *words, last = name.split()
    if words and _abbreviates(last, words):
        yield " ".join(words)
        yield last


def _abbreviates(last: str, words: Sequence[str]) -> bool:
    """Whether the letters of the last word, in capitals, stand in those before it in that order."""
    letters = iter("".join(words).casefold())
    return last[:2].isupper() and all(
        letter in letters for letter in last.casefold() if letter.isalpha()
    )


def onet_coverage(path: Path, scope: Path, taxonomy: Taxonomy) -> Coverage:
    """The share of hot technologies in scope that have a label.

    Args:
        path: O*NET's «Technology Skills.txt», separated by tabs.
        scope: Which names belong to our fields: CSV with name, belongs (yes, no) and reason.
        taxonomy: What is measured.

    Raises:
        ValueError: A hot technology is not judged in `scope`.
    """
    with scope.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        belongs = {row["name"]: row["belongs"] == "yes" for row in rows}
    names = sorted(_hot(path))
    unjudged = [name for name in names if name not in belongs]
    if unjudged:
        raise ValueError(f"{scope}: expected a judgement of {unjudged[0]!r}, found none")
    asked = [name for name in names if belongs[name]]
    labels = {label_key(label) for skill in taxonomy.skills.values() for label in skill.labels()}
    misses = [name for name in asked if not labels & set(map(label_key, ways(name)))]
    return Coverage(len(asked), tuple(misses))


def _hot(path: Path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["Example"].strip() for row in rows if row["Hot Technology"] == "Y"}


def title_candidates(titles: Iterable[str]) -> list[str]:
    """The parts of titles that are lists, each once: from these the tools were picked by hand.

    A title is a list where it has «|», a comma, a slash, brackets, a bullet or a dash in it; «en»,
    «and», «&», «or» divide as well. Words of a job («Senior Java developer») are parts too.
    """
    found: dict[str, None] = {}
    for title in titles:
        parts = [part.strip(" .!?\"'") for part in _LIST.split(title)]
        if len(parts) > 1:
            found.update(dict.fromkeys(part for part in parts if part))
    return sorted(found, key=str.casefold)


def title_coverage(tools: Iterable[str], taxonomy: Taxonomy) -> Coverage:
    """The share of names that the extractor finds when they stand alone in a list of skills."""
    extractor = Extractor(taxonomy, load_wording(), MatchingConfig())
    asked = list(tools)
    return Coverage(len(asked), tuple(tool for tool in asked if not _found(extractor, tool)))


def _found(extractor: Extractor, tool: str) -> bool:
    """Whether one mention is the whole name; only a version behind it may be left out."""
    mentions = extractor.extract(f"{tool}, Java, SQL", section=Section.SKILLS)
    return any(each.text in (tool, _VERSION.sub("", tool)) for each in mentions if not each.start)


def _tools(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _candidates(data: Path) -> list[str]:
    with (data / "vacancies_nl" / "jouwict_2017_dev.jsonl").open(encoding="utf-8") as lines:
        return title_candidates(json.loads(line)["title"] for line in lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the measuring data")
    parser.add_argument("--taxonomy", type=Path, help="the taxonomy; default: the project's")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--candidates", action="store_true", help="print the parts of titles")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit status."""
    options = _parser().parse_args(arguments)
    onet = options.data / "onet" / "Technology Skills.txt"
    if not onet.is_file():
        sys.stderr.write(f"{onet}: expected O*NET's technology skills, found no such file\n")
        return 1
    if options.candidates:
        sys.stdout.write("\n".join(_candidates(options.data)) + "\n")
        return 0
    taxonomy = load_taxonomy(options.taxonomy)
    figures = {
        "onet": onet_coverage(onet, default_taxonomy_folder() / "onet_scope.csv", taxonomy),
        "titles": title_coverage(_tools(data_folder() / "gold" / "title_tools.txt"), taxonomy),
    }
    for line in _lines(figures, as_json=options.json):
        sys.stdout.write(f"{line}\n")
    return 0


def _lines(figures: dict[str, Coverage], *, as_json: bool) -> Iterator[str]:
    if as_json:
        forms = {
            name: {"asked": of.asked, "share": round(of.share, 4), "misses": of.misses}
            for name, of in figures.items()
        }
        yield json.dumps(forms, ensure_ascii=False, indent=2)
        return
    for name, of in figures.items():
        yield f"{name}: {of.asked} names, {of.share:.1%} found; not: {', '.join(of.misses) or '-'}"


if __name__ == "__main__":
    raise SystemExit(main())
