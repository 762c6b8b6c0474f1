"""Verbs as they stand in a sentence: whether somebody does it, and what stands before."""

from matching.reading.layout import Sentence
from matching.reading.names import Name
from matching.reading.text import Text
from matching.reading.verbs import VerbForm

__all__ = ["SUBJECTS", "gap_before", "is_done", "is_finite", "word_before"]

SUBJECTS = frozenset({"je", "jij", "u", "ik", "hij", "zij", "ze", "men", "you", "i"})
"""Who does it."""

_PREFIXES = ("ge", "be", "ver", "ont", "her", "aan", "af", "door", "in", "op", "over", "uit")
_DOING = frozenset({"ik", "i", "te"})
_THINGS_THAT = frozenset({"die", "dat"})


def word_before(text: Text, sentence: Sentence, index: int) -> str:
    """The folded token before one, in its sentence."""
    return text.folded[index - 1] if index > sentence.start else ""


def gap_before(text: Text, place: int) -> str:
    """What stands before a token, without the brackets inside a word: «(web)applicaties»."""
    gap = text.gaps[place]
    if gap == ")" and text.gaps[place - 1].endswith("("):
        return ""
    return gap[:-1] if gap.endswith("(") and text.gaps[place + 1] == ")" else gap


def is_finite(text: Text, index: int, sentence: Sentence) -> bool:
    """Whether a subject comes with a verb, so that what stands before it is no object of it."""
    word = text.folded[index]
    if index + 1 < sentence.end and text.folded[index + 1] in SUBJECTS:
        return True
    return word.endswith("t") and not word.startswith(_PREFIXES)


def is_done(text: Text, sentence: Sentence, index: int, form: VerbForm, name: Name) -> bool:
    """Whether a verb without object is one: «test je», «testen», but no «Test Engineer».

    Of a name that is an ordinary word too only a form that somebody does is.
    """
    word = text.folded[index]
    before = word_before(text, sentence, index)
    after = text.folded[index + 1 : min(sentence.end, index + 4)]
    if before in _THINGS_THAT and after[:1] == ("met",):
        return False
    if word == form.verb and after[:1] == ("van",):
        return True
    asked = not SUBJECTS.isdisjoint(after[:1]) or (
        after[:1] == ("en",) and not SUBJECTS.isdisjoint(after[2:])
    )
    if asked or before in _DOING:
        return True
    bare = form.verb.startswith(word)
    if name.rule is not None:
        return word.endswith("t") and not bare
    return word == form.verb or not bare
