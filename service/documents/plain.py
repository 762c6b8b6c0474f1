"""Bytes to characters, and characters to a text that can be kept and shown."""

import codecs
import re

from service.documents.model import Notice, NoticeCode

__all__ = ["decoded", "row_line", "showable", "tidy"]

_UNSHOWABLE = dict.fromkeys(
    [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"]
    + [0xFFFE, 0xFFFF]
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \u00a0]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def decoded(content: bytes, named: str | None = None) -> tuple[str, tuple[Notice, ...]]:
    """The characters of a file: by its byte order mark, else UTF-8, else Windows-1252.

    Args:
        content: The bytes of the file.
        named: The encoding that the file itself names, tried after UTF-8.

    Examples:
        >>> decoded("café".encode())
        ('café', ())
        >>> decoded("café".encode("cp1252"))[0]
        'café'
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if named:
        try:
            return content.decode(named), ()
        except (LookupError, UnicodeError):
            pass
    return content.decode("cp1252", errors="replace"), (Notice(code=NoticeCode.GUESSED_ENCODING),)


def tidy(text: str) -> str:
    r"""The text without what no database keeps, with plain line ends and no runs of empty lines.

    Examples:
        >>> tidy("a\x00b \r\n\r\n\r\n\r\nc")
        'ab\n\nc'
    """
    lines = (_SPACES.sub(" ", line).strip(" \t") for line in showable(text).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def showable(text: str) -> str:
    r"""The text without control characters and halves of characters, which no database keeps.

    Examples:
        >>> showable("a\x07\ud83d\ude00\ud800")
        'a😀'
    """
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _LINE_ENDS.sub("\n", paired).translate(_UNSHOWABLE)


def row_line(cells: list[str]) -> str:
    """A row of a table as lines, so that a heading or a name in the first cell reads as one.

    Examples:
        >>> row_line(["Naam", "Sam Voorbeeld"])
        'Naam: Sam Voorbeeld'
        >>> row_line(["SQL", "2 jaar", "goed"])
        'SQL | 2 jaar | goed'
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if any("\n" in cell for cell in filled):
        return "\n".join(filled)
    if len(filled) == 2:
        return f"{filled[0].removesuffix(':')}: {filled[1]}"
    return " | ".join(filled)
