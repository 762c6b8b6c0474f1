"""What a sentence says of the skills that the one before it names.

«We draaien op Kafka. Dat leer je hier.» Which words refer back stands in `wording.toml`.
"""

from collections.abc import Sequence
from dataclasses import replace

from matching.reading.gazetteer import Span
from matching.reading.layout import Sentence
from matching.reading.text import Text
from matching.reading.wording import Wording
from matching.types import Importance, Mention

__all__ = ["referred", "said_of"]

_AHEAD = frozenset(
    {"om", "dat", "als", "wanneer", "indien", "wie", "to", "that", "if", "when", "for", "who"}
)


def referred(text: Text, sentence: Sentence, spans: Sequence[Span], wording: Wording) -> str | None:
    """What the sentence says of the one before: «negated», «intent», «nice», or None.

    It names no skill itself, and goes on with nothing that «it» may stand for: «It is a plus if you
    drive», «Het is niet nodig om te reizen».
    """
    found = next(wording.referring.find(text, sentence.start, sentence.end), None)
    if spans or found is None:
        return None
    is_ahead = found.end < sentence.end and text.folded[found.end] in _AHEAD
    return None if is_ahead else found.value


def said_of(mention: Mention, said: str) -> Mention:
    """The mention with what a later sentence says of it."""
    if said == "nice":
        return replace(mention, importance=Importance.NICE)
    return replace(mention, negated=True) if said == "negated" else replace(mention, intent=True)
