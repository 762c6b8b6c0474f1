"""Texts that are hard to read, and small taxonomies to read them with."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from matching.config import MatchingConfig
from matching.reading.extraction import Extractor
from matching.reading.wording import load_wording
from matching.taxonomy import Taxonomy
from matching.types import Kind, Mention, Skill

examples = settings(deadline=None, max_examples=80)

HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that nobody sees: the soft hyphen, spaces and joiners without width, the BOM."""

WORDING = load_wording()

plain_texts = st.text(st.sampled_from("abcXYZ 019.,;:-/+#\n\t()&_'’«é€"), max_size=60)
any_texts = st.text(max_size=60)
decomposed_texts = st.lists(
    st.sampled_from(["a", "e\u0301", "o\u0308", "c\u0327", "x\u030c", "é", " ", "-", ".", "Java"]),
    max_size=30,
).map("".join)
hidden_texts = st.lists(
    st.sampled_from([*HIDDEN, "Java", "data", "base", " ", "\n", ", ", "e\u0301", "C#", ".NET"]),
    max_size=20,
).map("".join)
texts = st.one_of(plain_texts, any_texts, decomposed_texts, hidden_texts)


def shown(text: str) -> str:
    """The text as a reader sees it: nothing hidden, accents on their letters."""
    visible = "".join(char for char in text if char not in HIDDEN)
    return unicodedata.normalize("NFC", visible)


def skill(name: str, kind: Kind = Kind.TECHNOLOGY, **fields: Any) -> Skill:
    """A skill whose labels in both languages and id are `name`, but for `fields`."""
    usual: dict[str, Any] = {"label_nl": name, "label_en": name}
    return Skill(id=name.lower().replace(" ", "-"), kind=kind, **{**usual, **fields})


def extractor(*skills: Skill, language: str = "auto") -> Extractor:
    """An extractor of these skills, with the project's wording."""
    return Extractor(Taxonomy(skills, []), WORDING, MatchingConfig(), language=language)


def names(mentions: Sequence[Mention]) -> list[str]:
    """The skills of mentions, in order."""
    return [mention.skill for mention in mentions]
