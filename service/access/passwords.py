"""Which passwords are good enough: long, and not what everybody tries first."""

import re

from service.errors import InvalidError

__all__ = ["LONGEST", "SHORTEST", "require_good"]

SHORTEST, LONGEST = 12, 200

_LEAST_DISTINCT = 5
_COMMON = re.compile(
    r"(admin|administrator|amsterdam|azerty|computer|denhaag|dragon|feyenoord|football|geheim|"
    r"iloveyou|letmein|monkey|nederland|passw|passwoord|password|passwort|princess|qwerty|"
    r"qwertyuiop|rotterdam|schakel|secret|sunshine|superman|test|trustno|vakantie|voetbal|"
    r"wachtwoord|welcome|welkom|weit|zomer|zuidholland)+"
)
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890123456789")
_LOOKALIKES = str.maketrans("013457@$", "oleastas")


def require_good(password: str, email: str | None, pointer: str) -> None:
    """Go on only with a password that is hard enough to guess.

    Args:
        password: What somebody wants.
        email: Theirs.
        pointer: JSON pointer to the field.

    Raises:
        InvalidError: It is too short, too long, or among the first that anybody would try.
    """
    problem = _problem(password, email)
    if problem is not None:
        raise InvalidError.of(
            pointer,
            f"expected a password of {SHORTEST} to {LONGEST} characters that nobody guesses, "
            f"found {problem}; take four or more words that do not belong together",
        )


def _problem(password: str, email: str | None) -> str | None:
    length = len(password.strip())
    if length < SHORTEST or len(password) > LONGEST:
        return f"{length} characters"
    plain = password.strip().casefold()
    if email is not None and plain in (email, email.partition("@")[0]):
        return "the e-mail address"
    if len(set(plain)) < _LEAST_DISTINCT:
        return "the same few characters again and again"
    if any(plain in row or plain in row[::-1] for row in _ROWS):
        return "keys in a row"
    if _is_common(plain):
        return "a common one"
    return None


def _is_common(plain: str) -> bool:
    """Whether all that it has beside digits and signs are common words."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain).translate(_LOOKALIKES)
    letters = [re.sub(r"[\W\d_]+", "", each) for each in (plain, core)]
    return any(_COMMON.fullmatch(each) for each in letters)
