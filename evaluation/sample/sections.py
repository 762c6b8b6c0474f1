"""The sections of a text: each gives its lines, without a heading."""

from dataclasses import dataclass

from evaluation.sample.dice import Dice
from evaluation.sample.parts import Career, Parts, Record, Texts
from evaluation.sample.people import Person

AT = {"nl": "bij", "en": "at"}
YEARS = {"nl": "jaar", "en": "years"}
MOTHER_TONGUE = {"nl": "moedertaal", "en": "native"}
NAMES = {
    "nl": {"nl": "Nederlands", "en": "Engels"},
    "en": {"nl": "Dutch", "en": "English"},
}


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a text: sentences run on, items stand on lines of their own."""

    heading: str
    lines: Texts
    items: bool = False


def profile(dice: Dice, parts: Parts, person: Person, language: str) -> Section:
    """Open with who the person is, sometimes with the story of the change."""
    openings = parts.profiles[person.programme.id][language]
    lines = dice.some(openings, 2 if person.kind == "long" else 1)
    if person.kind != "short" or dice.chance(0.5):
        lines.append(dice.pick(person.career.story[language]))
    if dice.chance(0.35):
        lines.append(_seek(dice, parts, person, language))
    return Section(heading="profile", lines=tuple(dice.shuffled(lines)))


def _seek(dice: Dice, parts: Parts, person: Person, language: str) -> str:
    place, hours = person.facts.get("place"), person.facts.get("hours")
    sentence = dice.pick(parts.wording[language]["seek"])
    if ("{place}" in sentence and not place) or ("{hours}" in sentence and not hours):
        return parts.wording[language]["seek"][-1]
    low, high = hours or (0, 0)
    text = str(low) if low == high else f"{low}-{high}"
    return sentence.format(place=place, hours=text)


def work(dice: Dice, parts: Parts, person: Person, language: str) -> Section:
    """Describe the career, and in a long text the job before it."""
    last = person.finished.year - dice.between(1, 2)
    years = person.career.years or dice.between(3, 15)
    if dice.chance(0.35):
        return Section(heading="work", lines=_told(dice, parts, person.career, language))
    lines = _listed(dice, person.career, language, last - years, last)
    if person.kind == "long":
        end = last - years
        lines += _listed(dice, person.earlier, language, end - dice.between(2, 7), end)
    return Section(heading="work", lines=lines, items=True)


def _listed(dice: Dice, career: Career, language: str, start: int, end: int) -> Texts:
    title, employer = career.title[language], dice.pick(career.employers[language])
    head = dice.pick(
        [
            f"{start} - {end}  {title}, {employer}",
            f"{title} {AT[language]} {employer} ({end - start} {YEARS[language]})",
            f"{start}\u2013{end} | {title} | {employer}",
        ]
    )
    duties = dice.some(career.duties[language], dice.between(2, 4))
    return (head, *(f"* {duty}" for duty in duties))


def _told(dice: Dice, parts: Parts, career: Career, language: str) -> Texts:
    words = parts.wording[language]
    title, employer = _lower(career.title[language]), dice.pick(career.employers[language])
    opening = dice.pick(words["joints"]).format(title=title, employer=employer)
    duties = dice.some(career.duties[language], dice.between(1, 3))
    told = dice.pick(words["told"]).format(duties=_enumerated(duties, words["and"][0]))
    return (opening, told)


def _enumerated(items: list[str], and_: str) -> str:
    *first, last = items
    return f"{', '.join(first)} {and_} {last}" if first else last


def _lower(title: str) -> str:
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def education(dice: Dice, parts: Parts, person: Person, language: str) -> Section:
    """Name the programme and, mostly, the school before it."""
    study = dice.pick(parts.wording[language]["study"]).format(
        programme=person.programme.name, provider=person.programme.provider
    )
    lines = [study if dice.chance(0.5) else f"{study} ({person.finished.year})"]
    if dice.chance(0.75):
        lines.append(person.career.school[language])
    return Section(heading="education", lines=tuple(lines), items=True)


def skills(dice: Dice, parts: Parts, person: Person, language: str) -> Section:
    """Tell what the person can do, as sentences, a line of keywords or both."""
    found = parts.skills[person.programme.id]
    if person.kind == "medium" and dice.chance(0.3):
        return Section(heading="skills", lines=(dice.pick(found["keywords"]),))
    lines = dice.some(found[language], 4 if person.kind == "long" else dice.between(1, 3))
    if dice.chance(0.25):
        lines.append(dice.pick(found["keywords"]))
    return Section(heading="skills", lines=tuple(lines), items=dice.chance(0.5))


def projects(dice: Dice, parts: Parts, person: Person, language: str) -> Section:
    """Describe one project, or two in a long text."""
    count = 2 if person.kind == "long" else 1
    lines = dice.some(parts.projects[person.programme.id][language], count)
    return Section(heading="projects", lines=tuple(lines), items=count > 1)


def character(dice: Dice, parts: Parts, heading: str, language: str) -> Section:
    """Tell of strengths or wishes, which are no skills in IT."""
    found = dice.some(parts.character[f"{heading}_{language}"], dice.between(1, 3))
    return Section(heading=heading, lines=tuple(found), items=dice.chance(0.4))


def languages(person: Person, language: str) -> Section:
    """List the languages that the facts name; none when they name none."""
    known = person.facts.get("languages", [])
    names = [f"{NAMES[language][item['code']]} ({_level(item, language)})" for item in known]
    return Section(heading="languages", lines=(", ".join(names),) if names else ())


def _level(item: Record, language: str) -> str:
    return MOTHER_TONGUE[language] if item["cefr"] == "C2" else str(item["cefr"])


def hobbies(dice: Dice, parts: Parts, language: str) -> Section:
    """Name up to three pastimes."""
    found = dice.some(parts.hobbies[language], dice.between(1, 3))
    return Section(heading="hobbies", lines=(", ".join(found),))


def trap(dice: Dice, parts: Parts, person: Person, language: str) -> str | None:
    """Draw a sentence that looks like a skill, where it is true of the person."""
    fitting = [
        item.text
        for item in parts.traps
        if item.language == language and person.programme.id not in item.not_for
    ]
    return dice.pick(fitting) if fitting and dice.chance(0.3) else None
