"""Answers about the service itself."""

from typing import Literal

from pydantic import BaseModel, Field

__all__ = ["Health", "Readiness"]


class Health(BaseModel):
    """The process runs."""

    status: Literal["ok"] = "ok"
    version: str = Field(description="Of the software.", examples=["0.1.0"])


class Readiness(BaseModel):
    """The service can answer: its database does, with the tables that it needs."""

    status: Literal["ready"] = "ready"
    data_version: int = Field(description="Of the candidates that are ranked.")
    candidates: int = Field(description="How many can be ranked.")
