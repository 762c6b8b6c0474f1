"""What the route of a page has at hand: who asks, in which language, and how to answer them."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.access.policy import Rule
from service.access.principal import Principal
from service.pages.forms import Form
from service.pages.language import LANGUAGES, Language, chosen
from service.pages.navigation import areas_of
from service.pages.rendering import rendered
from service.web.deps import address_of, admit, services_of, writing
from service.words import Role
from service.work import Services, Visit, Work

__all__ = ["Posted", "Viewing", "frame_of", "page_router"]


@dataclass(frozen=True)
class View:
    """A request for a page, by somebody who may have it.

    Attributes:
        request: It.
        who: Who asks; they read in the language of the page.
        language: Of the page.
    """

    request: Request
    who: Principal
    language: Language

    @property
    def services(self) -> Services:
        """What lives as long as the process."""
        return services_of(self.request)

    @property
    def is_partial(self) -> bool:
        """A part of the page that is there is asked for, by htmx; otherwise it is a whole page."""
        return "HX-Request" in self.request.headers and "HX-Boosted" not in self.request.headers

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Work that changes nothing."""
        with self.services.database.reading() as session:
            yield Work(session=session, services=self.services, who=self.who)

    def writing(self) -> AbstractContextManager[Work]:
        """Work that is committed when the block ends well; leave it before answering."""
        return writing(self.services, self.who, self.request.scope["route"].name)

    def visit(self) -> Visit:
        """Somebody at the door, for what commits by itself."""
        return Visit(services=self.services, who=self.who, address=address_of(self.request))

    def show(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """A template filled in; it gets what the frame of a page needs too."""
        whole = {**frame_of(self.request, self.who), **context}
        return HTMLResponse(rendered(self.language, template, whole), status)

    def go(self, path: str, done: str | None = None) -> RedirectResponse:
        """On to another page after something was done; `done` names what that page says of it."""
        asked = f"{'&' if '?' in path else '?'}{urlencode({'done': done})}" if done else ""
        path, hash_, anchor = path.partition("#")
        return RedirectResponse(f"{path}{asked}{hash_}{anchor}", 303)


def frame_of(request: Request, who: Principal) -> dict[str, Any]:
    """What every page shows around what it is about."""
    return {
        "who": who,
        "areas": areas_of(who),
        "path": request.url.path,
        "query": request.url.query,
        "done": request.query_params.get("done"),
        "languages": LANGUAGES,
        "is_demo": services_of(request).settings.is_demo,
    }


def page_router(prefix: str, *roles: Role, per_minute: int = 600) -> APIRouter:
    """A router of pages for these roles alone; without roles they are public.

    It lets nobody in by a token, and counts requests as the API does.
    """
    rule = Rule(roles=frozenset(roles), is_public=not roles, per_minute=per_minute)
    return APIRouter(
        prefix=prefix,
        dependencies=[Depends(_door(rule))],
        include_in_schema=False,
        default_response_class=HTMLResponse,
    )


def _door(rule: Rule) -> Callable[[Request, BackgroundTasks], None]:
    def let_in(request: Request, background: BackgroundTasks) -> None:
        admit(request, background, request.scope["route"].name, rule)
        who = request.state.who
        request.state.who = replace(who, language=chosen(request, who))

    return let_in


def _viewing(request: Request) -> View:
    who: Principal = request.state.who
    return View(request, who, chosen(request, who))


async def _posted(request: Request) -> AsyncIterator[Form]:
    async with request.form() as data:
        yield Form.of(data)


Viewing = Annotated[View, Depends(_viewing)]
"""A request for a page."""

Posted = Annotated[Form, Depends(_posted)]
"""What a form brought."""
