"""The questions of the survey, and all answers that there are."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["QUESTIONS", "Question"]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question with its answers; leaving it out is the answer of who rather does not say.

    Attributes:
        nl, en: The question.
        answers: Code of an answer to its words in Dutch and in English.
    """

    nl: str
    en: str
    answers: Mapping[str, tuple[str, str]]


QUESTIONS: Mapping[str, Question] = {
    "age_group": Question(
        nl="Hoe oud ben je?",
        en="How old are you?",
        answers={
            "under_25": ("jonger dan 25", "younger than 25"),
            "25_34": ("25 tot en met 34", "25 to 34"),
            "35_44": ("35 tot en met 44", "35 to 44"),
            "45_54": ("45 tot en met 54", "45 to 54"),
            "55_over": ("55 of ouder", "55 or older"),
        },
    ),
    "disability": Question(
        nl="Heb je een ziekte of beperking die je hindert bij het werk?",
        en="Do you have an illness or disability that limits you at work?",
        answers={"yes": ("ja", "yes"), "no": ("nee", "no")},
    ),
    "origin": Question(
        nl="Waar ben je geboren?",
        en="Where were you born?",
        answers={
            "netherlands": ("in Nederland", "in the Netherlands"),
            "europe": ("elders in Europa", "elsewhere in Europe"),
            "elsewhere": ("buiten Europa", "outside Europe"),
        },
    ),
    "parents_origin": Question(
        nl="Waar zijn je ouders geboren?",
        en="Where were your parents born?",
        answers={
            "netherlands": ("allebei in Nederland", "both in the Netherlands"),
            "europe": (
                "minstens één elders in Europa, geen buiten Europa",
                "at least one elsewhere in Europe, none outside Europe",
            ),
            "elsewhere": ("minstens één buiten Europa", "at least one outside Europe"),
        },
    ),
    "sex": Question(
        nl="Wat ben je?",
        en="What are you?",
        answers={
            "woman": ("vrouw", "a woman"),
            "man": ("man", "a man"),
            "other": ("anders", "other"),
        },
    ),
}
"""Code of a question to it."""
