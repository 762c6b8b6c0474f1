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


def referred(text: Text, sentence: Sentence, spans: Sequence[Span], wording: Wording) -> str | None:
    """What the sentence says of the one before: «negated», «intent», «nice», or None.

    No skill of its own stands before the words that refer.
    """
    end = min((span.start for span in spans), default=sentence.end)
    found = next(wording.referring.find(text, sentence.start, sentence.end), None)
    return found.value if found is not None and found.start < end else None


def said_of(mention: Mention, said: str) -> Mention:
    """The mention with what a later sentence says of it."""
    if said == "nice":
        return replace(mention, importance=Importance.NICE)
    return replace(mention, negated=True) if said == "negated" else replace(mention, intent=True)
