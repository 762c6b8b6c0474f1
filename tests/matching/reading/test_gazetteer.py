import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from matching.matcher import Matcher
from matching.reading.gazetteer import Gazetteer, Span
from matching.reading.text import Text, tokenise
from matching.reading.wording import load_wording
from matching.taxonomy.tokens import label_key
from matching.types import Kind, OrdinaryLabel, Skill
from tests.data.sample import Sample
from tests.matching.reading.strategies import examples, skill, texts

SURE = 0.8
PRODUCTS = ["python", "pytorch", "kubernetes", "postgresql", "terraform", "angular", "ansible"]
SHORT_WORDS = ["ab", "cd", "ef", "gh"]

labels = st.lists(st.sampled_from(SHORT_WORDS), min_size=1, max_size=3).map(" ".join)
vocabularies = st.lists(labels, max_size=6, unique=True).map(
    lambda found: [skill(label) for label in found]
)
word_texts = st.lists(
    st.tuples(
        st.sampled_from([*SHORT_WORDS, "AB", "Cd", "xy"]), st.sampled_from([" ", "-", ", ", "\n"])
    ),
    max_size=12,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


def gazetteer(*skills: Skill, fuzzy: float = SURE) -> Gazetteer:
    return Gazetteer(skills, heads=load_wording().heads, fuzzy_certainty=fuzzy)


def slow_spans(skills: Iterable[Skill], text: Text) -> list[tuple[int, int, str]]:
    """Left to right: of all names that begin here and go on without a break, the longest."""
    keys = {label_key(label): each.id for each in skills for label in each.labels()}
    found = []
    start = 0
    while start < len(text):
        ends = [
            end
            for end in range(start + 1, len(text) + 1)
            if text.folded[start:end] in keys and all(map(text.joined, range(start + 1, end)))
        ]
        if ends:
            found.append((start, ends[-1], keys[text.folded[start : ends[-1]]]))
        start = ends[-1] if ends else start + 1
    return found


def places(spans: Iterable[Span]) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.name.concept) for span in spans]


def found_in(raw: str, *skills: Skill) -> list[tuple[str, str]]:
    """The words of each span, and its concept."""
    text = tokenise(raw)
    return [
        (raw[text.starts[span.start] : span.stop], span.name.concept)
        for span in gazetteer(*skills).spans(text)
    ]


@examples
@given(vocabularies, word_texts)
def test_names_as_written_agree_with_the_obvious_slow_version(
    skills: list[Skill], raw: str
) -> None:
    text = tokenise(raw)
    expected = slow_spans(skills, text)
    assert places(gazetteer(*skills).exact_spans(text)) == expected
    assert places(gazetteer(*skills).spans(text)) == expected


@examples
@given(texts)
def test_spans_are_in_order_and_never_overlap(raw: str) -> None:
    text = tokenise(raw)
    found = gazetteer(skill("Java"), skill("database"), skill("C#"), skill("a")).spans(text)
    edges = [edge for span in found for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end <= len(text) for span in found)
    assert all(text.starts[span.start] < span.stop <= text.ends[span.end - 1] for span in found)


def test_every_name_in_the_sample_is_found_where_it_is_written(
    matcher: Matcher, sample: Sample
) -> None:
    skills = list(matcher.taxonomy.skills.values())
    keys = {label_key(label) for each in skills for label in each.labels()}
    finder = Gazetteer(skills)
    for text in map(tokenise, sample.texts[::2]):
        covered = {i for span in finder.exact_spans(text) for i in range(span.start, span.end)}
        single = {i for i, token in enumerate(text.folded) if (token,) in keys}
        assert single <= covered


def test_every_name_of_the_taxonomy_is_found_as_its_own_concept(matcher: Matcher) -> None:
    finder = Gazetteer(
        matcher.taxonomy.skills.values(), heads=matcher.wording.heads, fuzzy_certainty=SURE
    )
    missed = [
        (each.id, label)
        for each in matcher.taxonomy.skills.values()
        for label in each.labels()
        if not any(sign in label for sign in "(,:!")
        and not re.search(r"\w\+\w", label)
        and each.id not in {span.name.concept for span in finder.spans(tokenise(label))}
    ]
    assert missed == []


def test_no_name_of_the_taxonomy_is_taken_for_a_misspelt_other(matcher: Matcher) -> None:
    skills = matcher.taxonomy.skills.values()
    finder = Gazetteer(skills, heads=matcher.wording.heads, fuzzy_certainty=SURE)
    mended = [
        (label, span.name.concept)
        for each in skills
        for label in each.labels()
        for span in finder.spans(tokenise(label))
        if span.certainty < 1
    ]
    assert mended == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_word_of_the_dictionary_is_taken_for_a_misspelt_name(
    matcher: Matcher, language: str
) -> None:
    words = DefaultDictionaryFactory().get_dictionary(language)
    finder = Gazetteer(matcher.taxonomy.skills.values(), fuzzy_certainty=SURE)
    chosen = [word for word in words if word.isalpha() and not word.isascii()]
    chosen += list(words)[::9]
    mended = [
        (word, span.name.concept)
        for word in chosen
        for span in finder.spans(tokenise(word))
        if span.certainty < 1
    ]
    assert mended == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Python", "PYTHON"),
        ("Power BI", "power bi"),
        ("Power BI", "PowerBI"),
        ("Power BI", "Power-BI"),
        ("front-end", "frontend"),
        ("front end", "Front-End"),
        ("Node.js", "node js"),
        ("Vue.js", "vue-js"),
        ("ASP.NET", "ASP .NET"),
        ("Azuré", "AZURE"),
        ("C#", "c#"),
        ("CI/CD", "CI/CD"),
        ("CI/CD", "ci-cd"),
    ],
)
def test_case_accents_hyphens_and_gluing_do_not_hide_a_name(name: str, written: str) -> None:
    concept = skill(name)
    assert found_in(f"wij doen {written} hier", concept) == [(written, concept.id)]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("applicatie testen", "applicaties testen"),
        ("applicaties testen", "applicatie testen"),
        ("database", "databases"),
        ("relationele database", "relationele databases"),
        ("probleem oplossen", "problemen oplossen"),
        ("netwerk", "netwerken"),
        ("programmeertaal", "programmeertalen"),
        ("algorithm", "algorithms"),
        ("data pipeline", "data pipelines"),
    ],
)
def test_knowledge_and_skills_are_found_in_their_inflected_forms(name: str, written: str) -> None:
    concept = skill(name, Kind.KNOWLEDGE)
    assert found_in(f"Ervaring met {written}.", concept) == [(written, concept.id)]


@pytest.mark.parametrize(("name", "written"), [("Teams", "team"), ("Linkers", "linker")])
def test_names_of_products_are_not_inflected(name: str, written: str) -> None:
    assert found_in(f"een {written} hier", skill(name)) == []


@pytest.mark.parametrize(
    ("name", "written", "part"),
    [
        ("netwerkbeheer", "netwerk beheer", "netwerk beheer"),
        ("netwerk beheer", "netwerkbeheer", "netwerkbeheer"),
        ("databasebeheer", "databasebeheerder", "databasebeheerder"),
        ("databasebeheer", "databasebeheerders", "databasebeheerders"),
        ("Java", "Javaontwikkelaar", "Java"),
        ("Linux", "Linuxbeheer", "Linux"),
        ("SharePoint", "SharePointomgevingen", "SharePoint"),
        ("Java", "Java-ontwikkelaar", "Java"),
    ],
)
def test_compounds_are_found_open_closed_and_with_a_word_glued_behind(
    name: str, written: str, part: str
) -> None:
    concept = skill(name, Kind.SKILL if name.islower() else Kind.TECHNOLOGY)
    assert found_in(f"als {written} hier", concept) == [(part, concept.id)]


@pytest.mark.parametrize("raw", ["Javaanse koffie", "Excellent", "Linuxachtig", "Linuxen"])
def test_a_name_inside_another_word_is_no_mention(raw: str) -> None:
    assert found_in(raw, skill("Java"), skill("Excel"), skill("Linux")) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Pyhton", "python"),
        ("pythonn", "python"),
        ("Kubernets", "kubernetes"),
        ("Kuberentes", "kubernetes"),
        ("Postgresqll", "postgresql"),
        ("Jvaa", None),
        ("ython", None),
        ("Xubernetes", None),
        ("Pyth0n", None),
    ],
)
def test_a_slip_in_a_long_name_is_mended_and_its_certainty_is_less(
    written: str, name: str | None
) -> None:
    finder = gazetteer(*(skill(each) for each in ("Python", "Kubernetes", "PostgreSQL", "Java")))
    spans = finder.spans(tokenise(f"met {written} hier"))
    expected = [(name, SURE)] if name else []
    assert [(span.name.concept, span.certainty) for span in spans] == expected


def test_a_gazetteer_may_be_told_to_mend_nothing() -> None:
    assert gazetteer(skill("Kubernetes"), fuzzy=0).spans(tokenise("Kubernets")) == []


def slips(left: str, right: str) -> int:
    """How many letters are more, less, other or swapped, cell by cell."""
    table = {(i, 0): i for i in range(len(left) + 1)} | {(0, j): j for j in range(len(right) + 1)}
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            other = left[i - 1] != right[j - 1]
            best = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + other)
            if i > 1 and j > 1 and left[i - 2 : i] == right[j - 2 : j][::-1]:
                best = min(best, table[i - 2, j - 2] + 1)
            table[i, j] = best
    return table[len(left), len(right)]


@st.composite
def misspelt(draw: st.DrawFn) -> str:
    """A product's name with up to three slips."""
    token = draw(st.sampled_from(PRODUCTS))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(token) - 1))
        letter = draw(st.sampled_from("aenprstx"))
        changed = [
            token[:at] + token[at + 1 :],
            token[:at] + letter + token[at:],
            token[:at] + letter + token[at + 1 :],
            token[:at] + token[at : at + 2][::-1] + token[at + 2 :],
        ]
        token = draw(st.sampled_from(changed))
    return token


@examples
@given(misspelt())
def test_what_is_mended_lies_nearest_to_the_name_it_becomes(token: str) -> None:
    finder = gazetteer(*(skill(name) for name in PRODUCTS))
    spans = finder.spans(tokenise(token))
    near = sorted((slips(token, name), name) for name in PRODUCTS)
    for span in spans:
        assert (span.certainty < 1) is (token not in PRODUCTS)
        assert span.name.concept == near[0][1]
        assert near[0][0] < near[1][0]
        assert near[0][0] <= (2 if len(token) >= 10 else 1)
    assert len(spans) == 1 or token not in PRODUCTS


def test_what_lies_as_near_to_two_names_is_left_alone() -> None:
    assert gazetteer(skill("Martxen"), skill("Martxin")).spans(tokenise("Martxqn")) == []
    (span,) = gazetteer(skill("Martxen")).spans(tokenise("Martxqn"))
    assert span.name.concept == "martxen"


def test_only_names_of_the_language_asked_are_found() -> None:
    concept = Skill(
        id="testing",
        kind=Kind.SKILL,
        label_nl="kwaliteitsborging",
        label_en="quality assurance",
        aliases=("QA",),
        aliases_nl=("keuren",),
        aliases_en=("vetting",),
    )
    text = tokenise("kwaliteitsborging, quality assurance, QA, keuren, vetting")
    found = {
        language: [
            text.words(span.start, span.end)
            for span in Gazetteer([concept], language=language).spans(text)
        ]
        for language in (None, "nl", "en")
    }
    assert found[None] == ["kwaliteitsborging", "quality assurance", "QA", "keuren", "vetting"]
    assert found["nl"] == ["kwaliteitsborging", "QA", "keuren"]
    assert found["en"] == ["quality assurance", "QA", "vetting"]


def test_a_span_says_the_rule_of_an_ordinary_label_and_of_no_other() -> None:
    rule = OrdinaryLabel(labels=("Go",))
    finder = gazetteer(skill("Golang", aliases=("Go",), ordinary=rule))
    go, golang = finder.spans(tokenise("Go Golang"))
    assert (go.name.rule, golang.name.rule) == (rule, None)


def test_the_order_of_concepts_never_matters() -> None:
    skills = [skill("Java"), skill("Java EE"), skill("EE", Kind.KNOWLEDGE), skill("databases")]
    text = tokenise("Java EE en Java, databases; EE database")
    forward, backward = (gazetteer(*each).spans(text) for each in (skills, skills[::-1]))
    assert forward == backward
