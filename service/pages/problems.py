"""What a page says when something is not done."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from service.access.principal import NOBODY
from service.pages.language import N_, chosen
from service.pages.rendering import rendered
from service.pages.view import frame_of
from service.web.problems import answer_to

__all__ = ["RULES", "show_problem"]


@dataclass(frozen=True)
class Said:
    """The words for a sort of problem."""

    title: str
    advice: str


_SAID: Mapping[str, Said] = {
    "not-allowed": Said(
        N_("This is not for your role"),
        N_("Sign in with another account, or ask an administrator."),
    ),
    "not-found": Said(
        N_("There is no such page"),
        N_("It may be gone, or it is not yours to see. Go back, and choose again."),
    ),
    "conflict": Said(
        N_("This does not fit how things are now"),
        N_("Somebody may have been first. Go back, look again, and choose anew."),
    ),
    "refused": Said(
        N_("This is not done, to protect people"),
        N_("What stands below says why."),
    ),
    "stale": Said(
        N_("Somebody changed this meanwhile"),
        N_("Go back, reload the page, and make your change again. Nothing was lost or changed."),
    ),
    "invalid": Said(
        N_("Some of this cannot be used"),
        N_("Go back and mend it; nothing was changed."),
    ),
    "too-many": Said(
        N_("Too often in a short time"),
        N_("Wait a minute, and try again."),
    ),
    "stopped": Said(
        N_("Recommendations are stopped for now"),
        N_("Nothing is ranked or released until an administrator switches them on again."),
    ),
    "unreachable": Said(
        N_("The database does not answer"),
        N_("Try again in a moment."),
    ),
    "fault": Said(
        N_("Something went wrong on our side"),
        N_("Nothing was changed. Try again, and tell an administrator if it stays."),
    ),
}
_OTHER = Said(N_("This was not done"), N_("Nothing was changed. Go back, and try again."))

RULES: Mapping[str, str] = {
    "undecided": N_("All on the list must be decided first, each by a coach of theirs."),
    "nothing_to_release": N_("Nobody on the list is approved and can be shown."),
    "not_eligible": N_("This candidate does not look for work, or does not meet all conditions."),
    "too_few_requirements": N_("The vacancy asks too little for a ranking that says something."),
    "survey_consent": N_("The survey needs your consent first."),
    "not_open": N_("The vacancy is not open."),
    "not_approved": N_("A coach has not approved the newest version of the vacancy yet."),
    "pool_too_small": N_(
        "So few candidates can be considered that a list would point to persons. Relax a "
        "condition, such as hours, travel or start."
    ),
    "budget_spent": N_("Your organisation has asked for as many lists as it may in 24 hours."),
}
"""Why the gate says no, by rule."""


async def show_problem(request: Request, error: Exception) -> Response:
    """Say what was not done: to programs as the API does, and to people as a page.

    Those who must sign in first are led there.
    """
    answer = answer_to(error)
    if request.url.path.startswith("/api/"):
        return answer.response()
    if answer.status == HTTPStatus.UNAUTHORIZED and request.method == "GET":
        return RedirectResponse(f"/login?next={quote(request.url.path)}", 303)
    who = getattr(request.state, "who", NOBODY)
    page = rendered(
        chosen(request, who),
        "problem.html",
        {
            **frame_of(request, who),
            "said": _SAID.get(answer.slug, _OTHER),
            "rule": RULES.get(answer.rule or ""),
            "answer": answer,
            "way_back": _way_back(request),
        },
    )
    return HTMLResponse(page, answer.status, answer.headers)


def _way_back(request: Request) -> str:
    """The page somebody came from, if it is one of ours."""
    scheme, _, rest = request.headers.get("Referer", "").partition("://")
    host, slash, path = rest.partition("/")
    is_ours = scheme in ("http", "https") and host == request.headers.get("Host")
    return slash + path if is_ours and path else "/"
