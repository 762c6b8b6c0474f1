"""The parts of a sentence that may each say a skill: what is compared with names by meaning."""

import re
from dataclasses import dataclass

from matching.reading.words import is_small
from matching.taxonomy.tokens import label_key

__all__ = ["Chunk", "chunks", "content_runs"]

_BETWEEN = re.compile(
    r"\s*(?:[,;:()\[\]/|•·!?\n]|(?<!\w)-|\.(?=\s|$))\s*"
    r"|\s+(?:and|or|en|as well as|alsmede|including|waaronder)\s+"
)
_BEFORE_SKILL = re.compile(
    r"^.*\b(?:experience|knowledge|understanding|expertise|proficiency|proficient|skills?|"
    r"familiar|familiarity|background|experienced|skilled|ability|able|ervaring|kennis|inzicht|"
    r"vaardigheden|bekend|affiniteit|staat)\b(?:\s+(?:in|with|of|to|using|on|met|van|om|op))?\s+"
    r"(?=\S)",
    re.IGNORECASE,
)
_SMALL_FIRST = re.compile(
    r"^(?:(?:you|we|they|will|would|must|should|have|has|is|are|be|being|can|to|the|a|an|your|"
    r"our|their|as|for|in|with|on|of|at|by|that|this|it|i|who|strong|good|excellent|solid|great|"
    r"proven|high|highly|very|deep|working|hands-on|years?|je|jij|jouw|ik|wij|de|het|een|te|om|"
    r"met|van|voor|op|bij|die|dat|bent|heb|hebt|hebben|goed|goede|sterk|sterke|ruime|zeer|jaar)"
    r"\s+)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_LEADS = frozenset(
    {"knowledge", "experience", "experienced", "understanding", "ability", "able", "expertise"}
    | {"proficiency", "proficient", "skill", "skills", "familiar", "familiarity", "background"}
    | {"strong", "good", "excellent", "solid", "proven", "deep", "basic", "years", "year", "must"}
    | {"should", "will", "would", "can", "have", "has", "within", "plus", "including", "preferred"}
    | {"required", "requirements", "kennis", "ervaring", "ervaren", "inzicht", "vaardigheden"}
    | {"vaardigheid", "bekend", "affiniteit", "goed", "goede", "sterk", "sterke", "ruime", "jaar"}
    | {"kunt", "kan", "bent", "hebt", "heb", "heeft", "moet", "staat", "vereist", "waaronder"}
)
_RUNS = (2, 3, 4)
_MOST = 200


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a text: `text[start:end]`."""

    start: int
    end: int


def chunks(sentence: str) -> list[Chunk]:
    """The sentence, its parts between signs and «and», and these without their first small words.

    Each once, at most 200.

    >>> text = "Sterk in SQL; ervaring met git"
    >>> [text[each.start : each.end] for each in chunks(text)][1:]
    ['Sterk in SQL', 'ervaring met git', 'git', 'SQL; ervaring met git', 'SQL']
    """
    parts = [_trimmed(sentence, 0, len(sentence)), *_parts(sentence)]
    found = dict.fromkeys(parts)
    for part in parts:
        found.update(dict.fromkeys(_shorter(sentence, part)))
    return [each for each in found if each.end - each.start > 1][:_MOST]


def content_runs(sentence: str) -> list[str]:
    """Runs of 2 to 4 words that say something, inside each part, as if the others were not there.

    >>> content_runs("You must be able to manage the budget of a team")
    ['manage budget', 'budget team', 'manage budget team']
    """
    found: dict[str, None] = {}
    for part in _parts(sentence):
        words = [
            word.group()
            for word in _WORD.finditer(sentence, part.start, part.end)
            if _says_something(word.group())
        ]
        for size in _RUNS:
            runs = range(len(words) - size + 1)
            found.update((" ".join(words[start : start + size]), None) for start in runs)
    return list(found)[:_MOST]


def _says_something(word: str) -> bool:
    key = label_key(word)
    return bool(key) and not (len(key) == 1 and (is_small(key[0]) or key[0] in _LEADS))


def _parts(text: str) -> list[Chunk]:
    ends = [0, *(place for found in _BETWEEN.finditer(text) for place in found.span()), len(text)]
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return [_trimmed(text, start, end) for start, end in pairs if text[start:end].strip()]


def _shorter(text: str, part: Chunk) -> list[Chunk]:
    words = text[part.start : part.end]
    found = (pattern.match(words) for pattern in (_BEFORE_SKILL, _SMALL_FIRST))
    return [Chunk(part.start + each.end(), part.end) for each in found if each]


def _trimmed(text: str, start: int, end: int) -> Chunk:
    words = text[start:end]
    return Chunk(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
