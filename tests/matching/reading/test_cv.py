from dataclasses import replace

import pytest

from matching.matcher import Matcher
from matching.reading.records import CandidateRecord
from matching.types import CandidateProfile, Claim, EvidenceKind

STUFFED = "Java, Python, Spring Boot, Docker, Kubernetes, Terraform, SQL, Git"


def person(matcher: Matcher, text: str) -> CandidateProfile:
    return matcher.candidate(CandidateRecord.model_validate({"id": "a", "text": text}), {})


def claim(matcher: Matcher, text: str, skill: str) -> Claim:
    return max(
        (each for each in person(matcher, text).claims if each.skill == skill),
        key=lambda each: each.certainty,
    )


@pytest.mark.parametrize(
    "text",
    [
        STUFFED,
        f"Skills\n{STUFFED}",
        f"Vaardigheden: {STUFFED}.",
        STUFFED.replace(", ", " | "),
        "Skills\n" + STUFFED.replace(", ", " – "),
        "Vaardigheden\n- Java\n- Python",
    ],
)
def test_what_is_only_listed_is_less_certain(matcher: Matcher, text: str) -> None:
    assert claim(matcher, text, "java").certainty == matcher.config.listed_certainty


@pytest.mark.parametrize(
    "text",
    [
        "Ik bouwde een dienst in Java en zette hem zelf in productie.",
        "Java, SQL en Git",
        "Op mijn werk onderhield ik de diensten in Java, schreef ik de vragen in SQL, leerde ik "
        "collega's omgaan met Git, zette ik alles in Docker en maakte ik de documentatie.",
        f"I built the refund service in Java.\n{STUFFED}",
    ],
)
def test_what_is_told_is_certain(matcher: Matcher, text: str) -> None:
    assert claim(matcher, text, "java").certainty == 1.0


@pytest.mark.parametrize(
    ("text", "skill", "kind"),
    [
        (f"Werkervaring\n{STUFFED}", "java", EvidenceKind.WORK),
        ("Certificaten\nAZ-900, AZ-104, CCNA, CCNP, CISSP", "ccna", EvidenceKind.SELF),
    ],
)
def test_a_list_of_work_or_of_certificates_counts_in_full(
    matcher: Matcher, text: str, skill: str, kind: EvidenceKind
) -> None:
    found = claim(matcher, text, skill)
    assert (found.kind, found.certainty) == (kind, 1.0)


def test_a_certificate_in_a_list_of_words_implies_no_more_than_the_list_does(
    matcher: Matcher,
) -> None:
    found = person(matcher, f"{STUFFED}, CCNA")
    implied = [each for each in found.claims if each.skill == "routing"]
    assert implied
    assert {each.certainty for each in implied} == {matcher.config.listed_certainty}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Boekhouder, tien jaar bij een bakkerij.", "Boekhouder"),
        ("Ik heb tien jaar gewerkt als boekhouder.", "boekhouder"),
        ("Voor mijn omscholing werkte ik jarenlang met plezier als een boekhouder.", "boekhouder"),
        ("Worked for ten years as a bookkeeper at a bakery.", "bookkeeper"),
        ("2010-2020 bookkeeper, retail company", "bookkeeper"),
        ("Before that I was a bookkeeper.", "bookkeeper"),
    ],
)
def test_a_career_makes_its_knowledge_likely_and_cites_its_words(
    matcher: Matcher, text: str, words: str
) -> None:
    found = claim(matcher, text, "bookkeeping")
    assert (found.kind, found.certainty) == (EvidenceKind.WORK, matcher.config.career_certainty)
    assert found.evidence.source == "text"
    assert text[found.evidence.start : found.evidence.end] == found.evidence.text == words


@pytest.mark.parametrize(
    "text",
    [
        "De boekhouder van de klant vond mijn rapport goed.",
        "Het rapport dat ik heb gemaakt ging elke maand naar boekhouder en directie.",
        "Ik wil graag boekhouder worden.",
        "Ik ben geen boekhouder.",
        "My reports went to the bookkeeper of the shop.",
    ],
)
def test_the_occupation_of_somebody_else_or_of_later_is_no_career(
    matcher: Matcher, text: str
) -> None:
    assert not [each for each in person(matcher, text).claims if each.skill == "bookkeeping"]


def test_a_career_says_nothing_of_tools_and_of_what_every_job_asks(matcher: Matcher) -> None:
    found = {each.skill for each in person(matcher, "Boekhouder, tien jaar.").claims}
    assert found == {"bookkeeping", "accounting"}


def test_the_config_says_how_much_lists_and_careers_count(matcher: Matcher) -> None:
    config = replace(matcher.config, listed_certainty=0.1, career_certainty=0.2)
    other = replace(matcher, config=config)
    assert claim(other, STUFFED, "java").certainty == 0.1
    assert claim(other, "Boekhouder, tien jaar.", "bookkeeping").certainty == 0.2


def test_naming_once_more_in_a_list_what_was_told_changes_no_score(matcher: Matcher) -> None:
    told = "I built the refund service in Java."
    for text in (told, f"{told}\n\n{STUFFED}"):
        assert claim(matcher, text, "java").certainty == 1.0


def test_an_item_that_says_what_for_is_not_bare(matcher: Matcher) -> None:
    text = "Een koor, een zaal, een smid. Voorkant in Vue, achterkant in Node, alles in TypeScript."
    skills = ("vue-js", "node-js", "typescript")
    assert {claim(matcher, text, skill).certainty for skill in skills} == {1.0}
