"""Fields that requests of several domains bring."""

from typing import Annotated

from pydantic import Field, StringConstraints

__all__ = ["Email", "Line", "Text", "Wording"]

_PRINTED = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_PRINTED)]
"""One line of text: no control characters, which PostgreSQL would refuse, and not only spaces."""

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
"""Text of any lines, perhaps empty: without NUL, which PostgreSQL has not."""

Wording = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")]
"""Text of any lines that says something."""

Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        to_lower=True,
        max_length=254,
        pattern=r"^[!-?A-~]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
    ),
    Field(examples=["sam@example.org"]),
]
"""An e-mail address, in lower case and ASCII."""
