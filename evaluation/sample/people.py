"""Who a candidate is: programme, career, constraints and typed skills."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from evaluation.sample.dice import Dice
from evaluation.sample.parts import Career, Parts, Programme, Record

ENGLISH_TAUGHT = frozenset({"P07", "P08", "P09", "P11"})
HOURS = ([16, 24], [24, 32], [28, 36], [32, 36], [32, 40], [32, 40], [36, 40], [40, 40])
MODES = (["hybrid"], ["hybrid"], ["onsite"], ["onsite", "hybrid"], ["hybrid", "remote"], ["remote"])
FIRST_DAY, LAST_DAY = date(2026, 1, 5), date(2027, 12, 31)
SHARE_OF_FIELDS = {"facts": 0.6, "line": 0.35, "short": 0.5, "medium": 0.65, "long": 0.85}


@dataclass(frozen=True, kw_only=True)
class Person:
    """One invented candidate before any text is written."""

    id: str
    programme: Programme
    career: Career
    earlier: Career
    language: str  # of the text
    kind: str  # bare, facts, line, short, medium or long
    finished: date
    facts: Record = field(default_factory=dict)


def draw_person(dice: Dice, parts: Parts, *, id: str, kind: str) -> Person:
    """Draw a person whose facts agree with programme, career and language.

    Args:
        dice: The stream of this candidate alone.
        parts: The building blocks.
        id: The candidate's id.
        kind: How much is known; "bare" has the programme only.
    """
    programme = dice.pick(parts.programmes)
    career, earlier = dice.some(parts.careers, 2)
    english = dice.chance(0.55 if programme.id in ENGLISH_TAUGHT else 0.2)
    person = Person(
        id=id,
        programme=programme,
        career=career,
        earlier=earlier,
        language="en" if english else "nl",
        kind=kind,
        finished=date.fromisoformat(dice.pick(parts.people["cohorts"][programme.id])),
    )
    return replace(person, facts=_facts(dice, parts, person))


def _facts(dice: Dice, parts: Parts, person: Person) -> Record:
    facts: Record = {
        "programme": person.programme.id,
        "completed_on": person.finished.isoformat(),
    }
    if person.kind != "bare":
        facts |= _skills(dice, parts, person)
        facts |= _constraints(dice, parts, person)
        facts |= _availability(dice, person)
    return facts


def _skills(dice: Dice, parts: Parts, person: Person) -> Record:
    if not dice.chance({"facts": 0.4, "line": 0.3}.get(person.kind, 0.5)):
        return {}
    programme = person.programme
    typed = parts.people["typed"][programme.id]
    claims = dice.some(programme.taught, dice.between(1, 4))
    if dice.chance(0.3):
        pick = dice.pick(parts.people["certificates"][programme.id])
        claims.append({**pick, "evidence": "certificate"})
    if dice.chance(0.35):
        claims.append({**dice.pick(typed), "evidence": "self"})
    if person.kind != "facts" and dice.chance(0.7):
        claims.extend(person.career.skills)
    if dice.chance(0.2):
        claims.append({"label": dice.pick(typed)["label"]})
    return {"skills": claims}


def _constraints(dice: Dice, parts: Parts, person: Person) -> Record:
    share, programme = SHARE_OF_FIELDS[person.kind], person.programme
    facts: Record = {}
    if dice.chance(share):
        facts["education_level"] = max(programme.level, person.career.level)
    if dice.chance(share):
        taught = "en" if programme.id in ENGLISH_TAUGHT else "nl"
        facts["languages"] = _languages(dice, person.language, taught)
    if dice.chance(share + 0.1):
        facts["place"] = _place(dice, parts)
        if dice.chance(share):
            facts["max_travel_km"] = dice.between(2, 12) * 5
    if dice.chance(share):
        facts["work_mode"] = dice.pick(MODES)
    if dice.chance(share):
        facts["hours"] = dice.pick(HOURS)
    if dice.chance(share - 0.15):
        facts["wants"] = dice.some(parts.people["wants"][programme.id], dice.between(1, 2))
    return facts


def _languages(dice: Dice, language: str, taught: str) -> list[Record]:
    """Give levels that fit the text and the language the programme is taught in."""
    if language == "nl":
        levels = ["B2", "B2", "C1"] if taught == "en" else ["A2", "B1", "B2", "B2", "C1"]
        found = [{"code": "nl", "cefr": dice.pick(["C2", "C2", "C2", "C1", "B2", "B1"])}]
        if dice.chance(0.7):
            found.append({"code": "en", "cefr": dice.pick(levels)})
        return found
    levels = ["A1", "A2", "B1", "B1", "B2"] if taught == "en" else ["A2", "B1", "B1", "B2", "C1"]
    found = [{"code": "en", "cefr": dice.pick(["B2", "C1", "C1", "C2"])}]
    if dice.chance(0.8):
        found.append({"code": "nl", "cefr": dice.pick(levels)})
    return found


def _place(dice: Dice, parts: Parts) -> str:
    kind = "outside" if dice.chance(0.07) else "codes" if dice.chance(0.2) else "towns"
    return str(dice.pick(parts.people[kind]))


def _availability(dice: Dice, person: Person) -> Record:
    facts: Record = {}
    if dice.chance(SHARE_OF_FIELDS[person.kind]):
        day = max(person.finished, FIRST_DAY) + timedelta(days=dice.between(3, 110))
        facts["available_from"] = min(day, LAST_DAY).isoformat()
    if dice.chance(0.65):
        facts["consent"] = not dice.chance(0.06)
    return facts
