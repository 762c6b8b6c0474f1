import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.reading.linking import Linker
from matching.reading.titles import read_title
from matching.taxonomy.tokens import label_key
from matching.types import Kind
from tests.matching.reading.strategies import WORDING, examples, skill, texts

LINKER_SKILLS = [
    skill("network management", Kind.SKILL, aliases_nl=("netwerkbeheer",)),
    skill("software testing", Kind.SKILL, aliases_nl=("software testen",)),
    skill("database management", Kind.SKILL, aliases_nl=("databasebeheer",)),
    skill("JavaScript"),
    skill("Java"),
    skill("Python"),
    skill("project management", Kind.SKILL, aliases_nl=("projectmanagement",)),
]
LINKER = Linker(LINKER_SKILLS)


def test_every_name_of_a_skill_links_to_its_own_concept(matcher: Matcher) -> None:
    linker = Linker(matcher.taxonomy.skills.values())
    wrong = [
        (each.id, label)
        for each in matcher.taxonomy.skills.values()
        for label in each.labels()
        if linker.same(label) != each.id
    ]
    assert wrong == []


def test_names_of_skills_from_all_over_the_taxonomy_link_to_their_own_concept_first(
    matcher: Matcher,
) -> None:
    skills = list(matcher.taxonomy.skills.values())
    pairs = [(each.id, label) for each in skills for label in each.labels()][::120]
    wrong = [
        (concept, label)
        for concept, label in pairs
        if [link.concept for link in matcher.link_skill(label, k=1)] != [concept]
    ]
    assert wrong == []


def test_names_of_occupations_link_to_their_own_concept_first(matcher: Matcher) -> None:
    """All that hold words which a title sheds elsewhere, and some of the others."""
    pairs = [
        (each.id, label)
        for each in matcher.taxonomy.occupations.values()
        for label in each.labels()
    ]
    hard = [
        (concept, label)
        for concept, label in pairs
        if label_key(read_title(label, matcher.wording).core) != label_key(label)
    ]
    wrong = [
        (concept, label)
        for concept, label in (*hard, *pairs[::15])
        if [link.concept for link in matcher.link_occupation(label, k=1)[1]] != [concept]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "frame", ["Junior {} (m/v)", "{} | 32-40 uur", "Senior {} - Rotterdam", "{} bij Havenbedrijf X"]
)
def test_seniority_hours_places_and_employers_around_a_title_change_nothing(
    matcher: Matcher, frame: str
) -> None:
    names = [(each.id, each.label_nl) for each in matcher.taxonomy.occupations.values()]
    wrong = [
        (label, links[0].concept)
        for concept, label in names[::5]
        for _, links in (matcher.link_occupation(frame.format(label), k=1),)
        if not read_title(label, WORDING).seniority and links[0].concept != concept
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("phrase", "concept"),
    [
        ("netwerkbeheer", "network-management"),
        ("beheer van netwerken", "network-management"),
        ("het beheer van een netwerk", "network-management"),
        ("netwerk beheer", "network-management"),
        ("management of networks", "network-management"),
        ("testen van software", "software-testing"),
        ("testing software", "software-testing"),
        ("beheer van databases", "database-management"),
        ("databases beheren", "database-management"),
        ("Javascript", "javascript"),
        ("java", "java"),
        ("Pyhton", "python"),
        ("project managment", "project-management"),
    ],
)
def test_word_order_compounds_and_slips_do_not_hide_a_concept(phrase: str, concept: str) -> None:
    assert LINKER.link(phrase)[0].concept == concept


@examples
@given(texts, st.integers(1, 5))
def test_links_are_ranked_each_concept_once_and_scores_in_range(phrase: str, k: int) -> None:
    found = LINKER.link(phrase, k)
    assert len(found) <= k
    assert found == sorted(found, key=lambda link: -link.score)
    assert len({link.concept for link in found}) == len(found)
    assert all(0 < link.score <= 1 for link in found)
    assert found == LINKER.link(phrase, 7)[:k]


@pytest.mark.parametrize("phrase", ["cook", "Cooks", "coook", "a cook, please"])
def test_a_name_of_several_means_the_one_whose_preferred_label_it_is(phrase: str) -> None:
    shared = [
        skill("baker", Kind.SKILL, aliases_nl=("cook",)),
        skill("cook", Kind.SKILL),
        skill("waiter", Kind.SKILL, aliases_nl=("cook",)),
        skill("chef", Kind.SKILL, aliases_nl=("cook", "head cook")),
    ]
    linker = Linker(shared)
    for found in (linker.link(phrase, 4), linker.link_sentence(phrase, 4)):
        assert [link.concept for link in found] == ["cook", "baker", "chef", "waiter"]
        assert len({link.score for link in found}) == 1
    assert linker.same("cook") == "cook"
    assert Linker([each for each in shared if each.id != "cook"]).same("cook") == "baker"


def test_a_word_too_many_is_no_slip() -> None:
    linker = Linker([skill("softwaretest ontwerpen", Kind.SKILL)])
    assert linker.link("softwaretst ontwrpen")[0].score > 0.8
    assert linker.link("software ontwerpen")[0].score < 0.8


def test_another_short_word_is_no_slip() -> None:
    linker = Linker([skill("NAV ontwikkelaar"), skill("Java ontwikkelaar")])
    assert [link.score > 0.8 for link in linker.link("Java ontwikkelaar")] == [True, False]
    assert linker.link("Jav ontwikelaar")[0].concept == "java-ontwikkelaar"
    assert linker.link("navontwikkelaar")[0].concept == "nav-ontwikkelaar"


@pytest.mark.parametrize("phrase", ["", "   ", "!?", "—"])
def test_a_phrase_without_letters_or_digits_links_to_nothing(phrase: str) -> None:
    assert LINKER.link(phrase) == []
    assert LINKER.same(phrase) is None


@pytest.mark.parametrize("phrase", ["xqzvw", "bloemschikken"])
def test_a_phrase_that_resembles_nothing_is_never_sure(phrase: str) -> None:
    assert LINKER.same(phrase) is None
    assert all(link.score < 0.8 for link in LINKER.link(phrase))


def test_the_more_a_phrase_is_like_a_name_the_higher_it_scores() -> None:
    linker = Linker([skill("data pipeline", Kind.SKILL), skill("data model", Kind.SKILL)])
    phrases = ["data pipeline", "data pipelines", "pipelines of data", "data pipelne"]
    found = [linker.link(phrase)[0] for phrase in phrases]
    assert {link.concept for link in found} == {"data-pipeline"}
    scores = [link.score for link in found]
    assert scores == sorted(set(scores), reverse=True)


def test_only_the_name_itself_scores_1() -> None:
    assert LINKER.link("java")[0].score == 1
    assert all(link.score < 1 for link in LINKER.link("java")[1:])
    assert LINKER.link("beheer van netwerken")[0].score < 1


def test_the_order_of_concepts_never_matters() -> None:
    skills = [skill("data model"), skill("model data"), skill("data modelling")]
    forward, backward = (Linker(each).link("models of data") for each in (skills, skills[::-1]))
    assert forward == backward


@pytest.mark.parametrize(
    ("title", "core", "seniority"),
    [
        ("Junior Java developer", "Java developer", ("Junior",)),
        ("Senior front-end developer (m/v)", "front end developer", ("Senior",)),
        ("Medior/Senior Data Engineer", "Data Engineer", ("Medior", "Senior")),
        ("Data-analist (m/v/x) - 32-40 uur - Rotterdam", "Data analist", ()),
        ("Systeembeheerder bij Gemeente Waalmonde", "Systeembeheerder", ()),
        ("Software tester in Den Haag", "Software tester", ()),
        ("Data engineer at Kapitein Code", "Data engineer", ()),
        ("Word jij onze nieuwe Java developer?", "Java developer", ()),
        ("VACATURE: scrummaster", "scrummaster", ()),
        ("Business analyst | fulltime | hybride", "Business analyst", ()),
        ("C# developer", "C# developer", ()),
        (".NET developer", ".NET developer", ()),
        ("Aankomend netwerkbeheerder", "netwerkbeheerder", ("Aankomend",)),
    ],
)
def test_noise_and_seniority_are_taken_off_a_title(
    title: str, core: str, seniority: tuple[str, ...]
) -> None:
    found = read_title(title, WORDING)
    assert (found.core, found.seniority) == (core, seniority)


@pytest.mark.parametrize("title", ["Junior", "m/v", "32-40 uur"])
def test_a_title_of_nothing_but_noise_stays_as_it_is(title: str) -> None:
    assert read_title(title, WORDING).core == title


@examples
@given(texts)
def test_any_title_can_be_read(title: str) -> None:
    read = read_title(title, WORDING)
    assert read.core or not title.strip()


@examples
@given(texts)
def test_any_sentence_can_be_linked_and_holds_what_it_names(sentence: str) -> None:
    found = LINKER.link_sentence(sentence, 3)
    assert len(found) <= 3
    assert found == sorted(found, key=lambda link: -link.score)
    assert LINKER.link_sentence(f"{sentence} - Python", 1)[0].score == 1


@pytest.mark.parametrize("sentence", ["C", "7", "?", ""])
def test_a_sentence_of_one_sign_is_no_error(sentence: str) -> None:
    assert all(link.score < 1 for link in LINKER.link_sentence(sentence))


@given(st.lists(st.sampled_from(["beheer van netwerken", "software", "git", "java beans"])))
def test_the_nearest_of_a_phrase_is_the_same_among_others(phrases: list[str]) -> None:
    fresh = Linker(LINKER_SKILLS)
    together = fresh.nearest(phrases)
    assert together == [Linker(LINKER_SKILLS).nearest([each])[0] for each in phrases]
    assert together == fresh.nearest(phrases)
