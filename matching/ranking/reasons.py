"""Reasons in words, Dutch or English: what a contribution or a constraint means to a reader."""

from collections.abc import Mapping, Sequence
from typing import Literal

from matching.ranking.phrases import PHRASES
from matching.ranking.results import (
    CheckValue,
    Constraint,
    ConstraintCheck,
    Contribution,
    OccupationContribution,
    OccupationTie,
    PreferenceContribution,
    SkillContribution,
    Verdict,
)
from matching.ranking.what_if import Relaxation
from matching.taxonomy import Taxonomy
from matching.types import CEFR, Claim

__all__ = ["Language", "Reasons"]

Language = Literal["nl", "en"]

_FULL = 10_000


class Reasons:
    """Says in one language what rankings mean.

    Args:
        taxonomy: For the labels of skills and occupations.
        language: «nl» or «en».
    """

    def __init__(self, taxonomy: Taxonomy, language: Language = "nl") -> None:
        self.taxonomy = taxonomy
        self.language = language
        self._phrases: Mapping[str, str] = PHRASES[language]

    def say(self, phrase: str, **values: object) -> str:
        """A phrase of the catalogue with its values filled in."""
        return self._phrases[phrase].format(**values)

    def contribution(self, part: Contribution) -> str:
        """One line for a part of a score, without its points."""
        if isinstance(part, SkillContribution):
            return self.skill(part)
        if isinstance(part, OccupationContribution):
            return self.occupation(part)
        return self.preferences(part)

    def skill(self, part: SkillContribution) -> str:
        """«Java: module Programmeren in Java», or what is missing."""
        asked = self._skill_label(part.requirement.skill)
        if part.claim is None:
            return self.say("missing", skill=asked)
        words = [self.evidence(part.claim)]
        if part.claim.skill != part.requirement.skill:
            words.insert(0, self.say("through", skill=self._skill_label(part.claim.skill)))
        if part.level_held < part.level_asked:
            words.append(self.say("level", held=part.level_held, asked=part.level_asked))
        return self.say("has", skill=asked, reason=", ".join(words))

    def evidence(self, claim: Claim) -> str:
        """The kind of evidence of a claim, and where it stands."""
        kind = self.say(f"evidence_{claim.kind}")
        if claim.evidence.start is not None and claim.evidence.source == "text":
            return self.say("quoted", kind=kind, words=claim.evidence.text)
        if claim.evidence.source == "skills":
            return kind
        return self.say("from", kind=kind, source=claim.evidence.source)

    def occupation(self, part: OccupationContribution) -> str:
        """Whether the candidate's occupation fits the one asked."""
        if part.occupation is None or part.tie is None:
            return self.say("occupation_none", asked=self._occupation_label(part.asked))
        phrase = "occupation_wanted" if part.tie is OccupationTie.WANTED else "occupation_held"
        return self.say(phrase, occupation=self._occupation_label(part.occupation))

    def preferences(self, part: PreferenceContribution) -> str:
        """How comfortably place, hours and way of working fit."""
        fits = ", ".join(
            self.say("part", name=self.constraint(each.name), percent=each.fit * 100 // _FULL)
            for each in part.parts
        )
        return self.say("preferences", parts=fits)

    def constraint(self, name: Constraint) -> str:
        """The name of a constraint."""
        return self.say(f"constraint_{name}")

    def check(self, check: ConstraintCheck) -> str:
        """One constraint: what was asked, what was found, and whether that is met."""
        name = self.constraint(check.name)
        if check.verdict is Verdict.UNKNOWN:
            is_one_of_several = check.name is Constraint.LANGUAGE
            phrase = "unknown_language" if is_one_of_several else "unknown"
            return self.say(phrase, name=name, asked=self._value(check.asked))
        phrase = "met" if check.verdict is Verdict.MET else "not_met"
        if check.km is not None and check.limit_km is not None:
            return self.say(f"{phrase}_place", km=round(check.km), limit=round(check.limit_km))
        found = self._value(check.found)
        if check.asked is None and check.found is not None:
            return self.say("said", name=name, found=found)
        return self.say(phrase, name=name, asked=self._value(check.asked), found=found)

    def step(self, less: Relaxation, before: int) -> str:
        """What could be asked less, and how many would be qualified then, of `before` now."""
        if less.constraint is not None:
            words = self.say("step_constraint", name=self.constraint(less.constraint))
        else:
            skill = self._skill_label(less.skill or "")
            words = self.say(f"step_{less.kind}", skill=skill, level=less.level)
        return self.say("from_to", step=words, before=before, after=less.qualified)

    def _value(self, value: CheckValue) -> str:
        if value is None:
            return self.say("nothing")
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if isinstance(value, tuple):
            return self._joined(value)
        return str(value)

    def _joined(self, values: Sequence[str | float]) -> str:
        if all(isinstance(each, float | int) for each in values):
            return "–".join(f"{each:g}" for each in values)
        if values[-1] in CEFR:
            return " ".join([self._language_name(str(values[0])), *map(str, values[1:])])
        return ", ".join(self._phrases.get(f"mode_{each}", str(each)) for each in values)

    def _language_name(self, code: str) -> str:
        from babel import Locale  # takes as long to load as all else here

        return str(Locale(self.language).languages.get(code, code))

    def _skill_label(self, skill: str) -> str:
        return self.taxonomy.skill(skill).label(self.language)

    def _occupation_label(self, occupation: str) -> str:
        return self.taxonomy.occupation(occupation).label(self.language)
