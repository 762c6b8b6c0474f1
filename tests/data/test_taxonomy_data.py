"""What data/taxonomy promises: sound, large enough, and written as docs/taxonomy.md says."""

import re
from collections import Counter

from matching.matcher import Matcher
from matching.taxonomy import default_taxonomy_folder
from matching.taxonomy.check import check_taxonomy
from matching.types import Kind

OF_WORK = {Kind.TECHNOLOGY, Kind.METHOD, Kind.KNOWLEDGE, Kind.SKILL}


def test_the_check_finds_nothing() -> None:
    assert [str(problem) for problem in check_taxonomy(default_taxonomy_folder())] == []


def test_there_are_as_many_concepts_as_promised(matcher: Matcher) -> None:
    kinds = Counter(each.kind for each in matcher.taxonomy.skills.values())
    assert sum(kinds[each] for each in OF_WORK) >= 1000
    assert kinds[Kind.TRANSVERSAL] >= 80
    assert kinds[Kind.CERTIFICATE] >= 80
    assert kinds[Kind.LANGUAGE] > 0
    assert len(matcher.taxonomy.occupations) >= 120


def test_every_id_is_lower_case_words_joined_by_hyphens(matcher: Matcher) -> None:
    ids = [*matcher.taxonomy.skills, *matcher.taxonomy.occupations]
    assert [each for each in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each)] == []


def test_only_a_few_concepts_are_fields_at_the_top(matcher: Matcher) -> None:
    top = [each for each in matcher.taxonomy.skills.values() if not each.broader]
    assert 0 < len(top) <= 40


def test_most_certificates_say_what_their_holders_have_shown(matcher: Matcher) -> None:
    skills = matcher.taxonomy.skills.values()
    assert sum(each.kind is Kind.CERTIFICATE and bool(each.implies) for each in skills) >= 80


def test_every_start_occupation_names_skills(matcher: Matcher) -> None:
    start = [each for each in matcher.taxonomy.occupations.values() if each.stage == "start"]
    assert len(start) >= 10
    assert [each.id for each in start if not each.essential] == []


def test_one_letter_labels_and_common_words_are_marked(matcher: Matcher) -> None:
    homographs = ["go", "r", "c", "word", "excel", "access", "rust", "swift", "spring", "julia"]
    rules = {
        label.lower(): each.ordinary.labels if each.ordinary else ()
        for each in matcher.taxonomy.skills.values()
        for label in each.labels()
    }
    unmarked = [
        word
        for word in homographs
        if word in rules and word not in {label.lower() for label in rules[word]}
    ]
    assert unmarked == []
    assert set(homographs) <= rules.keys()


def test_no_preferred_title_holds_seniority_or_noise(matcher: Matcher) -> None:
    noisy = [
        label
        for each in matcher.taxonomy.occupations.values()
        for label in (each.label_nl, each.label_en)
        if re.search(r"\b(junior|medior|senior|m/v|uur|fulltime|parttime)\b", label, re.IGNORECASE)
    ]
    assert noisy == []


def test_the_esco_uris_are_of_one_concept_each(matcher: Matcher) -> None:
    taxonomy = matcher.taxonomy
    for concepts, part in ((taxonomy.skills, "skill"), (taxonomy.occupations, "occupation")):
        uris = Counter(each.esco for each in concepts.values() if each.esco)
        assert [uri for uri, count in uris.items() if count > 1] == []
        assert [uri for uri in uris if f"/esco/{part}/" not in uri] == []
