"""Rankings as they were made: all that is needed to make one again, to the same bytes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field

from models.base import JSON_OBJECT, Identified, UtcDateTime, utc_now
from models.checks import check, digest, sized, within

__all__ = ["RankingRecord"]


class RankingRecord(Identified, table=True):
    """One run of the ranking for a version of a vacancy.

    `data_version` counts changes of what is ranked, `vacancy` is the profile that was ranked for,
    `k` how many were explained, and `result` the digest of the bytes that came out. Nothing here
    tells who was ranked.
    """

    __tablename__ = "rankings"
    __table_args__ = (
        within("data_version", 0, 2**53),
        within("seed", 0, 2**53),
        within("k", 1, 10_000),
        digest("taxonomy"),
        digest("result"),
        sized("code_version", 100),
        check("pool_eligible", "0 <= eligible AND eligible <= pool"),
    )

    version_id: UUID = Field(foreign_key="vacancy_versions.id", ondelete="RESTRICT", index=True)
    made_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime, index=True)
    data_version: int = Field(sa_type=BigInteger)
    vacancy: dict[str, Any] = Field(sa_type=JSON_OBJECT)
    k: int
    taxonomy: str
    config: dict[str, Any] = Field(sa_type=JSON_OBJECT)
    code_version: str
    seed: int = Field(sa_type=BigInteger)
    pool: int
    eligible: int
    result: str
