from datetime import date
from typing import Any

import pytest

from matching.matcher import Matcher
from matching.reading.records import CandidateRecord, ProgrammeRecord
from matching.taxonomy import Taxonomy
from matching.types import CandidateProfile, Claim, EvidenceKind
from tests.data.sample import Sample
from tests.matching.reading.strategies import skill


def programme(**fields: Any) -> ProgrammeRecord:
    return ProgrammeRecord.model_validate({"id": "P", "name": "Data", **fields})


def graduate(matcher: Matcher, taught: ProgrammeRecord, **fields: Any) -> CandidateProfile:
    record = CandidateRecord.model_validate({"id": "a", "programme": taught.id, **fields})
    return matcher.candidate(record, {taught.id: taught})


def claims(matcher: Matcher, **module: Any) -> list[Claim]:
    return list(graduate(matcher, programme(modules=[{"name": "M", **module}])).claims)


def level_held(matcher: Matcher, claim: Claim) -> int:
    return claim.level or matcher.config.default_level_held[claim.kind]


@pytest.mark.parametrize(
    ("outcome", "level"),
    [
        ("De student kent Java.", 1),
        ("De student heeft kennis van Java.", 1),
        ("De student kan Java toepassen.", 2),
        ("De student gebruikt Java.", 2),
        ("De student werkt met Java.", 2),
        ("De student schrijft Java onder begeleiding.", 2),
        ("De student bouwt met begeleiding een programma in Java.", 2),
        ("De student ontwerpt onder begeleiding een programma in Java.", 2),
        ("De student ontwikkelt een programma in Java.", 3),
        ("De student werkt zelfstandig in Java.", 3),
        ("De student begrijpt Java en bouwt er een programma in.", 3),
        ("Understands Java.", 1),
        ("The student can explain Java.", 1),
        ("Uses Java.", 2),
        ("Applies Java under guidance.", 2),
        ("Builds an application in Java.", 3),
        ("Works independently in Java.", 3),
    ],
)
def test_the_verb_of_an_outcome_shows_the_level(matcher: Matcher, outcome: str, level: int) -> None:
    found = [claim for claim in claims(matcher, outcomes=[outcome]) if claim.skill == "java"]
    assert [claim.level for claim in found] == [level]


@pytest.mark.parametrize(
    ("hours", "most"), [(None, 3), (4, 1), (8, 1), (12, 2), (24, 2), (32, 3), (200, 3)]
)
@pytest.mark.parametrize(
    "module",
    [
        {"outcomes": ["De student bouwt zelfstandig in Java."]},
        {"skills": [{"label": "Java", "level": 4}]},
        {"skills": [{"label": "Java"}]},
        {"outcomes": ["Java."]},
    ],
)
def test_no_more_is_learned_than_the_hours_of_a_module_allow(
    matcher: Matcher, module: dict[str, Any], hours: float | None, most: int
) -> None:
    (claim,) = claims(matcher, hours=hours, **module)
    assert level_held(matcher, claim) <= most
    if "level" in str(module) or "zelfstandig" in str(module):
        assert claim.level == most


def test_a_level_that_is_given_stays_where_the_hours_allow_it(matcher: Matcher) -> None:
    (claim,) = claims(matcher, hours=100, skills=[{"label": "Java", "level": 2}])
    assert claim.level == 2


def test_a_claim_cites_its_module_and_the_words_of_the_outcome(matcher: Matcher) -> None:
    outcome = "De student gebruikt Java."
    (claim,) = claims(matcher, outcomes=[outcome])
    assert claim.kind is EvidenceKind.MODULE
    assert claim.evidence.source == "Data: M"
    assert outcome[claim.evidence.start : claim.evidence.end] == claim.evidence.text == "Java"


def test_what_an_outcome_denies_is_not_taught(matcher: Matcher) -> None:
    assert claims(matcher, outcomes=["Geen ervaring met Java nodig."]) == []


def test_the_text_of_a_programme_counts_only_where_it_names_no_modules(matcher: Matcher) -> None:
    without = graduate(matcher, programme(text="Je bouwt in Java."))
    module = {"name": "M", "skills": [{"label": "SQL"}]}
    with_modules = graduate(matcher, programme(text="Je bouwt in Java.", modules=[module]))
    assert [claim.skill for claim in without.claims] == ["java"]
    assert [claim.skill for claim in with_modules.claims] == ["sql"]


def test_a_graduate_with_an_empty_cv_has_what_the_programme_taught(
    matcher: Matcher, sample: Sample
) -> None:
    for taught in sample.programmes.values():
        profile = graduate(matcher, taught)
        assert len({claim.skill for claim in profile.claims}) >= 5, taught.id
        assert all(claim.kind is not EvidenceKind.SELF for claim in profile.claims)


@pytest.mark.parametrize(
    ("completed_on", "as_of", "in_full"),
    [
        ("2026-06-01", None, True),
        ("2026-06-01", date(2026, 6, 1), True),
        ("2026-06-01", date(2026, 7, 1), True),
        ("2026-06-02", date(2026, 6, 1), False),
        (None, date(2026, 6, 1), True),
    ],
)
def test_a_programme_that_is_not_completed_on_the_day_counts_less(
    matcher: Matcher, completed_on: str | None, as_of: date | None, in_full: bool
) -> None:
    on_the_day = Matcher(
        taxonomy=Taxonomy([skill("Java")], []),
        places=matcher.places,
        wording=matcher.wording,
        as_of=as_of,
    )
    taught = programme(modules=[{"name": "M", "skills": [{"label": "Java", "level": 3}]}])
    (claim,) = graduate(on_the_day, taught, completed_on=completed_on).claims
    assert claim.certainty == (1.0 if in_full else matcher.config.in_progress_strength)


def test_a_programme_that_is_not_known_says_nothing(matcher: Matcher) -> None:
    record = CandidateRecord(id="a", programme="elsewhere")
    assert matcher.candidate(record, {}).claims == ()


def test_classmates_without_a_text_have_the_same_claims(matcher: Matcher, sample: Sample) -> None:
    taught = next(iter(sample.programmes.values()))
    assert graduate(matcher, taught).claims == graduate(matcher, taught, place="Delft").claims
