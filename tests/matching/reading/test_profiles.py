from collections.abc import Sequence
from typing import Any

import pytest

from matching.matcher import Matcher
from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord
from matching.taxonomy import Taxonomy
from matching.types import (
    CandidateProfile,
    Claim,
    EvidenceKind,
    Importance,
    Requirement,
    VacancyProfile,
)
from tests.data.sample import Sample
from tests.matching.reading.strategies import skill


def person(matcher: Matcher, text: str = "", **fields: Any) -> CandidateProfile:
    record = CandidateRecord.model_validate({"id": "a", "text": text, **fields})
    return matcher.candidate(record, {})


def job(matcher: Matcher, text: str = "", title: str = "", **fields: Any) -> VacancyProfile:
    record = VacancyRecord.model_validate({"id": "v", "title": title, "text": text, **fields})
    return matcher.vacancy(record)


def of_skill(found: Sequence[Claim], skill: str) -> list[Claim]:
    return [claim for claim in found if claim.skill == skill]


def by_skill(profile: VacancyProfile) -> dict[str, Requirement]:
    found = {each.skill: each for each in profile.requirements}
    assert len(found) == len(profile.requirements)
    return found


def said(profile: CandidateProfile) -> set[tuple[object, ...]]:
    """All that claims say, but for where in the text it stands."""
    return {(each.skill, each.kind, each.level, each.certainty) for each in profile.claims}


@pytest.mark.parametrize(
    "text",
    [
        "Ik heb geen ervaring met Java.",
        "Ik ken geen Java.",
        "Ik wil Java leren.",
        "Ik heb interesse in Java.",
        "I want to learn Java.",
        "I have no experience with Java.",
        "I have never used Java.",
    ],
)
def test_what_is_denied_or_still_to_be_learned_is_no_claim(matcher: Matcher, text: str) -> None:
    assert of_skill(person(matcher, text).claims, "java") == []


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Werkervaring", EvidenceKind.WORK),
        ("Work experience", EvidenceKind.WORK),
        ("Projecten", EvidenceKind.PROJECT),
        ("Vaardigheden", EvidenceKind.SELF),
        ("Profiel", EvidenceKind.SELF),
    ],
)
def test_the_section_of_a_cv_says_the_evidence(
    matcher: Matcher, heading: str, kind: EvidenceKind
) -> None:
    (claim,) = of_skill(person(matcher, f"{heading}\n- Java").claims, "java")
    assert claim.kind is kind


def test_a_claim_cites_its_words_in_the_text(matcher: Matcher, sample: Sample) -> None:
    texts = {each.id: each.text for each in sample.candidates}
    cited = [
        (texts[profile.id], claim.evidence)
        for profile in sample.people.values()
        for claim in profile.claims
        if claim.evidence.source == "text"
    ]
    assert len(cited) > 500
    assert all(text[each.start : each.end] == each.text for text, each in cited)


def test_skills_that_are_given_become_claims_with_their_level_and_evidence(
    matcher: Matcher,
) -> None:
    given = [
        {"label": "java", "level": 3, "evidence": "coach", "source": "gesprek"},
        {"skill": "python", "evidence": "work"},
        {"label": "SQL"},
    ]
    java, python, sql = person(matcher, skills=given).claims
    assert (java.skill, java.level, java.kind) == ("java", 3, EvidenceKind.COACH)
    assert java.evidence.source == "gesprek"
    assert (python.skill, python.level, python.kind) == ("python", None, EvidenceKind.WORK)
    assert (sql.skill, sql.kind) == ("sql", EvidenceKind.SELF)


def test_a_given_skill_that_the_taxonomy_lacks_is_kept_to_be_shown(matcher: Matcher) -> None:
    small = Taxonomy([skill("Java")], [])
    fresh = Matcher(taxonomy=small, places=matcher.places, wording=matcher.wording)
    profile = person(fresh, skills=[{"label": "Onderwaterschaak"}, {"skill": "no-such-id"}])
    job(fresh, requirements=[{"label": "Onderwaterschaak"}])
    assert profile.claims == ()
    assert fresh.reader.labels.unresolved == {"Onderwaterschaak": 2, "no-such-id": 1}


def test_a_certificate_implies_skills_at_the_levels_of_the_taxonomy(matcher: Matcher) -> None:
    for given in ({"text": "Certificaten\n- CCNA"}, {"skills": [{"label": "CCNA"}]}):
        found = person(matcher, **given).claims
        implied = matcher.taxonomy.skill("ccna").implies
        assert implied
        assert of_skill(found, "ccna")
        for name, level in implied.items():
            (claim,) = of_skill(found, name)
            assert (claim.level, claim.kind) == (level, EvidenceKind.CERTIFICATE)
            assert claim.evidence.text == "CCNA"


@pytest.mark.parametrize("text", ["Ik wil mijn CCNA gaan halen.", "Ik heb geen CCNA."])
def test_a_certificate_that_somebody_lacks_implies_nothing(matcher: Matcher, text: str) -> None:
    assert of_skill(person(matcher, text).claims, "network-administration") == []


def test_languages_are_claims_and_conditions(matcher: Matcher) -> None:
    given = person(matcher, languages=[{"code": "nl", "cefr": "C1"}])
    told = person(matcher, "Talen\n- Nederlands (moedertaal)\n- Engels (B2)")
    assert given.conditions.languages == {"nl": "C1"}
    assert [claim.skill for claim in given.claims] == ["dutch"]
    assert told.conditions.languages.keys() == {"nl", "en"}
    assert told.conditions.languages["en"] == "B2"


def test_a_language_without_a_level_is_claimed_but_its_level_stays_unknown(
    matcher: Matcher,
) -> None:
    found = person(matcher, "Talen\n- Turks")
    assert [claim.skill for claim in found.claims] == ["turkish"]
    assert "tr" not in found.conditions.languages


def test_a_language_that_must_be_spoken_is_a_condition_and_a_wish_is_no_condition(
    matcher: Matcher,
) -> None:
    found = job(matcher, "Eisen\n- Java\n- Goed Nederlands (B2)\n- Duits is een pré")
    assert found.conditions.languages == {"nl": "B2"}
    assert "dutch" not in by_skill(found)
    assert by_skill(found)["german"].importance is Importance.NICE


def test_requirements_of_title_text_and_fields_come_together(matcher: Matcher) -> None:
    found = job(
        matcher,
        "Eisen\n- Java is een pré\n- goede kennis van SQL\n- Git\n- Docker\n- Linux",
        title="Python developer",
        requirements=[{"label": "Java", "importance": "must", "level": 2}, {"skill": "kotlin"}],
    )
    skills = by_skill(found)
    assert skills.keys() == {"java", "sql", "git", "docker", "linux", "python", "kotlin"}
    assert (skills["java"].importance, skills["java"].level) == (Importance.MUST, 2)
    assert skills["sql"].level == 3
    sources = [each.source for each in skills["java"].evidence]
    assert sorted(sources) == ["requirements", "text"]
    assert [each.source for each in skills["python"].evidence] == ["title"]
    assert found.occupations == ("python-developer",)
    assert all(each.certainty == 1 for each in found.requirements)


def test_a_vacancy_that_names_few_skills_gets_those_of_its_occupation_as_likely(
    matcher: Matcher,
) -> None:
    found = by_skill(job(matcher, "Eisen\n- Java", title="Java developer (m/v)"))
    essential = set(matcher.taxonomy.occupation("java-developer").essential)
    likely = {name for name, each in found.items() if each.certainty < 1}
    assert likely == essential - {"java"}
    assert all(found[name].certainty == matcher.config.probable_certainty for name in likely)


@pytest.mark.parametrize(
    "text",
    ["Je leert bij ons Java.", "Geen ervaring met Java nodig.", "Wij bieden\n- een cursus Java"],
)
def test_what_a_vacancy_does_not_ask_is_no_requirement(matcher: Matcher, text: str) -> None:
    assert "java" not in by_skill(job(matcher, text))


def test_a_vacancy_without_a_skill_has_no_requirements(matcher: Matcher) -> None:
    assert job(matcher, "Een leuke baan.", title="Iets leuks").requirements == ()


def test_wants_and_careers_become_occupations(matcher: Matcher) -> None:
    found = person(
        matcher,
        "Werkervaring\n2019-2024 systeembeheerder\n\nAmbitie\nIk wil graag data engineer worden.",
        wants=["Junior Java developer", "iets met mensen"],
    )
    assert "java-developer" in found.wants
    assert found.held == ("system-administrator",)


@pytest.mark.parametrize(
    ("text", "wants", "held"),
    [
        ("Ik heb interesse in werk als data engineer.", ("data-engineer",), ()),
        ("I am interested in a role as data engineer.", ("data-engineer",), ()),
        ("Ik ben geen data engineer.", (), ()),
        ("Werkervaring\n2019-2024 data engineer", (), ("data-engineer",)),
    ],
)
def test_what_somebody_wants_to_be_is_told_from_what_they_were(
    matcher: Matcher, text: str, wants: tuple[str, ...], held: tuple[str, ...]
) -> None:
    found = person(matcher, text)
    assert (found.wants, found.held) == (wants, held)


def test_repeating_a_text_says_nothing_new(sample: Sample, matcher: Matcher) -> None:
    for record in sample.candidates[::10]:
        twice = record.model_copy(update={"text": f"{record.text}\n\n{record.text}"})
        once, often = (matcher.candidate(each, sample.programmes) for each in (record, twice))
        assert said(often) == said(once), record.id


@pytest.mark.parametrize(
    "extra",
    [
        "\n\nIk kom altijd op tijd en drink graag koffie.",
        "\n\nHobby's\nZwemmen en lezen.",
        "\n\nReferenties\nOp verzoek.",
        "\n\n" + "De zon schijnt vandaag op het water. " * 200,
    ],
)
def test_text_without_a_skill_adds_no_claim(sample: Sample, matcher: Matcher, extra: str) -> None:
    for record in sample.candidates[::25]:
        longer = record.model_copy(update={"text": record.text + extra})
        before, after = (matcher.candidate(each, sample.programmes) for each in (record, longer))
        assert said(after) == said(before), record.id


def test_a_keyword_that_is_hidden_or_repeated_counts_once(matcher: Matcher) -> None:
    once = person(matcher, "Vaardigheden: Java, Python")
    often = person(matcher, "Vaardigheden: " + "Java, Python, Ja\u200bva, JAVA, " * 50)
    assert said(often) == said(once)


def test_a_module_that_prepares_for_an_exam_gives_skills_and_not_the_certificate(
    matcher: Matcher,
) -> None:
    programme = ProgrammeRecord.model_validate(
        {"id": "p", "name": "P", "modules": [{"name": "M", "outcomes": ["Bereidt voor op CCNA."]}]}
    )
    record = CandidateRecord.model_validate({"id": "a", "programme": "p"})
    claims = matcher.candidate(record, {"p": programme}).claims
    assert of_skill(claims, "ccna") == []
    assert {claim.kind for claim in of_skill(claims, "routing")} == {EvidenceKind.MODULE}


def test_many_vacancies_are_read_as_one_by_one(matcher: Matcher, sample: Sample) -> None:
    records = sample.vacancies[:12]
    assert matcher.vacancies(records) == [matcher.vacancy(each) for each in records]
