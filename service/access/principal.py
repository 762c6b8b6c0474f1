"""Who makes a request, and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from service.words import Role

__all__ = ["NOBODY", "OPERATOR", "Principal"]


@dataclass(frozen=True, kw_only=True)
class Principal:
    """Somebody who is signed in, or nobody.

    Attributes:
        user_id: None for nobody.
        roles: All that they have.
        organisations: Those for which they are a partner.
        candidate_id: The candidate that they are, for role candidate.
        session_id: The login session, if they came with one.
        token_id: The API token, if they came with one.
        scopes: What that token may do; None without a token.
        seen_at: When that session or token was last used, to the minute.
        language: In which they read.
    """

    user_id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    organisations: frozenset[UUID] = frozenset()
    candidate_id: UUID | None = None
    session_id: UUID | None = None
    token_id: UUID | None = None
    scopes: frozenset[str] | None = None
    seen_at: datetime | None = None
    language: str = "nl"

    def has(self, *roles: Role) -> bool:
        """Whether they have one of these roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def known(self) -> UUID:
        """The id of the user; only asked where somebody is signed in."""
        if self.user_id is None:
            raise LookupError("expected somebody who is signed in, found nobody")
        return self.user_id

    @property
    def role_name(self) -> str:
        """The roles as one word for the audit log."""
        return "+".join(sorted(self.roles)) or "nobody"


NOBODY = Principal()

OPERATOR = Principal(roles=frozenset({Role.ADMIN}))
"""Who runs commands where the service runs: an administrator without an account."""
