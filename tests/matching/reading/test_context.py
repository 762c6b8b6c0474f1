"""What a sentence says of the skills in it, in both languages."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.reading.extraction import Extractor
from matching.types import Importance, Mention
from tests.matching.reading.strategies import examples, skill
from tests.matching.reading.strategies import extractor as made

NAMES = ["Java", "Python", "Docker", "SQL", "Linux", "Angular", "Kotlin", "Terraform"]
EXTRACTOR = made(*map(skill, NAMES))

frames = st.sampled_from(
    [
        "{} is een pré",
        "ervaring met {} is vereist",
        "geen ervaring met {} nodig",
        "goede kennis van {}",
        "je leert {}",
        "3 jaar {}",
        "{} (gevorderd)",
        "niet alleen {}",
        "{} strekt tot aanbeveling",
        "{}",
    ]
)


def read(sentence: str) -> dict[str, Mention]:
    mentions = EXTRACTOR.extract(sentence)
    found = {mention.skill: mention for mention in mentions}
    assert len(found) == len(mentions), "each skill once in these sentences"
    return found


def marked(sentence: str, mark: str) -> set[str]:
    """The skills of which `mark` is said, of all that the sentence names."""
    found = read(sentence)
    named = {name.lower() for name in NAMES if name.lower() in sentence.lower()}
    assert set(found) == named
    marks: dict[str, Callable[[Mention], bool]] = {
        "nice": lambda each: each.importance is Importance.NICE,
        "negated": lambda each: each.negated,
        "intent": lambda each: each.intent,
    }
    return {name for name, each in found.items() if marks[mark](each)}


def levels(sentence: str) -> dict[str, int | None]:
    return {name: mention.level for name, mention in read(sentence).items()}


@pytest.mark.parametrize(
    ("sentence", "nice"),
    [
        ("Java is vereist.", ""),
        ("Je hebt ervaring met Java en Python.", ""),
        ("Java is een pré.", "java"),
        ("Java en Python zijn een pré.", "java python"),
        ("Java is vereist, Python is een pré.", "python"),
        ("Java is een must, Docker is mooi meegenomen.", "docker"),
        ("Je kent Java; Docker is mooi meegenomen.", "docker"),
        ("Kennis van Java (vereist) en Docker (pré).", "docker"),
        ("Java (pré), Python (vereist).", "java"),
        ("Bij voorkeur ken je Java.", "java"),
        ("Je kent Java en bij voorkeur Python.", "python"),
        ("Java strekt tot aanbeveling.", "java"),
        ("Heb je ook Java, dan is dat een plus.", "java"),
        ("Ervaring met Java is gewenst.", "java"),
        ("Java is niet vereist, maar wel een pré.", "java"),
        ("Ervaring met Python is geen vereiste maar wel een pré.", "python"),
        ("Nice to have: Java, Docker.", "java docker"),
        ("Java is required; Python is a plus.", "python"),
        ("Experience with Java is mandatory, Docker is nice to have.", "docker"),
        ("Knowledge of Java is a must and knowledge of Python is an advantage.", "python"),
        ("Preferably you know Java.", "java"),
        ("Ideally you have used Docker.", "docker"),
        ("Bonus points for Terraform.", "terraform"),
        ("You know Java, and ideally Kotlin.", "kotlin"),
        ("Java is not required but would be nice.", "java"),
        ("You must have Java.", ""),
        ("Java experience desirable.", "java"),
        ("Python preferred.", "python"),
    ],
)
def test_a_wish_is_told_from_a_need(sentence: str, nice: str) -> None:
    assert marked(sentence, "nice") == set(nice.split())


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("Geen ervaring met Java nodig.", "java"),
        ("Ervaring met Java is niet nodig.", "java"),
        ("Je hoeft geen Java te kennen.", "java"),
        ("Je hoeft Java niet te kennen.", "java"),
        ("Java is niet vereist.", "java"),
        ("Zonder ervaring met Java of Python kun je ook reageren.", "java python"),
        ("Ik heb geen ervaring met Java, Python en SQL.", "java python sql"),
        ("Ik heb nooit met Docker gewerkt.", "docker"),
        ("Geen Java maar Python.", "java"),
        ("Je kent Python, maar geen Java.", "java"),
        ("Niet alleen Java maar ook Python.", ""),
        ("Java heeft voor jou geen geheimen.", ""),
        ("Je bent niet bang voor Linux.", ""),
        ("Java is geen probleem voor jou.", ""),
        ("Python in plaats van Java.", "java"),
        ("Java gebruiken we niet.", "java"),
        ("Ik ken Python, Java ken ik niet.", "java"),
        ("No experience with Java required.", "java"),
        ("Java is not required.", "java"),
        ("You don't need to know Java.", "java"),
        ("I have never used Docker.", "docker"),
        ("Not only Java but also Python.", ""),
        ("No Java, but Python is needed.", "java"),
        ("Experience with Java is not necessary.", "java"),
        ("I know Python but not Java.", "java"),
        ("Without knowledge of SQL you can still apply for this job.", "sql"),
        ("We use Python instead of Java.", "java"),
        ("Linux holds no secrets for you.", ""),
        ("Java.", ""),
    ],
)
def test_what_is_not_there_or_not_asked_is_negated(sentence: str, negated: str) -> None:
    assert marked(sentence, "negated") == set(negated.split())


@pytest.mark.parametrize(
    ("sentence", "intent"),
    [
        ("Je wilt Python leren.", "python"),
        ("Je wilt dit jaar Python leren.", "python"),
        ("Bij ons leer je Java.", "java"),
        ("Ik wil graag Docker leren.", "docker"),
        ("Ik heb interesse in Java.", "java"),
        ("Ik ken Java en wil Python leren.", "python"),
        ("Ik ben nieuwsgierig naar Terraform.", "terraform"),
        ("We leiden je op in Java.", "java"),
        ("Ik ga me verdiepen in Linux.", "linux"),
        ("Op termijn wil ik me bekwamen in Docker.", "docker"),
        ("You want to learn Python.", "python"),
        ("I would like to learn Java.", "java"),
        ("You will learn Docker.", "docker"),
        ("I am eager to learn Kotlin.", "kotlin"),
        ("I know Java and I want to learn Python.", "python"),
        ("We will teach you Java.", "java"),
        ("I am currently learning Terraform.", "terraform"),
        ("Ik heb Java geleerd.", ""),
        ("I learned Java at school.", ""),
        ("Ik wil graag met Java werken.", ""),
        ("Ik ken Java.", ""),
    ],
)
def test_what_somebody_will_or_wants_to_learn_is_an_intention(sentence: str, intent: str) -> None:
    assert marked(sentence, "intent") == set(intent.split())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Basiskennis van Java.", {"java": 1}),
        ("Bekend met Docker.", {"docker": 1}),
        ("Enige ervaring met Java.", {"java": 2}),
        ("Goede kennis van Java.", {"java": 3}),
        ("Ruime ervaring met Java en Python.", {"java": 3, "python": 3}),
        ("Uitgebreide kennis van SQL.", {"sql": 4}),
        ("Java (expert).", {"java": 4}),
        ("Java: expert, Python: basis.", {"java": 4, "python": 1}),
        ("Java (gevorderd), Python (beginner).", {"java": 3, "python": 1}),
        ("Goede kennis van Java en basiskennis van Python.", {"java": 3, "python": 1}),
        ("Java heeft voor jou geen geheimen.", {"java": 4}),
        ("Ervaring met Java.", {"java": None}),
        ("Op basis van Java.", {"java": None}),
        ("Minimaal 3 jaar ervaring met Java.", {"java": 3}),
        ("5 jaar ervaring in Java.", {"java": 4}),
        ("Vijf jaar ervaring met SQL.", {"sql": 4}),
        ("1 jaar ervaring met Docker.", {"docker": 2}),
        ("Binnen 5 jaar ben je expert in Java.", {"java": 4}),
        ("Over een jaar ken je Java.", {"java": None}),
        ("SQL (3 jaar).", {"sql": 3}),
        ("2+ years of Java.", {"java": 2}),
        ("Basic knowledge of Java.", {"java": 1}),
        ("Familiar with Docker.", {"docker": 1}),
        ("Some experience with Java.", {"java": 2}),
        ("Solid experience with Java.", {"java": 3}),
        ("Proficient in Python.", {"python": 3}),
        ("Extensive experience in SQL.", {"sql": 4}),
        ("Expert in Linux.", {"linux": 4}),
        ("Java (advanced), Docker (basic).", {"java": 3, "docker": 1}),
        ("At least five years of experience with Java.", {"java": 4}),
        ("Basic knowledge of Java and good knowledge of SQL.", {"java": 1, "sql": 3}),
    ],
)
def test_a_level_is_read_from_words_and_years(
    sentence: str, expected: dict[str, int | None]
) -> None:
    assert levels(sentence) == expected


@pytest.mark.parametrize(
    "heading", ["Nice to have", "Pluspunten:", "Wensen", "Pré", "Preferred qualifications"]
)
def test_all_below_a_heading_of_wishes_is_a_wish(heading: str) -> None:
    found = EXTRACTOR.extract(f"Eisen\n- Java\n\n{heading}\n- Docker\n- Python")
    assert [mention.importance.value for mention in found] == ["must", "nice", "nice"]


def test_a_need_said_in_words_stands_above_a_heading_of_wishes() -> None:
    (mention,) = EXTRACTOR.extract("Nice to have\n- Java (vereist)")
    assert mention.importance is Importance.MUST


@examples
@given(st.lists(st.tuples(frames, st.sampled_from(NAMES)), min_size=1, max_size=5))
def test_a_sentence_says_nothing_of_the_skills_of_another(pairs: list[tuple[str, str]]) -> None:
    def said(mention: Mention) -> tuple[str, str, int | None, bool, bool]:
        importance = mention.importance.value
        return mention.skill, importance, mention.level, mention.negated, mention.intent

    apart = [frame.format(name).capitalize() for frame, name in pairs]
    alone = [said(mention) for each in apart for mention in EXTRACTOR.extract(each)]
    assert [said(mention) for mention in EXTRACTOR.extract("\n".join(apart))] == alone
    assert [said(mention) for mention in EXTRACTOR.extract(". ".join(apart) + ".")] == alone


@pytest.mark.parametrize("case", [str.lower, str.upper])
@pytest.mark.parametrize(
    "sentence",
    [
        "Geen ervaring met Java nodig, Docker is een pré en goede kennis van SQL vereist.",
        "You want to learn Java; Docker is a plus, three years of SQL.",
    ],
)
def test_case_never_changes_what_is_said(sentence: str, case: Callable[[str], str]) -> None:
    def said(raw: str) -> list[tuple[object, ...]]:
        return [
            (each.start, each.skill, each.importance, each.level, each.negated, each.intent)
            for each in EXTRACTOR.extract(raw)
        ]

    changed = case(sentence)
    assert said(changed) == said(sentence)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Kubernetes (platform team)", True),
        ("Kubernetes (being phased out)", True),
        ("Kubernetes (in a team of five)", False),
        ("Kubernetes (you join the platform team for it)", False),
    ],
)
def test_brackets_may_say_that_a_skill_is_of_others(
    extractor: Extractor, text: str, negated: bool
) -> None:
    (mention,) = [each for each in extractor.extract(text) if each.skill == "kubernetes"]
    assert mention.negated is negated
