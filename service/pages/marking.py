"""The skills marked in the words of a vacancy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from service.vacancies.schemas import MentionRead, PreviewRead

__all__ = ["Asked", "Part", "marked", "marks_of"]


Where = Literal["title", "text"]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a skill is asked: must, nice or off, and whether the text only suggests it."""

    choice: str
    level: str = ""
    is_probable: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """A run of a text; `choice` is empty where it names no skill.

    `why_not` says why words that name a skill ask nothing: negated, intent, or "".
    """

    text: str
    choice: str = ""
    label: str = ""
    level: str = ""
    is_probable: bool = False
    why_not: str = ""


def marked(
    text: str,
    mentions: Iterable[MentionRead],
    asked: Mapping[str, Asked],
    *,
    where: Where,
    language: str,
) -> Sequence[Part]:
    """A text in parts, those that name a skill with how it is asked.

    Args:
        text: The title or the text.
        mentions: Of both.
        asked: Skill to how it is asked now.
        where: Which of the two `text` is.
        language: Of the labels.
    """
    parts: list[Part] = []
    at = 0
    own = (each for each in mentions if each.where == where)
    for each in sorted(own, key=lambda mention: (mention.start, -mention.end)):
        if each.start < at or each.end > len(text):
            continue
        parts.append(Part(text=text[at : each.start]))
        parts.append(_part(text, each, asked.get(each.skill), language))
        at = each.end
    return [each for each in (*parts, Part(text=text[at:])) if each.text]


def marks_of(
    text: str,
    preview: PreviewRead,
    asked: Mapping[str, Asked],
    where: Where,
    language: str,
) -> Sequence[Part]:
    """A title or text in parts; what is asked otherwise, as languages are, is not marked."""
    skills = {each.skill for each in preview.requirements} | asked.keys()
    mentions = [each for each in preview.mentions if each.not_asked or each.skill in skills]
    return marked(text, mentions, asked, where=where, language=language)


def _part(text: str, mention: MentionRead, asked: Asked | None, language: str) -> Part:
    shown = asked if asked and not mention.not_asked else Asked(choice="off")
    return Part(
        text=text[mention.start : mention.end],
        choice=shown.choice,
        label=mention.label_nl if language == "nl" else mention.label_en,
        level=shown.level,
        is_probable=shown.is_probable,
        why_not=mention.not_asked or "",
    )
