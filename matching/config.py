"""The weights and thresholds of matching, in one place, each with its reason.

They are set by hand until there are enough judgments to learn them from. A config is part of what
makes a ranking: the same config, taxonomy and input give the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matching.errors import ConfigError
from matching.types import EvidenceKind, Importance, Kind

__all__ = ["MatchingConfig"]


def _evidence_strength() -> dict[EvidenceKind, float]:
    return {
        EvidenceKind.COACH: 1.0,
        EvidenceKind.CERTIFICATE: 1.0,
        EvidenceKind.WORK: 0.95,
        EvidenceKind.MODULE: 0.9,
        EvidenceKind.PROJECT: 0.85,
        EvidenceKind.SELF: 0.8,
    }


def _kind_weight() -> dict[Kind, float]:
    return {
        Kind.TECHNOLOGY: 1.0,
        Kind.CERTIFICATE: 1.0,
        Kind.SKILL: 0.9,
        Kind.METHOD: 0.8,
        Kind.KNOWLEDGE: 0.8,
        Kind.LANGUAGE: 0.4,
        Kind.TRANSVERSAL: 0.2,
    }


@dataclass(frozen=True, kw_only=True)
class MatchingConfig:
    """Weights and thresholds; all factors are in [0, 1] unless said otherwise."""

    importance_weight: Mapping[Importance, float] = field(
        default_factory=lambda: {Importance.MUST: 1.0, Importance.NICE: 0.3}
    )
    """A wish decides between people who meet the needs: three wishes never outweigh one need."""

    title_weight: float = 1.5
    """What the title names is what the job is about."""

    kind_weight: Mapping[Kind, float] = field(default_factory=_kind_weight)
    """Everybody writes «team player»: what everybody claims tells people apart least."""

    broad_weight: float = 0.5
    """Weight of the broadest concept against the narrowest («IT» against «PostgreSQL»)."""

    evidence_strength: Mapping[EvidenceKind, float] = field(default_factory=_evidence_strength)
    """Seen by others counts more than told by oneself; what somebody tells counts for most."""

    level_factor: tuple[float, float, float, float] = (1.0, 0.75, 0.5, 0.25)
    """Credit for a level that is 0, 1, 2 or 3 below the level asked."""

    default_level_asked: int = 2
    """Vacancies that name a skill without a level mean that one can work with it."""

    default_level_held: Mapping[EvidenceKind, int] = field(
        default_factory=lambda: {
            EvidenceKind.COACH: 3,
            EvidenceKind.CERTIFICATE: 2,
            EvidenceKind.WORK: 3,
            EvidenceKind.MODULE: 2,
            EvidenceKind.PROJECT: 2,
            EvidenceKind.SELF: 2,
        }
    )
    """The level of a claim that names none, by its evidence."""

    narrower: float = 0.9
    """Relatedness a step down: asked is «SQL», held is «PostgreSQL»."""

    broader: float = 0.4
    """Relatedness a step up: asked is «PostgreSQL», held is «SQL»."""

    least_related: float = 0.2
    """Relatedness below this is none: chance paths through the taxonomy."""

    probable_weight: float = 0.35
    """Weight of a requirement that the occupation makes probable but the text does not name."""

    occupation_share: float = 0.12
    """Share of the score for a fitting occupation, wanted or held before."""

    preference_share: float = 0.03
    """Share of the score for preferences (place, hours, way of working) that fit well."""

    occupation_held: float = 0.8
    """Credit for an occupation held or trained for, against one that is wanted (1)."""

    noise: int = 200
    """Scores (of 10,000) that differ by less say nothing: candidates in one band."""

    default_travel_km: float = 40.0
    """How far somebody travels who did not say; beyond it place is unknown, never not met."""

    module_hours: tuple[float, float] = (12.0, 32.0)
    """Hours from which a module can have taught level 2 and level 3; a day only makes aware."""

    module_level_most: int = 3
    """Highest level that a module of unknown hours shows; an expert takes years of work."""

    in_progress_strength: float = 0.6
    """Certainty of what a programme teaches that is not completed yet."""

    probable_certainty: float = 0.5
    """Certainty of a requirement that only the occupation of the vacancy makes likely."""

    probable_below: int = 4
    """Vacancies that name fewer professional skills than this get their occupation's, as likely."""

    title_score: float = 0.8
    """Resemblance from which a job title is taken for an occupation."""

    listed_certainty: float = 0.4
    """Certainty of what a candidate only lists: with that strength a third of one who shows it."""

    career_certainty: float = 0.6
    """Certainty that who held an occupation has the knowledge and skills that are its essence."""

    fuzzy_certainty: float = 0.8
    """Certainty of a mention found by its misspelling."""

    implicit_nearness: float = 0.8
    """How near a description must be to the name of a skill to show it as probable."""

    implicit_lead: float = 0.03
    """How much nearer than to the name of any other skill."""

    similarity: str = "default"
    """How phrases are compared with names: «default», «e5», «lexical» or the folder of a model."""
    activity_certainty: float = 0.2
    """Certainty of a skill that a verb and its object tell of and no name names («je bouwt mee aan
    onze applicaties»): it tells what the work is, and much less what is asked."""

    def __post_init__(self) -> None:
        """Refuse weights that would break the contract of a score."""
        must, nice = (self.importance_weight[each] for each in (Importance.MUST, Importance.NICE))
        shares = self.occupation_share + self.preference_share
        factors = self._factors()
        below = [name for name, value in factors.items() if not value >= 0]
        above = [name for name, value in factors.items() if value > 1]
        gaps = self.level_factor
        for holds, problem in (
            (not below, f"no weight below 0, found {_told(below, factors)}"),
            (not above, f"no factor above 1, found {_told(above, factors)}"),
            (shares < 1, f"shares below 1 beside skills, found {shares}; lower them"),
            (
                0 < self.broader <= self.narrower < 1,
                f"0 < broader <= narrower < 1, found {self.broader} and {self.narrower}; "
                f"relatedness is never 1 for another skill",
            ),
            (
                gaps[0] == 1 and gaps[-1] >= 0 and list(gaps) == sorted(gaps, reverse=True),
                f"level factors that fall with the gap, from 1 for none, found {gaps}",
            ),
            (must > nice > 0, f"must > nice > 0, found {must} and {nice}"),
            (self.title_weight >= 1, f"a title weight of 1 or more, found {self.title_weight}"),
            (self.noise >= 1, f"noise of 1 or more, found {self.noise}"),
        ):
            if not holds:
                raise ConfigError(f"expected {problem}")

    def _factors(self) -> dict[str, float]:
        """All that must be in [0, 1], by name."""
        return {
            **{name: getattr(self, name) for name in _FACTORS},
            **{f"kind_weight.{kind}": value for kind, value in self.kind_weight.items()},
            **{f"evidence_strength.{kind}": x for kind, x in self.evidence_strength.items()},
        }


def _told(names: Sequence[str], factors: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {factors[name]}" for name in names)


_FACTORS = (
    "broad_weight",
    "least_related",
    "probable_weight",
    "occupation_share",
    "preference_share",
    "occupation_held",
    "in_progress_strength",
    "probable_certainty",
    "listed_certainty",
    "career_certainty",
    "fuzzy_certainty",
    "activity_certainty",
    "title_score",
)
