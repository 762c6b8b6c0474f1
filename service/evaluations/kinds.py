"""The words of runs: what is measured, by which systems, on what, and how far it is."""

from enum import StrEnum

__all__ = [
    "EvaluationHalf",
    "EvaluationSize",
    "EvaluationState",
    "EvaluationSystems",
    "EvaluationTask",
]


class EvaluationState(StrEnum):
    """How far a run is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class EvaluationTask(StrEnum):
    """What a run measures."""

    RANKING = "ranking"
    FAIRNESS = "fairness"
    TRAPS = "traps"


class EvaluationSystems(StrEnum):
    """Which systems a run measures."""

    OURS = "ours"
    BASELINES = "baselines"
    ALL = "all"


class EvaluationHalf(StrEnum):
    """Which half of the judged vacancies."""

    DEV = "dev"
    TEST = "test"


class EvaluationSize(StrEnum):
    """All of the data, or a few queries to try it out."""

    WHOLE = "whole"
    TRIAL = "trial"
