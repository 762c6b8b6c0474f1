"""What is said of the lines of a file: what the service expected, and how a page says it."""

from service.pages.language import N_

__all__ = ["LINES"]

_OWN_NUMBER = N_("a number of its own, and not that of a line before")
_SAVE_AGAIN = N_("a whole file of the kind that its name says; open it, save it again, and retry")
_NO_PASSWORD = N_("a file without a password")
_SMALLER = N_("a smaller file; cut it in parts, or leave out pictures")
_CV = N_("a CV or vacancy in a form that is known; fill in the template instead")

_CELLS = (
    (
        "a number or code without spaces, at most 200 characters",
        N_("a number or code without spaces, at most 200 characters"),
    ),
    (
        "a date from 1950 to 2100, such as 31-1-2026 or 2026-01-31",
        N_("a date from 1950 to 2100, such as 31-1-2026 or 2026-01-31"),
    ),
    (
        "hours a week from 0 to 80, such as 32 or 24-36",
        N_("hours a week from 0 to 80, such as 32 or 24-36"),
    ),
    (
        "skills of at most 200 characters with ; between them, each with or without a level "
        "from 1 to 4, such as Python:3; SQL",
        N_(
            "skills of at most 200 characters with ; between them, each with or without a level "
            "from 1 to 4, such as Python:3; SQL"
        ),
    ),
    (
        "languages with ; between them, each once and with a level from A1 to C2, such as "
        "nl:B2; en:C1",
        N_(
            "languages with ; between them, each once and with a level from A1 to C2, such as "
            "nl:B2; en:C1"
        ),
    ),
    (
        "an e-mail address, such as naam@example.org",
        N_("an e-mail address, such as naam@example.org"),
    ),
    (
        "a telephone number of at least 8 digits, such as 010 000 00 00",
        N_("a telephone number of at least 8 digits, such as 010 000 00 00"),
    ),
    (
        "a level from 1 to 8 (EQF), or such as mbo 4, hbo or wo master",
        N_("a level from 1 to 8 (EQF), or such as mbo 4, hbo or wo master"),
    ),
    ("ja or nee, yes or no", N_("yes or no")),
    ("at most <most> characters", N_("at most %(most)s characters")),
    (
        "texts of at most <most> characters, with ; between them",
        N_("texts of at most %(most)s characters, with ; between them"),
    ),
    ("a whole number from <low> to <high>", N_("a whole number from %(low)s to %(high)s")),
    ("a number from <low> to <high>", N_("a number from %(low)s to %(high)s")),
    (
        "one or more of <words>, with ; between them",
        N_("one or more of these, with ; between them: %(words)s"),
    ),
    ("nothing to the right of the last header", N_("nothing to the right of the last header")),
    ("text", N_("text without the character NUL")),
    ("UTF-8", N_("text in UTF-8 or Windows-1252; save it as «CSV UTF-8», or as XLSX")),
    ("whole characters", N_("whole characters")),
    ("a JSON object", N_("an object in JSON on each line")),
)

_ROWS = (
    ("one column for <name>", N_("one column for %(name)s")),
    ("a mapping to one of <names>", N_("a mapping to one of our headers: %(names)s")),
    ("a column <name> (or <other>)", N_("a column %(name)s (or %(other)s)")),
    ("a name on the first row of a programme", N_("a name on the first row of a programme")),
    (
        "a name where there is an e-mail or telephone",
        N_("a name, for there is an e-mail address or telephone number"),
    ),
    (
        "a name where there are hours, outcomes or skills",
        N_("a name of the module, for there are hours, outcomes or skills"),
    ),
    (
        "an id of its own, and not that of line <line>",
        N_("a number of its own, and not that of line %(line)s"),
    ),
    ("an id of its own", _OWN_NUMBER),
    ("a number of its own, and not that of a line before", _OWN_NUMBER),
    (
        "a module that the programme does not have yet (line <line>)",
        N_("a module that the programme does not have yet; line %(line)s has it"),
    ),
    (
        "what line <line> says of this programme, or nothing",
        N_("the same as line %(line)s says of this programme, or nothing"),
    ),
    (
        "the number of a programme that is there; import it first, or mend it",
        N_("the number of a programme that is there; import it first, or mend the number"),
    ),
    (
        "the number or name of an organisation that is a school; import it first, or mend it",
        N_("the number or name of a school that is there; import it first, or mend it"),
    ),
    (
        "the number or name of an active organisation that is an employer; import it first, or "
        "mend it",
        N_("the number or name of an active employer that is there; import it first, or mend it"),
    ),
    (
        "a name that no other programme of this school has; give it another",
        N_("a name that no other programme of this school has"),
    ),
    (
        "a name that no other organisation has; give that one this number first, or another name",
        N_("a name that no other organisation has; give that one this number, or another name"),
    ),
    (
        "a vacancy that has not ended, since the line says something new; give it a number of its "
        "own",
        N_("a vacancy that has not ended, for the line says something new; give it a new number"),
    ),
)

_FILES = (
    ("rows under the header", N_("rows under the header; fill in a row for each")),
    ("a header with rows under it", N_("a header with rows under it; begin with the template")),
    ("JSON Lines: an object on each line", N_("an object in JSON on each line")),
    ("a file of at most <most> MB", N_("a file of at most %(most)s MB; cut it in parts")),
    ("at most <most> columns", N_("at most %(most)s columns; leave out what is not needed")),
    ("at most <most> rows under the header", N_("at most %(most)s rows; cut the file in parts")),
    (
        "text in UTF-8 or Windows-1252",
        N_("text in UTF-8 or Windows-1252; save it as «CSV UTF-8», or as XLSX"),
    ),
    (
        "a .csv or .xlsx file that is what its name says",
        N_("a CSV or XLSX file that is what its name says, without a password"),
    ),
    (
        "cells as CSV writes them, <delimiter> between them",
        N_("cells as CSV writes them, a quote in a quoted cell twice; or save it as XLSX"),
    ),
    ("a workbook that <needs>", N_("a smaller workbook; save it anew as XLSX, or as CSV")),
    ("a sheet <that>", N_("a sheet that is shown, with rows in it")),
    ("an XLSX workbook", N_("an XLSX workbook; save it anew as XLSX, or as CSV")),
    ("at most <most> parts in the workbook", _SMALLER),
    ("at most <most> MB when unpacked", _SMALLER),
    (
        "a name that ends in one of <endings>",
        N_("a file whose name ends in one of these: %(endings)s"),
    ),
    (
        "a file with a name in <endings>",
        N_("a file whose name ends in one of these: %(endings)s"),
    ),
    ("a document that has fields of this kind", _CV),
    ("a JSON Resume, a Europass CV or a JobPosting of schema.org", _CV),
    ("a Europass CV", _CV),
    ("<kind> by its name", _SAVE_AGAIN),
    ("a whole <form> file", _SAVE_AGAIN),
    ("a whole archive", _SAVE_AGAIN),
    ("a document that can be read", _SAVE_AGAIN),
    ("well-formed XML", _SAVE_AGAIN),
    ("XML without a document type", _SAVE_AGAIN),
    ("parts within parts to a sensible depth", _SAVE_AGAIN),
    ("a document without a password", _NO_PASSWORD),
    ("a whole PDF without a password", _NO_PASSWORD),
    ("a document that fits in <most> MB of memory", _SMALLER),
    ("a document that is read within <seconds> seconds", _SMALLER),
    ("a text of at most <most> characters", N_("a text of at most %(most)s characters")),
    ("at most <most> MB in <parts> parts, unpacked", _SMALLER),
    ("at most <most> pages", N_("at most %(most)s pages")),
    (
        "text that a reader can see",
        N_("text that a reader can see; a scan has none, so copy or type it"),
    ),
    ("a text", N_("a file that is not empty")),
)

_NOTICES = (
    (
        "the taxonomy has no such skill, so it is left out: number <places>",
        N_("left out, for no such skill is known: number %(places)s of the cell"),
    ),
    (
        "<many> characters that a reader cannot see were left out",
        N_("left out: %(many)s characters that a reader cannot see"),
    ),
    (
        "<many> pages hold no text, only pictures or nothing",
        N_("%(many)s pages have no text, only pictures or nothing"),
    ),
    (
        "the text is not UTF-8 and was read as Windows-1252",
        N_("the text is not UTF-8 and was read as Windows-1252"),
    ),
)

LINES: tuple[tuple[str, str], ...] = (
    *((f"expected {head}", said) for head, said in (*_CELLS, *_ROWS, *_FILES)),
    *_NOTICES,
)
"""As FIELDS; what is said stands under «what was expected»."""
