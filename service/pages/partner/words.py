"""The words of a vacancy that no table of the service has: warnings, and what is not read."""

from collections.abc import Mapping, Sequence

from service.documents import errors
from service.pages.language import N_, Language, locale

__all__ = ["CODES", "UNREAD", "language_names"]

CODES: Mapping[str, str] = {
    "no_skill_recognised": N_(
        "No skill is asked. Candidates are compared by skills, so add those that the work asks."
    ),
    "too_few_requirements": N_(
        "So few skills are asked that candidates can hardly be told apart. A coach cannot approve "
        "this; add what the work asks."
    ),
    "place_unknown": N_(
        "This place is not known, so distances are not looked at. Write a town in the "
        "Netherlands, or four digits of a postcode."
    ),
    "hidden_text": N_("The document has text that a reader cannot see. It was left out."),
}
"""What somebody should look at, by code."""

UNREAD: Mapping[type[errors.DocumentError], str] = {
    errors.UnknownKindError: N_("This kind of file is not read. Send a PDF, DOCX, HTML or text."),
    errors.TooLargeError: N_("This file is too large. Copy the text, and paste it."),
    errors.TooSlowError: N_("Reading this file takes too long. Copy the text, and paste it."),
    errors.BrokenDocumentError: N_(
        "This file is damaged or locked. Open it yourself, copy the text, and paste it."
    ),
    errors.NoTextError: N_(
        "There is no text in this file; it may be a scan. Copy or type the text."
    ),
}
"""Why a document is not read."""

_LANGUAGES = ("nl", "en", "de", "fr", "es", "pl", "uk", "ar", "tr")


def language_names(language: Language, more: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Languages that a vacancy can ask, with their names, and those that it asks already."""
    names = locale(language).languages
    codes = dict.fromkeys([*_LANGUAGES, *(each for each in more if each)])
    return [(code, names.get(code, code)) for code in codes]
