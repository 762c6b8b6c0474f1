"""The report in words, Dutch and English, and numbers as either language writes them."""

from collections.abc import Sequence
from typing import Literal

from evaluation.report.catalogue import CATALOGUE
from evaluation.significance import Verdict

__all__ = ["LANGUAGES", "Language", "Words"]

Language = Literal["nl", "en"]

LANGUAGES: tuple[Language, ...] = ("nl", "en")

_MINUS = "\N{MINUS SIGN}"


class Words:
    """Says things in one language.

    Args:
        language: «nl» or «en».
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._place = LANGUAGES.index(language)

    def __call__(self, phrase: str, **values: object) -> str:
        """A phrase of the catalogue with its values filled in."""
        return CATALOGUE[phrase][self._place].format(**values)

    def known(self, phrase: str, otherwise: str) -> str:
        """A phrase, or another text where the catalogue does not have it."""
        return self(phrase) if phrase in CATALOGUE else otherwise

    def number(self, value: float, digits: int = 3) -> str:
        """A number: «0,508» or «0.508».

        >>> Words("nl").number(0.5084), Words("en").number(-2.5, 1)
        ('0,508', '−2.5')
        """
        text = f"{value:.{digits}f}"
        if float(text) == 0:
            text = text.removeprefix("-")
        text = text.replace("-", _MINUS)
        return text.replace(".", ",") if self.language == "nl" else text

    def whole(self, value: int) -> str:
        """A whole number in groups of three digits.

        >>> Words("nl").whole(46080), Words("en").whole(46080)
        ('46.080', '46,080')
        """
        text = f"{value:,}"
        return text.replace(",", ".") if self.language == "nl" else text

    def signed(self, value: float, digits: int = 3) -> str:
        """A number with its sign.

        >>> Words("en").signed(0.05), Words("en").signed(-0.05), Words("en").signed(0)
        ('+0.050', '−0.050', '0.000')
        """
        text = self.number(value, digits)
        positive = not text.startswith(_MINUS) and any(each in "123456789" for each in text)
        return f"+{text}" if positive else text

    def interval(self, ends: Sequence[float], *, signed: bool = False) -> str:
        """From where to where.

        >>> Words("nl").interval((0.1, 0.25)), Words("en").interval((-0.1, 0.2), signed=True)
        ('0,100–0,250', '−0.100 to +0.200')
        """
        if signed:
            return f" {self('to')} ".join(self.signed(each) for each in ends)
        return "–".join(self.number(each) for each in ends)

    def listing(self, parts: Sequence[str]) -> str:
        """Parts of a sentence, the last after «and».

        >>> Words("en").listing(["a", "b", "c"])
        'a, b and c'
        """
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self('and')} {parts[-1]}"

    def verdict(self, verdict: Verdict) -> str:
        """A verdict in one or a few words."""
        return self(f"verdict_{verdict.name.lower()}")

    def task(self, task: str) -> str:
        """What a task is called; its name where nobody gave it one."""
        return self.known(f"task_{task}", task)
