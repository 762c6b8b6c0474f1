"""Labels that are also ordinary words: «Go» and «Word» count only where something says so."""

import re
from collections.abc import Sequence
from functools import lru_cache

from matching.reading.gazetteer import Span
from matching.reading.layout import Sentence
from matching.reading.text import Text, TokenTrie
from matching.reading.traits import is_asked, is_of_others
from matching.reading.wording import Wording
from matching.taxonomy.tokens import label_key
from matching.types import Kind, Needs, OrdinaryLabel

__all__ = ["decide"]

_REACH = 5
_LONGEST_CUE = 5
_LIST_WORDS = frozenset({"en", "of", "and", "or", "plus", "e", "o"})
_EMPLOYED_AT = frozenset({"bij", "at"})
_STOPS = tuple(",.;:|(!?")
_SHORTEST_SHOUT = 3
_ASIDE = re.compile(r"\([^()]{0,40}\)")
_WORD = re.compile(r"\w+")
_COPULA = frozenset({"is", "zijn", "are"})
_AFTER_ITEM = ("(", ":", "–")
_LIST_SIGNS = frozenset(",/|&+•;-–:")


def decide(text: Text, sentence: Sentence, spans: Sequence[Span], wording: Wording) -> list[Span]:
    """Those of the sentence's `spans` that count; spans without a rule always do.

    A product's name right after «bij» or «at» that ends what is said there is an employer's, and
    one beside a first name is a person's; traits are told from those of others. A span with a rule
    counts if none of its `never` phrases covers it and
    - its rule needs nothing more, or only the exact capitals and it has them; or
    - it is a trait that is plainly asked of somebody; or
    - it stands in a list with a span that counts, traits with traits and the rest with the rest; or
    - it is written with a capital that the start of a sentence does not explain, and a word that
      introduces or follows a skill, or one of its `near` words, is there.
    """
    open_spans = [
        span
        for span in spans
        if not (
            _is_never(text, sentence, span)
            or _is_employer(text, sentence, span)
            or _is_person(text, sentence, span, wording)
            or is_of_others(text, sentence, span, wording)
        )
    ]
    decided = {span for span in open_spans if _stands_alone(text, sentence, span, wording)}
    for group in _lists(text, open_spans):
        if _vouch_for_each_other(text, group):
            decided.update(group)
        known = {_is_trait(span) for span in group if span in decided}
        decided.update(
            span
            for span in group
            if _is_trait(span) in known and (_capital(text, span) or _is_item(text, sentence, span))
        )
    return [span for span in open_spans if span in decided]


@lru_cache(maxsize=4096)
def _phrases(phrases: tuple[str, ...]) -> TokenTrie[bool]:
    return TokenTrie({label_key(phrase): True for phrase in phrases})


def _is_never(text: Text, sentence: Sentence, span: Span) -> bool:
    rule = span.name.rule
    if rule is None or not rule.never:
        return False
    trie = _phrases(rule.never)
    first = max(sentence.start, span.start - _REACH)
    for start in range(first, span.start + 1):
        found = trie.longest(text, start, text.folded, sentence.end)
        if found and found.end > span.start:
            return True
    return False


def _is_employer(text: Text, sentence: Sentence, span: Span) -> bool:
    if span.name.kind is not Kind.TECHNOLOGY or span.start == sentence.start:
        return False
    if text.folded[span.start - 1] not in _EMPLOYED_AT:
        return False
    return span.end == sentence.end or text.gaps[span.end].strip()[:1] in _STOPS


def _stands_alone(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    rule = span.name.rule
    if rule is None or rule.needs is Needs.NOTHING or is_asked(text, sentence, span, wording):
        return True
    shouted = _is_shouted(text, sentence)
    if rule.needs is Needs.CASE and not shouted:
        words = text.words(span.start, span.end)
        return words == span.name.label or (span.certainty < 1 and words[:1].isupper())
    if shouted or not _capital(text, span):
        return False
    if span.start == sentence.start:
        return _opens_sentence(text, sentence, span, wording)
    return (
        _is_near(text, sentence, rule)
        or _introduced(text, sentence, span, wording)
        or _followed(text, span, sentence.end, wording)
        or _is_weighed(text, sentence, span, wording)
    )


def _is_shouted(text: Text, sentence: Sentence) -> bool:
    """Whether all is in capitals, so that those of a label say nothing."""
    words = [word for word in text.tokens[sentence.start : sentence.end] if word.isalpha()]
    return len(words) > _SHORTEST_SHOUT and all(word.isupper() for word in words)


def _opens_sentence(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    """A capital that a sentence begins with says nothing: what follows must."""
    if span.end == sentence.end or text.gaps[span.end].strip()[:1] in _AFTER_ITEM:
        return True
    return _followed(text, span, sentence.end, wording) or _is_weighed(
        text, sentence, span, wording
    )


def _is_weighed(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    """«Go is een pré»: only of a skill does one say that it is asked."""
    if span.end >= sentence.end or text.folded[span.end] not in _COPULA:
        return False
    signs = wording.signs.find(text, span.end, sentence.end)
    return any(sign.value.startswith("importance") for sign in signs)


def _is_person(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    """Whether a first name stands right before it, or it is one and a surname follows."""
    if span.name.kind is not Kind.TECHNOLOGY or span.end - span.start > 1:
        return False
    pairs = ((span.start - 1, span.start), (span.start, span.end))
    return any(
        sentence.start <= first
        and second < sentence.end
        and text.gaps[second] == " "
        and text.folded[first] in wording.first_names
        and text.tokens[first].istitle()
        and text.tokens[second].istitle()
        for first, second in pairs
    )


def _capital(text: Text, span: Span) -> bool:
    """Whether it is written as a name: like its label, or with a capital."""
    words = text.words(span.start, span.end)
    return words == span.name.label or words[:1].isupper()


def _is_near(text: Text, sentence: Sentence, rule: OrdinaryLabel) -> bool:
    found = _phrases(rule.near).find(text, sentence.start, sentence.end)
    return next(found, None) is not None


def _introduced(text: Text, sentence: Sentence, span: Span, wording: Wording) -> bool:
    first = max(sentence.start, span.start - _LONGEST_CUE)
    return any(
        text.folded[start : span.start] in wording.introduces for start in range(first, span.start)
    )


def _followed(text: Text, span: Span, stop: int, wording: Wording) -> bool:
    last = min(stop, span.end + 2)
    return any(
        text.folded[span.end : end] in wording.follows and text.joined(span.end)
        for end in range(span.end + 1, last + 1)
    )


def _lists(text: Text, spans: Sequence[Span]) -> list[list[Span]]:
    """Spans that stand side by side in a list: only commas, slashes or «en» between them."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups and _is_list_gap(text, groups[-1][-1].end, span.start):
            groups[-1].append(span)
        else:
            groups.append([span])
    return [group for group in groups if len(group) > 1]


def _is_trait(span: Span) -> bool:
    return span.name.kind is Kind.TRANSVERSAL


def _is_item(text: Text, sentence: Sentence, span: Span) -> bool:
    """Whether the list goes on or ends behind it, so that it is an item and not a word of more."""
    if span.end == sentence.end or text.folded[span.end] in _LIST_WORDS:
        return True
    return any(sign in _LIST_SIGNS or sign in _STOPS for sign in text.gaps[span.end].strip()[:1])


def _is_list_gap(text: Text, left: int, right: int) -> bool:
    between = _ASIDE.sub("", text.raw[text.ends[left - 1] : text.starts[right]])
    words = _WORD.findall(between.casefold())
    signs = {sign for sign in _WORD.sub("", between) if not sign.isspace()}
    listed = set(words) <= _LIST_WORDS and len(words) <= 1 and signs <= _LIST_SIGNS
    return listed and bool(signs or words)


def _vouch_for_each_other(text: Text, group: Sequence[Span]) -> bool:
    """A list of ordinary words of one kind, all written as names or all saying how somebody is."""
    kin = set.intersection(*(set(span.name.broader) for span in group))
    return (
        len({span.name.concept for span in group}) > 1
        and bool(kin)
        and all(
            _needs_context(span)
            and (
                text.words(span.start, span.end)[:1].isupper() or span.name.kind is Kind.TRANSVERSAL
            )
            for span in group
        )
    )


def _needs_context(span: Span) -> bool:
    return span.name.rule is not None and span.name.rule.needs is Needs.CONTEXT
