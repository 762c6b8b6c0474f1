"""The vacancies of a partner: what is asked, how far it is, and asking for a list."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.errors import RefusedError, StoppedError
from service.pages.marking import Asked as AskedNow
from service.pages.marking import marks_of
from service.pages.partner.drafting import Pool
from service.pages.partner.words import CODES, language_names
from service.pages.problems import RULES
from service.pages.skills import ASKED_LEVELS, EDUCATION
from service.pages.view import View, Viewing, page_router
from service.paging import Slice
from service.recommending import pools
from service.recommending.schemas import PoolChanges
from service.shortlists import service as shortlists
from service.shortlists.schemas import ShortlistItem
from service.vacancies import deciding
from service.vacancies import service as vacancies
from service.vacancies.schemas import Asked, VacancyRead, VersionRead
from service.words import Role, ShortlistState
from service.work import Work

__all__ = ["router"]

router = page_router("/partner/vacancies", Role.PARTNER)

_PAGE = 25
_LISTS = Slice(limit=200)
_HISTORY = Slice(limit=50)


@router.get("")
def list_vacancies(view: Viewing, after: str | None = None) -> HTMLResponse:
    """One's vacancies, newest first, with how far each is."""
    with view.reading() as work:
        part = Slice.following(_PAGE, after)
        found = vacancies.page(work, part, state=None, needs_approval=False)
        asked = shortlists.page(work, _LISTS, None, None).items
    lists: Mapping[UUID, list[ShortlistItem]] = defaultdict(list)
    for each in asked:
        lists[each.vacancy_id].append(each)
    return view.show("partner_vacancies/list.html", found=found, lists=lists)


@router.get("/{vacancy_id}")
def read_vacancy(view: Viewing, vacancy_id: UUID) -> HTMLResponse:
    """A vacancy with what its newest version asks."""
    return _vacancy(view, vacancy_id)


@router.get("/{vacancy_id}/versions/{number}")
def read_version(view: Viewing, vacancy_id: UUID, number: int) -> HTMLResponse:
    """A version as it was."""
    with view.reading() as work:
        row = vacancies.version_numbered(work, vacancy_id, number)
        version = vacancies.read_version(work, row)
        shown = _asked(work, version)
    return view.show(
        "partner_vacancies/version.html", vacancy_id=vacancy_id, **shown, **_words(view, version)
    )


@router.post("/{vacancy_id}/close")
def close_vacancy(view: Viewing, vacancy_id: UUID) -> Response:
    """End a vacancy that is filled, or no longer needed."""
    with view.writing() as work:
        deciding.close(work, vacancy_id)
    return view.go(f"/partner/vacancies/{vacancy_id}", done="vacancy_closed")


@router.post("/{vacancy_id}/withdraw")
def withdraw_vacancy(view: Viewing, vacancy_id: UUID) -> Response:
    """Take a vacancy back."""
    with view.writing() as work:
        deciding.withdraw(work, vacancy_id)
    return view.go(f"/partner/vacancies/{vacancy_id}", done="vacancy_withdrawn")


@router.post("/{vacancy_id}/shortlist")
def ask_for_list(view: Viewing, vacancy_id: UUID) -> Response:
    """Ask for a list, or go to the one that there is; the gate may say no, and says why."""
    try:
        with view.writing() as work:
            list_id, _ = shortlists.request(work, vacancy_id)
    except RefusedError as refused:
        return _vacancy(view, vacancy_id, refused=RULES.get(refused.rule), status=409)
    return view.go(f"/partner/shortlists/{list_id}")


def _vacancy(
    view: View, vacancy_id: UUID, *, refused: str | None = None, status: int = 200
) -> HTMLResponse:
    with view.reading() as work:
        found = vacancies.read_vacancy(work, vacancy_id)
        history = vacancies.versions(work, vacancy_id, _HISTORY).items
        lists = shortlists.page(work, _HISTORY, None, vacancy_id).items
        pool = None if found.ended_at else _pool(work, vacancy_id, found)
        shown = _asked(work, found.newest)
    return view.show(
        "partner_vacancies/vacancy.html",
        status=status,
        vacancy=found,
        history=history,
        lists=lists,
        standing=next((each for each in lists if _stands(each, found)), None),
        pool=pool,
        refused=refused,
        **shown,
        **_words(view, found.newest),
    )


def _stands(item: ShortlistItem, vacancy: VacancyRead) -> bool:
    """Whether this is the list of the newest version, so that asking again makes none."""
    return item.version == vacancy.newest.number and item.state is not ShortlistState.WITHDRAWN


def _pool(work: Work, vacancy_id: UUID, found: VacancyRead) -> Pool:
    if not found.newest.requirements:
        return Pool(why_not="nothing")
    try:
        return Pool(count=pools.count(work, vacancy_id, PoolChanges()))
    except StoppedError:
        return Pool(why_not="stopped")


def _asked(work: Work, version: VersionRead) -> Mapping[str, Any]:
    """A version with its words marked."""
    said = Asked(title=version.title, text=version.text)
    read, language = vacancies.preview(work, said), work.who.language
    asked = {
        each.skill: AskedNow(
            choice=each.importance.value,
            level="" if each.level is None else str(each.level),
            is_probable=each.probable,
        )
        for each in version.requirements
    }
    return {
        "version": version,
        "marked_title": marks_of(said.title, read, asked, "title", language),
        "marked_text": marks_of(said.text, read, asked, "text", language),
    }


def _words(view: View, version: VersionRead) -> Mapping[str, Any]:
    spoken = [each.code for each in version.languages]
    return {
        "levels": ASKED_LEVELS,
        "education": dict(EDUCATION),
        "languages_known": dict(language_names(view.language, spoken)),
        "codes": CODES,
    }
