"""How well what somebody can do is shown."""

from collections import defaultdict

from matching.types import CandidateProfile, Claim, EvidenceKind

__all__ = ["is_thin"]


def is_thin(profile: CandidateProfile) -> bool:
    """Whether half of the skills or more rest on own statements or doubtful readings alone.

    What a programme taught counts as shown. Of whom no skill is known, nothing is shown.
    """
    shown: dict[str, bool] = defaultdict(bool)
    for claim in profile.claims:
        shown[claim.skill] |= _is_firm(claim)
    return 2 * sum(shown.values()) <= len(shown)


def _is_firm(claim: Claim) -> bool:
    return claim.kind is not EvidenceKind.SELF and claim.certainty >= 1
