"""Claims of a CV: what it tells, what it only lists, and what a career makes likely."""

from collections.abc import Iterator
from dataclasses import replace

from matching.config import MatchingConfig
from matching.reading.extraction import Extractor
from matching.reading.listings import listed
from matching.reading.occupations import Career
from matching.reading.text import tokenise
from matching.taxonomy import Taxonomy
from matching.types import Claim, Evidence, EvidenceKind, Kind, Mention, Section

__all__ = ["practised", "quoted", "told"]

_EVIDENCE_OF = {Section.WORK: EvidenceKind.WORK, Section.PROJECTS: EvidenceKind.PROJECT}
_FACTS = frozenset({Section.CERTIFICATES, Section.EDUCATION, Section.LANGUAGES})
_OF_CAREER = frozenset({Kind.KNOWLEDGE, Kind.SKILL, Kind.METHOD})


def told(raw: str, extractor: Extractor, config: MatchingConfig) -> Iterator[Claim]:
    """What a CV says that its writer can do.

    What it only lists is less certain, but for a list of certificates or of courses, where the
    name is the fact.
    """
    mentions = extractor.extract(raw, personal=True)
    bare = listed(tokenise(raw), mentions) if mentions else []
    for mention, only_named in zip(mentions, bare, strict=True):
        if mention.negated or mention.intent:
            continue
        claim = _claimed(mention)
        if only_named and claim.kind is EvidenceKind.SELF and mention.section not in _FACTS:
            claim = replace(claim, certainty=claim.certainty * config.listed_certainty)
        yield claim


def practised(career: Career, taxonomy: Taxonomy, config: MatchingConfig) -> Iterator[Claim]:
    """What an occupation held makes likely: knowledge and skills, but not its tools.

    Tools differ by employer; and what anybody learns in any work says nothing.
    """
    for occupation, words in career.own.items():
        for skill in taxonomy.occupation(occupation).essential:
            if taxonomy.skill(skill).kind in _OF_CAREER:
                yield Claim(
                    skill=skill,
                    kind=EvidenceKind.WORK,
                    evidence=words,
                    certainty=config.career_certainty,
                )


def quoted(mention: Mention, source: str) -> Evidence:
    """The words of a mention, and where they stand in `source`."""
    return Evidence(source=source, text=mention.text, start=mention.start, end=mention.end)


def _claimed(mention: Mention) -> Claim:
    return Claim(
        skill=mention.skill,
        kind=_EVIDENCE_OF.get(mention.section, EvidenceKind.SELF),
        level=mention.level,
        evidence=quoted(mention, "text"),
        certainty=mention.certainty,
    )
