"""What can go wrong in the service, apart from matching.

    ServiceError
    ├── SettingsError                a setting that cannot be used
    ├── CheckpointError              a line of a checkpoint file that is none
    ├── BackupError                  a backup that cannot be made, or is not sound
    ├── DocumentError                a document is not read: see documents/errors.py
    ├── TableError                   a table is not read: see tables/errors.py
    ├── DatabaseError
    │   ├── UnreachableError         no database answers there
    │   ├── RevisionError            the tables are not as this version needs them
    │   └── BrokenReferenceError     a migration would leave rows that refer to nothing
    └── RequestError                 a request that is not done; web/problems.py gives each a status
        ├── NotSignedInError         nobody is signed in, or not any more
        ├── NotAllowedError          not for this role, or not with this token
        ├── NotFoundError            there is none, or it is not yours: nobody learns which
        ├── InvalidError             fields that cannot be used, each named
        ├── ConflictError            it does not fit the state that things are in
        ├── RefusedError             a rule of the gate says no
        ├── StaleError               somebody else changed it since it was read
        ├── NoPreconditionError      an edit that does not say which revision it edits
        ├── TooManyError             too often; says after how many seconds to try again
        └── StoppedError             the stop switch is on

Every message says what was expected, what was found and what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

__all__ = [
    "BackupError",
    "BadField",
    "BrokenReferenceError",
    "CheckpointError",
    "ConflictError",
    "DatabaseError",
    "InvalidError",
    "NoPreconditionError",
    "NotAllowedError",
    "NotFoundError",
    "NotSignedInError",
    "RefusedError",
    "RequestError",
    "RevisionError",
    "ServiceError",
    "SettingsError",
    "StaleError",
    "StoppedError",
    "TooManyError",
    "UnreachableError",
]


class ServiceError(Exception):
    """Anything that the service cannot do with what it was given."""


class SettingsError(ServiceError):
    """A setting that cannot be used."""


class CheckpointError(ServiceError):
    """A line of a checkpoint file that is no checkpoint."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(
            f"{path}, line {line}: expected a checkpoint of `schakel audit checkpoint`, found "
            f"something else; use the file as it was written"
        )


class BackupError(ServiceError):
    """A backup that cannot be made or used; nothing was changed."""


class DatabaseError(ServiceError):
    """The database cannot be used."""


class UnreachableError(DatabaseError):
    """No database answers; `url` is shown without its password."""

    def __init__(self, url: str, found: str, *, way_out: str = "start it") -> None:
        super().__init__(
            f"expected a database at {url}, found: {found}; {way_out}, or set SCHAKEL_DATABASE_URL"
        )
        self.url = url


class RevisionError(DatabaseError):
    """The tables are at another revision than is needed."""

    def __init__(self, *, expected: str, found: str | None, way_out: str) -> None:
        super().__init__(f"expected revision {expected}, found {found or 'none'}; {way_out}")
        self.expected = expected
        self.found = found


class BrokenReferenceError(DatabaseError):
    """A migration would leave rows that refer to nothing; it was undone."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        super().__init__(
            f"expected every reference to hold after the migration, found broken ones in "
            f"{', '.join(tables)}; nothing was changed: mend these rows first"
        )
        self.tables = tables


class RequestError(ServiceError):
    """A request that is not done; nothing was changed."""


class NotSignedInError(RequestError):
    """Nobody is signed in."""

    def __init__(
        self,
        found: str = "no login session or API token that is valid",
        *,
        way_out: str = "sign in (again)",
    ) -> None:
        super().__init__(f"expected somebody who is signed in, found {found}; {way_out}")


class NotAllowedError(RequestError):
    """Somebody is signed in, but not for this."""


class NotFoundError(RequestError):
    """There is no such thing, or it is somebody else's: the answer is the same."""

    def __init__(self, what: str) -> None:
        super().__init__(f"expected a {what} that you may see, found none with this id")
        self.what = what


@dataclass(frozen=True)
class BadField:
    """A field of a request that cannot be used; `pointer` is a JSON pointer to it."""

    pointer: str
    detail: str


class InvalidError(RequestError):
    """Fields that cannot be used; all of them are named."""

    def __init__(self, fields: Sequence[BadField]) -> None:
        named = "; ".join(f"{each.pointer}: {each.detail}" for each in fields[:3])
        more = f"; and {len(fields) - 3} more" if len(fields) > 3 else ""
        super().__init__(f"expected fields that can be used, found: {named}{more}; mend these")
        self.fields = tuple(fields)

    @classmethod
    def of(cls, pointer: str, detail: str) -> "InvalidError":
        """One bad field."""
        return cls([BadField(pointer, detail)])


class ConflictError(RequestError):
    """What is asked does not fit the state that things are in."""


class RefusedError(RequestError):
    """A rule that protects people says no; `rule` names it, for programs.

    `organisation` is whose request it was, where an administrator is to hear of it, and `subject`
    what it was about: the audit log keeps both.
    """

    def __init__(
        self,
        rule: str,
        message: str,
        *,
        organisation: UUID | None = None,
        subject: UUID | None = None,
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.organisation = organisation
        self.subject = subject


class StaleError(RequestError):
    """An edit of something that somebody else changed meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "expected the current revision in If-Match, found an older one: somebody changed it "
            "meanwhile; read it again, and then change it"
        )


class NoPreconditionError(RequestError):
    """An edit without If-Match."""

    def __init__(self) -> None:
        super().__init__(
            "expected If-Match with the ETag of what you read, found none; send it, so that "
            "nobody's change is lost"
        )


class TooManyError(RequestError):
    """Too many requests; try again after `seconds`."""

    def __init__(self, what: str, seconds: int) -> None:
        super().__init__(f"expected fewer {what}, found too many; wait {seconds} seconds")
        self.seconds = seconds


class StoppedError(RequestError):
    """The stop switch is on: nothing is recommended."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"expected recommendations to be on, found them stopped: {reason}; an administrator "
            f"can switch them on again"
        )
