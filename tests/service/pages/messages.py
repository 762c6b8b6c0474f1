"""The messages of the code and of the catalogues; run it to see which Dutch ones are missing.

python -m tests.service.pages.messages >> service/pages/locale/nl/AREA.po
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from service.pages.language import LOCALE
from service.pages.rendering import TEMPLATES

Id = str | tuple[str, ...]

_PAGES = LOCALE.parent
_OPTIONS = {
    "**.html": {
        "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols",
        "silent": "false",
        "trim_blocks": "true",
    }
}
_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def used() -> Mapping[Id, str]:
    """Every message that pages say, and a file that says it."""
    found: dict[Id, str] = {}
    for folder, method in ((TEMPLATES, [("**.html", "jinja2.ext:babel_extract")]), (_PAGES, [])):
        for file, _line, id_, _comments, _context in extract_from_dir(
            folder,
            method_map=method or [("**.py", "python")],
            options_map=_OPTIONS,
            keywords=_KEYWORDS,
        ):
            found.setdefault(id_, file)
    return found


def translated() -> Mapping[Id, list[tuple[str, Message]]]:
    """Every Dutch message, with the files that have it."""
    found: dict[Id, list[tuple[str, Message]]] = defaultdict(list)
    for file in sorted((LOCALE / "nl").glob("*.po")):
        for message in _messages(file):
            assert not isinstance(message.id, list)
            found[message.id].append((file.name, message))
    return found


def _messages(file: Path) -> Iterator[Message]:
    with file.open("rb") as opened:
        yield from (each for each in read_po(opened, locale="nl_NL") if each.id)


def main() -> None:
    """Print what is said and has no Dutch, as entries of a catalogue."""
    there, missing = translated(), Catalog(locale="nl_NL")
    for id_ in used():
        if id_ not in there:
            missing.add(id_)
    written = BytesIO()
    write_po(written, missing, omit_header=True, width=100)
    print(written.getvalue().decode(), end="")


if __name__ == "__main__":
    main()
