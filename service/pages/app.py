"""The pages of the app: what is not under /api, behind doors of its own."""

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from service.pages.admin.imports import outgoing
from service.pages.admin.imports import router as imports
from service.pages.admin.organisations import coaching
from service.pages.admin.organisations import router as organisations
from service.pages.admin.overview import router as overview
from service.pages.admin.users import router as users
from service.pages.candidate.routes import goodbye
from service.pages.candidate.routes import router as candidate
from service.pages.coach.entries import router as coach_entries
from service.pages.coach.lists import router as coach_lists
from service.pages.coach.people import router as candidates
from service.pages.coach.people_chances import router as chances
from service.pages.coach.people_claims import router as claims
from service.pages.coach.people_duplicates import router as duplicates
from service.pages.coach.people_editing import changing as candidate_changing
from service.pages.coach.people_editing import router as candidate_new
from service.pages.coach.people_profile import router as candidate_profile
from service.pages.coach.people_vacancies import router as candidate_vacancies
from service.pages.coach.vacancies import router as coach_vacancies
from service.pages.evaluator.oversight import router as human_oversight
from service.pages.evaluator.runs import router as evaluation_runs
from service.pages.front.routes import everybody
from service.pages.front.routes import router as front
from service.pages.manager.modules import router as modules
from service.pages.manager.programmes import router as programmes
from service.pages.manager.routes import router as manager
from service.pages.partner.editing import router as vacancy_editing
from service.pages.partner.lists import router as partner_lists
from service.pages.partner.overview import router as partner_overview
from service.pages.partner.vacancies import router as partner_vacancies
from service.pages.rendering import STATIC

__all__ = ["add_pages"]

_ROUTERS: tuple[APIRouter, ...] = (
    front,
    everybody,
    overview,
    users,
    organisations,
    coaching,
    imports,
    outgoing,
    candidate,
    goodbye,
    coach_lists,
    coach_entries,
    coach_vacancies,
    chances,
    candidates,
    candidate_new,
    duplicates,
    candidate_changing,
    claims,
    candidate_vacancies,
    candidate_profile,
    manager,
    evaluation_runs,
    human_oversight,
    programmes,
    modules,
    vacancy_editing,
    partner_vacancies,
    partner_overview,
    partner_lists,
)


def add_pages(app: FastAPI) -> None:
    """Have an app serve the pages, and the files that these use."""
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC))
