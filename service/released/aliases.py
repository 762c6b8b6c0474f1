"""What a candidate is called towards the partner of one vacancy: random, so that it tells nothing.

The same candidate has another alias for every vacancy, and one alias on all lists of a vacancy.
"""

from collections.abc import Sequence
from secrets import choice

from sqlmodel import Session

from models import Pseudonym
from service.released import repository
from service.shortlists.repository import Listed
from service.work import Work

__all__ = ["give_aliases", "new_alias"]

_SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"  # no vowels, so no words; nothing that looks like another
_LENGTH = 6


def new_alias() -> str:
    """Six signs, such as «7F3-K2M»."""
    drawn = "".join(choice(_SIGNS) for _ in range(_LENGTH))
    return f"{drawn[:3]}-{drawn[3:]}"


def give_aliases(work: Work, listed: Listed) -> None:
    """Have everybody who was approved called something."""
    nameless = repository.nameless(work.session, listed)
    for candidate_id, alias in zip(nameless, _unused(work.session, len(nameless)), strict=True):
        work.session.add(
            Pseudonym(
                vacancy_id=listed.vacancy.id,
                candidate_id=candidate_id,
                alias=alias,
                created_at=work.now,
            )
        )
    work.session.flush()


def _unused(session: Session, count: int) -> Sequence[str]:
    drawn: set[str] = set()
    while len(drawn) < count:
        drawn |= {new_alias() for _ in range(count - len(drawn))}
        drawn -= repository.used_aliases(session, drawn)
    return list(drawn)
