"""Which passwords are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.access.passwords import LONGEST, SHORTEST, require_good
from service.errors import InvalidError

EMAIL = "sam.voorbeeld@example.org"


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("", "0 characters"),
        ("kort zinnetje"[:11], "11 characters"),
        ("           a          ", "1 characters"),
        ("x" * 201, "201 characters"),
        ("Sam.Voorbeeld@example.org", "the e-mail address"),
        ("sam.voorbeeld", "the e-mail address"),
        ("aaaaaaaaaaaa", "the same few characters"),
        ("abababababab", "the same few characters"),
        ("123456789012", "keys in a row"),
        ("9876543210987", "keys in a row"),
        ("qwertyuiopas", "keys in a row"),
        ("Welkom2026!!!", "a common one"),
        ("welkomwelkom", "a common one"),
        ("Welkom-Rotterdam-1", "a common one"),
        ("P@ssw0rd1234", "a common one"),
        ("123wachtwoord456", "a common one"),
        ("W3lk0m!W3lk0m!", "a common one"),
    ],
)
def test_what_anybody_would_try_is_refused(password: str, found: str) -> None:
    with pytest.raises(InvalidError, match=found) as why:
        require_good(password, EMAIL, "/password")
    assert why.value.fields[0].pointer == "/password"
    assert not password or password not in str(why.value)


@pytest.mark.parametrize(
    "password",
    ["paard batterij nietje correct", "Schakel met vier fietsen", "ÉéN zin vol diakritischë"],
)
def test_words_that_do_not_belong_together_are_good(password: str) -> None:
    require_good(password, EMAIL, "/password")


@given(st.text(max_size=2 * LONGEST))
def test_only_lengths_that_are_allowed_get_through(password: str) -> None:
    try:
        require_good(password, EMAIL, "/password")
    except InvalidError:
        return
    assert SHORTEST <= len(password) <= LONGEST
