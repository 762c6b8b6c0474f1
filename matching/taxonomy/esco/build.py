"""From ESCO's CSV download to a taxonomy of our own form, step by step."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching.errors import TaxonomyError
from matching.taxonomy.esco.drafts import (
    Draft,
    Drafts,
    read_groups,
    read_occupations,
    read_skills,
)
from matching.taxonomy.esco.files import EscoFiles
from matching.taxonomy.esco.labels import Names, NamesReport, give_ids, give_names, in_order
from matching.taxonomy.esco.links import (
    cut_circles,
    hang_orphans,
    link_occupations,
    link_skills,
)
from matching.taxonomy.esco.rules import Rules
from matching.taxonomy.esco.write import write_taxonomy
from matching.taxonomy.taxonomy import Taxonomy, load_taxonomy

__all__ = ["STEPS", "BuildReport", "build_taxonomy"]

STEPS = 6
"""How often `build_taxonomy` tells its progress."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What was built, and what had to be mended on the way; all are counts."""

    skills: int
    groups: int
    occupations: int
    needs: int
    repeated: int
    without_dutch: int
    renamed: int
    dropped_aliases: int
    circles: int
    orphans: int


def build_taxonomy(
    source: Path,
    out: Path,
    *,
    reference: Taxonomy | None = None,
    progress: Progress = lambda step: None,
) -> BuildReport:
    """Write a taxonomy built from ESCO's CSV files.

    Args:
        source: The folder of ESCO's download, English and Dutch.
        out: The folder to write, made if it is not there.
        reference: The taxonomy whose kinds, language codes and rules for ordinary words are taken
            over; by default the project's own.
        progress: Told what is done next, `STEPS` times.

    Raises:
        TaxonomyError: A file is missing or malformed; nothing was written.
    """
    progress("reading skills")
    files = EscoFiles(source)
    skills, groups = read_skills(files), read_groups(files)
    progress("reading occupations")
    occupations = read_occupations(files)
    _refuse_nothing(files, skills, occupations)
    progress("linking")
    known = {**groups, **skills}
    link_skills(files, known)
    link_occupations(files, occupations, known)
    circles = cut_circles(known) + cut_circles(occupations)
    orphans = hang_orphans(known)
    progress("naming skills")
    skill_names, named = give_names(known)
    progress("naming occupations")
    job_names, jobs_named = give_names(occupations)
    progress("writing")
    rules, ids = Rules(reference or load_taxonomy()), give_ids(known)
    write_taxonomy(
        out,
        _skill_blocks(known, skill_names, ids, rules),
        _occupation_blocks(occupations, job_names, ids),
    )
    return _report(skills, groups, occupations, [named, jobs_named], circles, orphans)


def _refuse_nothing(files: EscoFiles, skills: Drafts, occupations: Drafts) -> None:
    for name, found in (("skills", skills), ("occupations", occupations)):
        if not found:
            raise TaxonomyError(
                f"{files.folder}: expected {name}_en.csv with at least one row, found none; "
                f"unpack ESCO's CSV download here, in English and Dutch"
            )


def _report(
    skills: Drafts,
    groups: Drafts,
    occupations: Drafts,
    names: list[NamesReport],
    circles: int,
    orphans: int,
) -> BuildReport:
    jobs = occupations.values()
    return BuildReport(
        skills=len(skills),
        groups=len(groups.keys() - skills.keys()),
        occupations=len(occupations),
        needs=sum(len(job.essential) + len(job.optional) for job in jobs),
        repeated=skills.repeated + groups.repeated + occupations.repeated,
        without_dutch=sum(each.without_dutch for each in names),
        renamed=sum(each.renamed for each in names),
        dropped_aliases=sum(each.dropped for each in names),
        circles=circles,
        orphans=orphans,
    )


def _skill_blocks(
    skills: Mapping[str, Draft], names: Mapping[str, Names], ids: Mapping[str, str], rules: Rules
) -> Iterator[dict[str, Any]]:
    for draft in in_order(skills.values()):
        own = names[draft.uri]
        kind = rules.kind(draft)
        yield {
            "id": ids[draft.uri],
            **kind,
            **_shared(draft, own, ids),
            "related": {ids[uri]: s for uri, s in sorted(draft.related.items())},
            **rules.ordinary(draft, own, kind["kind"]),
            "esco": draft.uri,
        }


def _occupation_blocks(
    occupations: Mapping[str, Draft], names: Mapping[str, Names], skill_ids: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    ids = give_ids(occupations)
    for draft in in_order(occupations.values()):
        yield {
            "id": ids[draft.uri],
            **_shared(draft, names[draft.uri], ids),
            "essential": sorted(skill_ids[uri] for uri in draft.essential),
            "optional": sorted(skill_ids[uri] for uri in draft.optional),
            "esco": draft.uri,
        }


def _shared(draft: Draft, names: Names, ids: Mapping[str, str]) -> dict[str, Any]:
    return {
        "nl": names.nl,
        "en": names.en,
        "aliases_nl": names.aliases["nl"],
        "aliases_en": names.aliases["en"],
        "broader": sorted(ids[uri] for uri in draft.broader),
    }
