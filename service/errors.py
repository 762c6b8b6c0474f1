"""What can go wrong in the service, apart from matching.

    ServiceError
    ├── SettingsError                a setting that cannot be used
    └── DatabaseError
        ├── UnreachableError         no database answers there
        ├── RevisionError            the tables are not as this version needs them
        └── BrokenReferenceError     a migration would leave rows that refer to nothing

Every message says what was expected, what was found and what to do.
"""

__all__ = [
    "BrokenReferenceError",
    "DatabaseError",
    "RevisionError",
    "ServiceError",
    "SettingsError",
    "UnreachableError",
]


class ServiceError(Exception):
    """Anything that the service cannot do with what it was given."""


class SettingsError(ServiceError):
    """A setting that cannot be used."""


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
