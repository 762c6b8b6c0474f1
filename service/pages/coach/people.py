"""A coach's candidates: a list to search, and the skills that candidates disagreed with."""

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse

from service.duplicates import service as duplicates
from service.pages.coach.people_words import OUTSIDE
from service.pages.forms import Form, body_of
from service.pages.view import Viewing, page_router
from service.paging import Page, Slice
from service.people import service
from service.people.schemas import CandidateFilter, CandidateItem
from service.privacy import service as privacy
from service.programmes import service as programmes
from service.taxonomy import service as taxonomy
from service.taxonomy.schemas import SkillFound
from service.words import CandidateState, DuplicateState, Role
from service.work import Work

__all__ = ["names_of", "router"]

router = page_router("/coach/candidates", Role.COACH)

_PAGE = 30
_FOUND = 5
_ALL = Slice(limit=1000)
_POOL = {"in": True, "out": False}


@router.get("")
def candidates(
    view: Viewing,
    name: str = "",
    programme: str = "",
    state: str = "",
    pool: str = "",
    skill: str = "",
    after: str | None = None,
) -> HTMLResponse:
    """A coach's candidates, those asked for alone."""
    asked = {"name": name, "programme": programme, "state": state, "pool": pool, "skill": skill}
    with view.reading() as work:
        skills = taxonomy.search_skills(work, skill, _FOUND) if skill.strip() else []
        page = _found(work, asked, skills, Slice.following(_PAGE, after))
        own, names = service.enrollable(work), names_of(work)
        doubles = duplicates.page(work, _ALL, DuplicateState.OPEN).items
    return view.show(
        "coach_people/rows.html" if view.is_partial else "coach_people/list.html",
        page=page,
        form=Form.showing(**asked),
        skills=skills,
        is_asked=any(each.strip() for each in asked.values()),
        more=f"/coach/candidates?{urlencode(asked)}",
        own=sorted(own.items(), key=lambda each: each[1]),
        names=names,
        states=CandidateState,
        doubles=len(doubles),
        outside=OUTSIDE,
    )


@router.get("/disputes")
def disputes(view: Viewing, after: str | None = None) -> HTMLResponse:
    """Skills that candidates disagreed with; that they were seen is recorded."""
    with view.writing() as work:
        page = privacy.disputes(work, Slice.following(_PAGE, after))
    return view.show("coach_people/disputes.html", page=page)


def names_of(work: Work) -> dict[object, str]:
    """The names of all programmes, by id."""
    return {each.id: each.name for each in programmes.page(work, _ALL).items}


def _found(
    work: Work, asked: dict[str, str], skills: Sequence[SkillFound], part: Slice
) -> Page[CandidateItem]:
    """Who is asked for; nobody where no skill goes by these words."""
    if asked["skill"].strip() and not skills:
        return Page(items=[])
    wanted = {key: asked[key].strip() or None for key in ("name", "programme", "state")}
    best = skills[0].id if skills else None
    body = body_of(CandidateFilter, {**wanted, "in_pool": _POOL.get(asked["pool"]), "skill": best})
    return service.page(work, part, body)
