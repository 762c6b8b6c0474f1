"""One form for everything that is not done: application/problem+json (RFC 9457)."""

import traceback
from http import HTTPStatus
from pathlib import Path
from typing import Any

import structlog
from fastapi import FastAPI, Request
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
    "Problem",
    "answers",
    "fault_response",
    "install_problems",
    "problem_response",
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


def problem_response(error: Exception) -> JSONResponse:
    """The answer to an error of ours."""
    status, slug = next(
        (found for kind, found in _STATUS.items() if isinstance(error, kind)), (500, "fault")
    )
    detail = str(error) if status != HTTPStatus.INTERNAL_SERVER_ERROR else _FAULT
    fields = error.fields if isinstance(error, errors.InvalidError) else ()
    rule = error.rule if isinstance(error, errors.RefusedError) else None
    headers = {}
    if isinstance(error, errors.TooManyError):
        headers["Retry-After"] = str(error.seconds)
    if isinstance(error, errors.NotSignedInError):
        headers["WWW-Authenticate"] = "Bearer"
    return _answer(status, slug, detail, fields=fields, rule=rule, headers=headers)


def fault_response(error: Exception, request_id: str) -> JSONResponse:
    """The answer to a mistake of ours, which is logged.

    The message and values of the error could be somebody's, so the log says only where it was.
    """
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    at = [f"{Path(each.filename).stem}:{each.name}:{each.lineno}" for each in frames]
    _log.error("fault", request_id=request_id, error=type(error).__name__, at=at)
    return problem_response(error)


def install_problems(app: FastAPI) -> None:
    """Have every error of the app answered in this form."""
    for kind in (ServiceError, MatchingError):
        app.add_exception_handler(kind, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(StaleDataError, _stale)
    app.add_exception_handler(IntegrityError, _integrity)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(OperationalError, _unreachable)


_FAULT = "the service made a mistake; nothing was changed. Try again, and tell an administrator"


async def _ours(_request: Request, error: Exception) -> JSONResponse:
    return problem_response(error)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields = [
        BadField("/" + "/".join(map(str, each["loc"][1:])), each["msg"]) for each in error.errors()
    ]
    return problem_response(errors.InvalidError(fields))


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    slug = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    return _answer(error.status_code, slug, str(error.detail), headers=dict(error.headers or {}))


async def _stale(_request: Request, _error: Exception) -> JSONResponse:
    return problem_response(errors.StaleError())


async def _integrity(_request: Request, error: Exception) -> JSONResponse:
    """A constraint that was not met: another request was first, or a rule that no schema has."""
    _log.warning("constraint not met", error=type(getattr(error, "orig", error)).__name__)
    return problem_response(
        errors.ConflictError(
            "expected something that fits what is stored, found that it does not (it is there "
            "already, or what it refers to is gone); read it again, and mend it"
        )
    )


async def _unstorable(_request: Request, _error: Exception) -> JSONResponse:
    return _answer(
        422, "invalid", "expected values that can be stored, found others; mend them", headers={}
    )


async def _unreachable(_request: Request, error: Exception) -> JSONResponse:
    _log.error("database does not answer", error=type(getattr(error, "orig", error)).__name__)
    detail = "expected the database to answer, found that it does not; try again in a moment"
    return _answer(503, "unreachable", detail, headers={"Retry-After": "5"})


def _answer(
    status: int,
    slug: str,
    detail: str,
    *,
    fields: tuple[BadField, ...] | list[BadField] = (),
    rule: str | None = None,
    headers: dict[str, str],
) -> JSONResponse:
    problem = Problem(
        type=f"urn:schakel:problem:{slug}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        fields=[ProblemField(pointer=each.pointer, detail=each.detail) for each in fields],
        rule=rule,
    )
    return JSONResponse(
        problem.model_dump(), status_code=status, media_type=MEDIA_TYPE, headers=headers
    )
