"""One form for everything that is not done: application/problem+json (RFC 9457)."""

import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from matching.errors import MatchingError
from service import errors
from service.errors import BadField, ServiceError

__all__ = [
    "MEDIA_TYPE",
    "Answer",
    "Handler",
    "Problem",
    "answer_to",
    "answers",
    "install_problems",
    "log_fault",
]

MEDIA_TYPE = "application/problem+json"

_STATUS: dict[type[Exception], tuple[int, str]] = {
    errors.NotSignedInError: (401, "not-signed-in"),
    errors.NotAllowedError: (403, "not-allowed"),
    errors.NotFoundError: (404, "not-found"),
    errors.ConflictError: (409, "conflict"),
    errors.RefusedError: (409, "refused"),
    errors.StaleError: (412, "stale"),
    errors.InvalidError: (422, "invalid"),
    errors.NoPreconditionError: (428, "no-precondition"),
    errors.TooManyError: (429, "too-many"),
    errors.StoppedError: (503, "stopped"),
    errors.DatabaseError: (503, "not-ready"),
    MatchingError: (422, "cannot-match"),
    ServiceError: (422, "cannot-use"),
}
_FRAMES = 12
Handler = Callable[[Request, Exception], Awaitable[Response]]
_log = structlog.get_logger()


class ProblemField(BaseModel):
    """A field that cannot be used."""

    pointer: str = Field(description="JSON pointer to the field.", examples=["/title"])
    detail: str = Field(description="What was expected, and what was found.")


class Problem(BaseModel):
    """Why a request was not done; nothing was changed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:schakel:problem:not-found",
                    "title": "Not Found",
                    "status": 404,
                    "detail": "expected a vacancy that you may see, found none with this id",
                    "fields": [],
                }
            ]
        }
    )

    type: str = Field(description="Which sort of problem, for programs.")
    title: str = Field(description="The name of the status.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What was expected, what was found, and what to do.")
    fields: list[ProblemField] = Field(default_factory=list, description="All bad fields.")
    rule: str | None = Field(default=None, description="The rule of the gate that said no.")


_NAME = Problem.__name__


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The part of OpenAPI for these problems, beside those that every operation can have.

    FastAPI makes a field of every model of every route, which together take long for each app
    that is made. So one answer, which every operation has, brings the model; others refer to it.
    """
    shown = {"content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{_NAME}"}}}}
    answers: dict[int | str, dict[str, Any]] = {
        status: {**shown, "description": HTTPStatus(status).phrase} for status in statuses
    }
    if HTTPStatus.BAD_REQUEST in answers:
        answers[HTTPStatus.BAD_REQUEST]["model"] = Problem
    return answers


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is said when something is not done, before it has a form.

    Attributes:
        status: The HTTP status.
        slug: Which sort of problem.
        detail: What was expected, what was found, and what to do.
        fields: All bad fields.
        rule: The rule of the gate that said no.
        headers: That the answer carries.
    """

    status: int
    slug: str
    detail: str
    fields: Sequence[BadField] = ()
    rule: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> JSONResponse:
        """As application/problem+json."""
        problem = Problem(
            type=f"urn:schakel:problem:{self.slug}",
            title=HTTPStatus(self.status).phrase,
            status=self.status,
            detail=self.detail,
            fields=[ProblemField(pointer=each.pointer, detail=each.detail) for each in self.fields],
            rule=self.rule,
        )
        return JSONResponse(
            problem.model_dump(),
            status_code=self.status,
            media_type=MEDIA_TYPE,
            headers=self.headers,
        )


def answer_to(error: Exception) -> Answer:
    """What is said of any error."""
    for kind, answer in _ANSWERS.items():
        if isinstance(error, kind):
            return answer(error)
    return _ours(error)


def log_fault(error: Exception, request_id: str) -> None:
    """Log a mistake of ours.

    The message and values of the error could be somebody's, so the log says only where it was.
    """
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    at = [f"{Path(each.filename).stem}:{each.name}:{each.lineno}" for each in frames]
    _log.error("fault", request_id=request_id, error=type(error).__name__, at=at)


def install_problems(app: FastAPI, answer: Handler) -> None:
    """Have every error of an app answered in one form."""
    kinds: tuple[type[Exception], ...] = (ServiceError, MatchingError, *_ANSWERS)
    for kind in kinds:
        app.add_exception_handler(kind, answer)


_FAULT = "the service made a mistake; nothing was changed. Try again, and tell an administrator"


def _ours(error: Exception) -> Answer:
    status, slug = next(
        (found for kind, found in _STATUS.items() if isinstance(error, kind)), (500, "fault")
    )
    headers = {}
    if isinstance(error, errors.TooManyError):
        headers["Retry-After"] = str(error.seconds)
    if isinstance(error, errors.NotSignedInError):
        headers["WWW-Authenticate"] = "Bearer"
    return Answer(
        status=status,
        slug=slug,
        detail=str(error) if status != HTTPStatus.INTERNAL_SERVER_ERROR else _FAULT,
        fields=error.fields if isinstance(error, errors.InvalidError) else (),
        rule=error.rule if isinstance(error, errors.RefusedError) else None,
        headers=headers,
    )


def _invalid(error: Exception) -> Answer:
    assert isinstance(error, RequestValidationError)
    fields = [
        BadField("/" + "/".join(map(str, each["loc"][1:])), each["msg"]) for each in error.errors()
    ]
    return _ours(errors.InvalidError(fields))


def _http(error: Exception) -> Answer:
    assert isinstance(error, HTTPException)
    slug = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    return Answer(
        status=error.status_code,
        slug=slug,
        detail=str(error.detail),
        headers=dict(error.headers or {}),
    )


def _stale(_error: Exception) -> Answer:
    return _ours(errors.StaleError())


def _integrity(error: Exception) -> Answer:
    """A constraint that was not met: another request was first, or a rule that no schema has."""
    _log.warning("constraint not met", error=type(getattr(error, "orig", error)).__name__)
    return _ours(
        errors.ConflictError(
            "expected something that fits what is stored, found that it does not (it is there "
            "already, or what it refers to is gone); read it again, and mend it"
        )
    )


def _unstorable(_error: Exception) -> Answer:
    detail = "expected values that can be stored, found others; mend them"
    return Answer(status=422, slug="invalid", detail=detail)


def _unreachable(error: Exception) -> Answer:
    _log.error("database does not answer", error=type(getattr(error, "orig", error)).__name__)
    detail = "expected the database to answer, found that it does not; try again in a moment"
    return Answer(status=503, slug="unreachable", detail=detail, headers={"Retry-After": "5"})


_ANSWERS: Mapping[type[Exception], Callable[[Exception], Answer]] = {
    RequestValidationError: _invalid,
    HTTPException: _http,
    StaleDataError: _stale,
    IntegrityError: _integrity,
    DataError: _unstorable,
    OperationalError: _unreachable,
}
