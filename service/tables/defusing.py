"""Texts that a spreadsheet would take for a formula, and characters that no file can hold."""

import re
import unicodedata

__all__ = ["cleaned", "defused", "is_formula", "restored"]

_SIGNS = frozenset("=+-@")
_AT_FRONT = ("\t", "\r", "\n")
# Controls but tab and line ends; halves of characters; what XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula.

    It begins with = + - @ tab or a line end; spaces and invisible characters before the sign
    count for nothing, and its fullwidth and small forms count as the sign.

    >>> is_formula("=1+1"), is_formula(" ＝1+1"), is_formula("1-1")
    (True, True, False)
    """
    if text.startswith(_AT_FRONT):
        return True
    for character in text:
        if not (character.isspace() or unicodedata.category(character)[0] == "C"):
            return bool(_SIGNS.intersection(unicodedata.normalize("NFKC", character)))
    return False


def defused(text: str) -> str:
    """The text with an apostrophe before it where it is a formula, or was given apostrophes."""
    return f"'{text}" if is_formula(text.lstrip("'")) else text


def restored(text: str) -> str:
    """What `defused` was given.

    >>> restored(defused("+31 10 000 00 00"))
    '+31 10 000 00 00'
    """
    return text[1:] if text.startswith("'") and is_formula(text.lstrip("'")) else text


def cleaned(text: str) -> str:
    """The text without control characters, and with a sign in place of half a character."""
    return _UNWRITABLE.sub(lambda found: "\ufffd" if found[0] >= "\ud800" else "", text)
