"""What a cell's text means, by the kind of its column. Each kind says what it expects.

Numbers take a decimal comma or point, dates the Dutch order or ISO's, words Dutch or English.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

__all__ = [
    "DATE",
    "EDUCATION",
    "EMAIL",
    "HOURS",
    "IDENTIFIER",
    "LANGUAGES",
    "ORGANISATION_KINDS",
    "PHONE",
    "SKILLS",
    "WORK_MODES",
    "YES_NO",
    "ValueKind",
    "decimal",
    "one_of_each",
    "text",
    "texts",
    "whole",
]


@dataclass(frozen=True, slots=True)
class ValueKind:
    """A kind of value; `read` gets text without spaces around it and raises ValueError."""

    expected: str
    read: Callable[[str], object]


def text(most: int) -> ValueKind:
    """A text of at most `most` characters."""
    return ValueKind(f"at most {most:,} characters", lambda found: _at_most(found, most))


def texts(most: int) -> ValueKind:
    """Texts of at most `most` characters each."""

    def read(found: str) -> list[str]:
        return [_at_most(each, most) for each in _parts(found)]

    return ValueKind(f"texts of at most {most:,} characters, with ; between them", read)


def whole(low: int, high: int) -> ValueKind:
    """A whole number from `low` to `high`."""

    def read(found: str) -> int:
        return _within(int(_matched(r"\d{1,9}", found)[0]), low, high)

    return ValueKind(f"a whole number from {low} to {high:,}", read)


def decimal(low: float, high: float) -> ValueKind:
    """A number from `low` to `high`."""
    return ValueKind(f"a number from {low:g} to {high:,g}", lambda found: _number(found, low, high))


def one_of_each(words: Mapping[str, str], shown: str) -> ValueKind:
    """A list of known words, each of them once."""

    def read(found: str) -> list[str]:
        return list(dict.fromkeys(_known(each, words) for each in _parts(found)))

    return ValueKind(f"one or more of {shown}, with ; between them", read)


def _parts(found: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", found) if part.strip()]


def _at_most(found: str, most: int) -> str:
    if len(found) > most:
        raise ValueError(len(found))
    return found


def _matched(pattern: str, found: str) -> re.Match[str]:
    match = re.fullmatch(pattern, found, re.ASCII | re.IGNORECASE)
    if match is None:
        raise ValueError(found)
    return match


def _known(found: str, words: Mapping[str, str]) -> str:
    word = " ".join(re.split(r"[\s_-]+", found.casefold().strip()))
    if word not in words:
        raise ValueError(found)
    return words[word]


def _within(value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise ValueError(value)
    return value


def _number(found: str, low: float, high: float) -> float:
    value = float(_matched(r"\d{1,9}(?:[.,]\d{1,9})?", found)[0].replace(",", "."))
    if not low <= value <= high:
        raise ValueError(value)
    return value


def _identifier(found: str) -> str:
    if re.search(r"\s", found):
        raise ValueError(found)
    return _at_most(found, 200)


def _date(found: str) -> date:
    iso = r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T]\d\d:\d\d(?::\d\d)?)?"
    dutch = r"(?P<d>\d{1,2})(?P<between>[-/.])(?P<m>\d{1,2})(?P=between)(?P<y>\d{4})"
    match = re.fullmatch(iso, found, re.ASCII) or _matched(dutch, found)
    found_date = date(int(match["y"]), int(match["m"]), int(match["d"]))
    _within(found_date.year, 1950, 2100)
    return found_date


def _hours(found: str) -> list[float]:
    pattern = r"([\d.,]+)(?:\s*(?:-|–|tot|t/m|to)\s*([\d.,]+))?(?:\s*(?:uur|hours))?"
    match = _matched(pattern, found)
    fewest = _number(match[1], 0, 80)
    most = _number(match[2] or match[1], 0, 80)
    if fewest > most:
        raise ValueError(found)
    return [fewest, most]


def _skills(found: str) -> list[dict[str, object]]:
    return [_skill(part) for part in _parts(found)]


def _skill(part: str) -> dict[str, object]:
    label, _, level = part.rpartition(":")
    if not level.strip().isdecimal():
        return {"label": _at_most(part, 200)}
    if not label.strip():
        raise ValueError(part)
    return {"label": _at_most(label.strip(), 200), "level": _within(int(level), 1, 4)}


_CODES = {
    **dict.fromkeys(("nederlands", "dutch"), "nl"),
    **dict.fromkeys(("engels", "english"), "en"),
    **dict.fromkeys(("duits", "german"), "de"),
    **dict.fromkeys(("frans", "french"), "fr"),
    **dict.fromkeys(("spaans", "spanish"), "es"),
    **dict.fromkeys(("turks", "turkish"), "tr"),
    **dict.fromkeys(("arabisch", "arabic"), "ar"),
    **dict.fromkeys(("pools", "polish"), "pl"),
    **dict.fromkeys(("oekraïens", "ukrainian"), "uk"),
}


def _languages(found: str) -> list[dict[str, str]]:
    read = [_language(part) for part in _parts(found)]
    if len({each["code"] for each in read}) < len(read):
        raise ValueError(found)
    return read


def _language(part: str) -> dict[str, str]:
    match = _matched(r"([^\s:]+)[\s:]+(A1|A2|B1|B2|C1|C2|moedertaal|native)", part)
    name, level = match[1].casefold(), match[2].upper()
    code = _CODES.get(name) or _matched("[a-z]{2}", name)[0]
    return {"code": code, "cefr": level if len(level) == 2 else "C2"}


def _email(found: str) -> str:
    return _at_most(_matched(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+", found)[0].lower(), 254)


def _phone(found: str) -> str:
    kept = _matched(r"\+?[\d\s().-]+", found)[0]
    if sum(character.isdigit() for character in kept) < 8:
        raise ValueError(found)
    return _at_most(kept, 40)


_EDUCATION = MappingProxyType(
    {
        **{str(level): level for level in range(1, 9)},
        **{f"{word} {level}": level for word in ("eqf", "nlqf", "mbo") for level in range(1, 5)},
        **{f"{word} {level}": level for word in ("eqf", "nlqf") for level in range(5, 9)},
        **dict.fromkeys(("ad", "associate degree"), 5),
        **dict.fromkeys(("hbo", "hbo bachelor", "wo bachelor", "bachelor"), 6),
        **dict.fromkeys(("hbo master", "wo", "wo master", "master"), 7),
    }
)


def _education(found: str) -> int:
    word = " ".join(re.split(r"[\s-]+", found.casefold()))
    if word not in _EDUCATION:
        raise ValueError(found)
    return _EDUCATION[word]


_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1"})
_NO = frozenset({"nee", "n", "no", "false", "onwaar", "0"})


def _yes_no(found: str) -> bool:
    word = found.casefold()
    if word not in _YES | _NO:
        raise ValueError(found)
    return word in _YES


IDENTIFIER = ValueKind("a number or code without spaces, at most 200 characters", _identifier)
"""What tells one line of a kind from all others, also in a later file."""

DATE = ValueKind("a date from 1950 to 2100, such as 31-1-2026 or 2026-01-31", _date)
"""A day."""

HOURS = ValueKind("hours a week from 0 to 80, such as 32 or 24-36", _hours)
"""The fewest and the most hours a week."""

SKILLS = ValueKind(
    "skills of at most 200 characters with ; between them, each with or without a level from 1 "
    "to 4, such as Python:3; SQL",
    _skills,
)
"""Skills by their labels, with levels."""

LANGUAGES = ValueKind(
    "languages with ; between them, each once and with a level from A1 to C2, such as nl:B2; en:C1",
    _languages,
)
"""Natural languages and how well they are known."""

EMAIL = ValueKind("an e-mail address, such as naam@example.org", _email)
"""An e-mail address, in lower case."""

PHONE = ValueKind("a telephone number of at least 8 digits, such as 010 000 00 00", _phone)
"""A telephone number, as it was written."""

EDUCATION = ValueKind("a level from 1 to 8 (EQF), or such as mbo 4, hbo or wo master", _education)
"""The EQF level of an education."""

YES_NO = ValueKind("ja or nee, yes or no", _yes_no)
"""Whether something is so."""

WORK_MODES = one_of_each(
    {
        **dict.fromkeys(("onsite", "op locatie", "kantoor"), "onsite"),
        **dict.fromkeys(("hybrid", "hybride"), "hybrid"),
        **dict.fromkeys(("remote", "op afstand", "thuis"), "remote"),
    },
    "op locatie (onsite), hybride (hybrid), op afstand (remote)",
)
"""Where the work can be done."""

ORGANISATION_KINDS = one_of_each(
    {
        **dict.fromkeys(("employer", "werkgever"), "employer"),
        **dict.fromkeys(("school", "opleider"), "school"),
        **dict.fromkeys(("public body", "overheid"), "public body"),
    },
    "werkgever (employer), opleider (school), overheid (public body)",
)
"""What an organisation is; one can be several of these."""
