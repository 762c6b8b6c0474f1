"""The obvious slow version: one vacancy, one candidate, plain Python, straight from the design."""

import math
from fractions import Fraction

from matching.config import MatchingConfig
from matching.taxonomy import Relatedness, Taxonomy
from matching.types import (
    CEFR,
    CandidateProfile,
    Claim,
    Conditions,
    Location,
    Requirement,
    VacancyProfile,
    WorkMode,
)

MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"


def in_ten_thousandths(factor: float) -> int:
    return round(factor * 10_000)


def metres_between(one: Location | None, two: Location | None) -> int | None:
    if one is None or two is None:
        return None
    a, b = math.radians(one.latitude), math.radians(two.latitude)
    east = math.radians(two.longitude - one.longitude)
    haversine = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return round(2 * 6_371_008.8 * math.asin(math.sqrt(haversine)))


def works_from_home(vacancy: Conditions, candidate: Conditions) -> bool:
    return vacancy.work_modes == {WorkMode.REMOTE} or (
        WorkMode.REMOTE in vacancy.work_modes and WorkMode.REMOTE in candidate.work_modes
    )


def place(vacancy: Conditions, candidate: Conditions, config: MatchingConfig) -> str:
    if works_from_home(vacancy, candidate):
        return MET
    metres = metres_between(vacancy.location, candidate.location)
    if metres is None:
        return UNKNOWN
    limit = candidate.max_travel_km
    if metres <= 1000 * (config.default_travel_km if limit is None else limit):
        return MET
    maybe_from_home = WorkMode.REMOTE in vacancy.work_modes and not candidate.work_modes
    return UNKNOWN if limit is None or maybe_from_home else NOT_MET


def said(known: object, met: bool) -> str:
    return (MET if met else NOT_MET) if known else UNKNOWN


def hours(vacancy: Conditions, candidate: Conditions) -> str:
    if vacancy.hours is None or candidate.hours is None:
        return UNKNOWN
    low, high = candidate.hours
    return said(True, low <= vacancy.hours[1] and vacancy.hours[0] <= high)


def verdicts(
    vacancy: Conditions, candidate: Conditions, config: MatchingConfig
) -> list[tuple[str, str]]:
    """(name, verdict) of every constraint, in the order of the design."""
    modes = vacancy.work_modes & candidate.work_modes
    both = vacancy.work_modes and candidate.work_modes
    found = [
        ("place", place(vacancy, candidate, config)),
        ("work_mode", said(both, bool(modes))),
        ("hours", hours(vacancy, candidate)),
    ]
    if vacancy.start and candidate.start:
        found.append(("start", said(True, candidate.start <= vacancy.start)))
    else:
        found.append(("start", UNKNOWN))
    for code in sorted(vacancy.languages):
        asked, held = vacancy.languages[code], candidate.languages.get(code)
        enough = held is not None and CEFR.index(held) >= CEFR.index(asked)
        found.append(("language", said(held, enough)))
    if vacancy.education_level is not None:
        level = candidate.education_level
        found.append(("education", said(level, (level or 0) >= vacancy.education_level)))
    if vacancy.licence_to_work or candidate.licence_to_work is False:
        may = candidate.licence_to_work
        found.append(("licence", said(may is not None, bool(may))))
    found.append(("consent", said(candidate.consent is not None, bool(candidate.consent))))
    return found


def importance(requirement: Requirement, config: MatchingConfig) -> float:
    certainty = requirement.certainty
    if certainty < config.fuzzy_certainty:
        certainty = min(certainty, config.probable_weight)
    return config.importance_weight[requirement.importance] * certainty


def weights(
    vacancy: VacancyProfile, share: int, taxonomy: Taxonomy, config: MatchingConfig
) -> dict[str, tuple[int, int]]:
    """Skill to (level asked, weight); the weights add up to `share`."""
    units, level = {}, {}
    for skill in sorted({each.skill for each in vacancy.requirements}):
        same = [each for each in vacancy.requirements if each.skill == skill]
        named = [each.level for each in same if each.level is not None]
        level[skill] = max(named) if named else config.default_level_asked
        narrow = config.broad_weight + (1 - config.broad_weight) * taxonomy.specificity[skill]
        kind = config.kind_weight[taxonomy.skills[skill].kind]
        heaviest = max(importance(each, config) for each in same)
        if any(found.source == "title" for each in same for found in each.evidence):
            heaviest *= config.title_weight
        units[skill] = max(1, round(1_000_000 * heaviest * kind * narrow))
    exact = {skill: Fraction(share * unit, sum(units.values())) for skill, unit in units.items()}
    whole = {skill: math.floor(part) for skill, part in exact.items()}
    for skill in sorted(exact, key=lambda each: (whole[each] - exact[each], each)):
        if sum(whole.values()) < share:
            whole[skill] += 1
    return {skill: (level[skill], whole[skill]) for skill in exact}


def credit(
    claim: Claim, asked: str, level: int, relatedness: Relatedness, config: MatchingConfig
) -> int:
    related = in_ten_thousandths(relatedness.to_skill(asked).get(claim.skill, 0.0))
    if claim.skill != asked:
        related = min(related, 9_999)
    held = config.default_level_held[claim.kind] if claim.level is None else claim.level
    product = Fraction(related, 10_000)
    for factor in (
        config.level_factor[max(0, level - held)],
        config.evidence_strength[claim.kind],
        claim.certainty,
    ):
        product *= Fraction(in_ten_thousandths(factor), 10_000)
    return math.floor(product * 10_000)


def occupation_credit(
    asked: str, candidate: CandidateProfile, relatedness: Relatedness, config: MatchingConfig
) -> int:
    found = [0]
    for part, occupations in ((1.0, candidate.wants), (config.occupation_held, candidate.held)):
        for each in occupations:
            related = in_ten_thousandths(relatedness.to_occupation(asked).get(each, 0.0))
            if each != asked:
                related = min(related, 9_999)
            found.append(related * in_ten_thousandths(part) // 10_000)
    return max(found)


def preference_fits(
    vacancy: Conditions, candidate: Conditions, config: MatchingConfig
) -> list[int]:
    """Of place, hours and way of working, in 1/10,000."""
    verdict = dict(verdicts(vacancy, candidate, config))
    plain = {MET: 10_000, UNKNOWN: 5_000, NOT_MET: 0}
    fits = [plain[verdict[name]] for name in ("place", "hours", "work_mode")]
    metres, limit = metres_between(vacancy.location, candidate.location), candidate.max_travel_km
    if verdict["place"] == MET and not works_from_home(vacancy, candidate):
        fits[0] = 5_000
        if limit is not None and metres is not None:
            most = max(1, round(1000 * min(limit, 20_100)))
            fits[0] = 10_000 - 5_000 * metres // most
    if verdict["hours"] == MET and vacancy.hours and candidate.hours:
        (low, high), (fewest, most_hours) = candidate.hours, vacancy.hours
        narrower = Fraction(min(high - low, most_hours - fewest))
        shared = Fraction(min(high, most_hours) - max(low, fewest))
        fits[1] = math.floor(5_000 + 5_000 * shared / narrower) if narrower else 10_000
    return fits


def score(
    vacancy: VacancyProfile, candidate: CandidateProfile, taxonomy: Taxonomy, config: MatchingConfig
) -> int:
    relatedness = Relatedness(taxonomy, config)
    for_preferences = in_ten_thousandths(config.preference_share)
    for_occupation = in_ten_thousandths(config.occupation_share) if vacancy.occupations else 0
    asked = weights(vacancy, 10_000 - for_preferences - for_occupation, taxonomy, config)
    total = 0
    for skill, (level, weight) in asked.items():
        credits = [credit(each, skill, level, relatedness, config) for each in candidate.claims]
        total += weight * max(credits, default=0) // 10_000
    if vacancy.occupations:
        credits = [
            occupation_credit(each, candidate, relatedness, config) for each in vacancy.occupations
        ]
        total += for_occupation * max(credits) // 10_000
    third, left = divmod(for_preferences, 3)
    fits = preference_fits(vacancy.conditions, candidate.conditions, config)
    for i, fit in enumerate(fits):
        total += (third + (i < left)) * fit // 10_000
    return total
