"""From sections to one text, in the ways that people lay out a CV."""

from collections.abc import Sequence
from dataclasses import replace

from evaluation.sample import sections as make
from evaluation.sample.dice import Dice
from evaluation.sample.parts import LANGUAGES, Parts
from evaluation.sample.people import Person
from evaluation.sample.sections import Section

LONGEST = 2500
MARKS = ("- ", "• ", "* ", "\u2013 ", "> ", "")
HEADS = ("{0}", "{0}:", "## {0}", "**{0}**", "== {0} ==", "{0}\n-----")
NOW_DOING = {"nl": "{programme}, voorheen {title}.", "en": "{programme}, formerly a {title}."}


def write_text(dice: Dice, parts: Parts, person: Person) -> str:
    """Write the text of a person; at most 2,500 characters.

    Args:
        dice: The stream of this candidate alone.
        parts: The building blocks.
        person: Whose text; its kind sets the length.
    """
    if person.kind == "line":
        return _line(dice, parts, person)
    found = _sections(dice, parts, person)
    layout = dice.pick([_headed, _headed, _headed, _plain, _letter])
    if person.kind == "short":
        layout = dice.pick([_plain, _plain, _headed, _letter])
    text = layout(dice, parts, person, found)
    if dice.chance(0.06):
        text = _careless(dice, text)
    return text[:LONGEST].rstrip()


def _line(dice: Dice, parts: Parts, person: Person) -> str:
    language, id = person.language, person.programme.id
    title = person.career.title[language]
    title = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    ended = NOW_DOING[language].format(programme=person.programme.name, title=title)
    options = [
        dice.pick(parts.skills[id]["keywords"]),
        f"{ended} {dice.pick(parts.profiles[id][language])}",
        f"{ended} {dice.pick(parts.skills[id][language])}",
        f"{dice.pick(parts.skills[id]['keywords'])}. {dice.pick(person.career.story[language])}",
    ]
    return dice.pick(options)


def _sections(dice: Dice, parts: Parts, person: Person) -> list[Section]:
    mixed = dice.chance(0.12)

    def tongue() -> str:
        return dice.pick(LANGUAGES) if mixed else person.language

    found = [make.profile(dice, parts, person, tongue())]
    rest = [make.skills(dice, parts, person, tongue())]
    if person.kind != "short" or dice.chance(0.3):
        rest.append(make.work(dice, parts, person, tongue()))
    if person.kind == "long" or dice.chance(0.4):
        rest.append(make.projects(dice, parts, person, tongue()))
    if person.kind == "long" or dice.chance(0.5):
        rest.append(make.education(dice, parts, person, tongue()))
    found += dice.shuffled(rest) + _character(dice, parts, person)
    if person.kind != "short":
        found.append(make.languages(person, person.language))
        if dice.chance(0.5):
            found.append(make.hobbies(dice, parts, person.language))
    return _with_trap(dice, parts, person, [section for section in found if section.lines])


def _character(dice: Dice, parts: Parts, person: Person) -> list[Section]:
    share = {"short": 0.2, "medium": 0.3, "long": 0.9}[person.kind]
    return [
        make.character(dice, parts, heading, person.language)
        for heading in ("strengths", "wishes")
        if dice.chance(share)
    ]


def _with_trap(dice: Dice, parts: Parts, person: Person, found: list[Section]) -> list[Section]:
    sentence = make.trap(dice, parts, person, person.language)
    open_to = [i for i, item in enumerate(found) if item.heading in {"profile", "skills"}]
    if sentence is not None:
        at = dice.pick(open_to)
        found[at] = replace(found[at], lines=(*found[at].lines, sentence))
    return found


def _headed(dice: Dice, parts: Parts, person: Person, found: Sequence[Section]) -> str:
    head, mark, loud = dice.pick(HEADS), dice.pick(MARKS), dice.chance(0.25)
    blocks = []
    for section in found:
        name = dice.pick(parts.wording[person.language][section.heading])
        name = name.upper() if loud else name
        blocks.append(f"{head.format(name)}\n{_body(section, mark)}")
    return ("\n\n" if dice.chance(0.8) else "\n").join(blocks)


def _body(section: Section, mark: str) -> str:
    if not section.items:
        return " ".join(section.lines)
    marked = any(line.startswith("* ") for line in section.lines)
    if marked:
        return "\n".join(mark + line[2:] if line[:2] == "* " else line for line in section.lines)
    return "\n".join(mark + line for line in section.lines)


def _plain(dice: Dice, parts: Parts, person: Person, found: Sequence[Section]) -> str:
    spare = dice.pick(parts.wording[person.language]["spare"])
    join = "\n\n" if dice.chance(0.5) else " "
    told = [_prose(item, spare) for item in found if item.heading != "languages"]
    return join.join(told)


def _letter(dice: Dice, parts: Parts, person: Person, found: Sequence[Section]) -> str:
    words = parts.wording[person.language]
    told = [_prose(item, "") for item in found if item.heading not in {"languages", "hobbies"}]
    return "\n\n".join([dice.pick(words["greeting"]), *told, dice.pick(words["close"])])


def _prose(section: Section, spare: str) -> str:
    if section.heading == "hobbies":
        return spare.format(hobbies=section.lines[0])
    if section.heading == "work" and section.items:
        return _jobs(section.lines)
    return " ".join(line if line[-1] in ".!?" else f"{line}." for line in section.lines)


def _jobs(lines: Sequence[str]) -> str:
    """Run the lines of each job together: the title, then what was done."""
    text = ""
    for line in lines:
        done = line.startswith("* ")
        joint = ("; " if text.endswith(";") else ": ") if done else (". " if text else "")
        text = text.rstrip(";") + joint + line.removeprefix("* ") + (";" if done else "")
    return text.rstrip(";") + "."


def _careless(dice: Dice, text: str) -> str:
    """Write as in haste: no capitals, no full stops, letters swapped in some long words."""
    words = text.lower().replace(".\n", "\n").split(" ")
    for at in dice.some(range(len(words)), len(words) // 12):
        word = words[at]
        if len(word) > 6 and word.isalpha():
            middle = len(word) // 2
            words[at] = word[:middle] + word[middle + 1] + word[middle] + word[middle + 2 :]
    return " ".join(words)
