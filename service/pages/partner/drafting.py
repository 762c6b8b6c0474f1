"""What the form of a vacancy shows: the marked text, the requirements, and the pool."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal

from matching.errors import NoSkillRecognisedError
from service.errors import InvalidError, StoppedError
from service.pages.forms import Form, body_of
from service.pages.marking import Asked as AskedNow
from service.pages.marking import Part, marks_of
from service.pages.partner import asking
from service.pages.partner.asking import Line
from service.recommending import pools
from service.recommending.schemas import PoolRead
from service.taxonomy.known import skill_label
from service.vacancies import service as vacancies
from service.vacancies.schemas import Asked, PreviewRead, VersionCreate
from service.work import Work

__all__ = ["Draft", "Pool", "body_values", "compose", "pool_of"]

Where = Literal["title", "text"]


@dataclass(frozen=True, kw_only=True)
class Pool:
    """How many candidates there are, or why that is not known: nothing, invalid or stopped."""

    count: PoolRead | None = None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A vacancy in the making.

    Attributes:
        form: What was sent, with what is wrong.
        lines: The requirements; empty as long as no text was read.
        title: In parts, with marks.
        text: In parts, with marks.
        warnings: Codes of what somebody should look at.
        pool: How many there are; None as long as no text was read.
        is_read: Whether a text was read.
        is_new: Whether it was read for the first time, or anew, by this request.
    """

    form: Form
    lines: Sequence[Line] = ()
    title: Sequence[Part] = ()
    text: Sequence[Part] = ()
    warnings: Sequence[str] = ()
    pool: Pool | None = None
    is_read: bool = False
    is_new: bool = False


def compose(work: Work, form: Form, lines: Sequence[Line], *, is_stored: bool = False) -> Draft:
    """What a form shows.

    Args:
        work: The work.
        form: What was sent.
        lines: Its requirements, with what was just done to them.
        is_stored: The lines are those of a version, not yet of a form.
    """
    try:
        body, preview = _preview(work, form)
    except InvalidError as error:
        return Draft(form=form.failing(error), lines=lines)
    form, is_new = _with_reading(form, preview)
    posted = asking.correct_as(lines, preview) if is_stored else lines
    language = work.who.language
    whole = asking.reconcile(posted, preview, language, _labels(work, posted))
    asked = {each.skill: _asked(each) for each in whole}
    return Draft(
        form=form,
        lines=whole,
        title=marks_of(body.title, preview, asked, "title", language),
        text=marks_of(body.text, preview, asked, "text", language),
        warnings=_warnings(work, whole, preview),
        pool=_draft_pool(work, form, whole),
        is_read=True,
        is_new=is_new,
    )


def body_values(form: Form, lines: Sequence[Line]) -> dict[str, Any]:
    """What the API would get of a form."""
    return {
        "title": form.value("title"),
        "text": form.value("text"),
        "positions": form.value("positions") or 1,
        "requirements": asking.requirements_of(lines),
        **asking.conditions_of(form),
    }


def pool_of(work: Work, body: VersionCreate) -> Pool:
    """How many candidates there are, if that can be said."""
    try:
        return Pool(count=pools.count_draft(work, body))
    except NoSkillRecognisedError:
        return Pool(why_not="nothing")
    except StoppedError:
        return Pool(why_not="stopped")


def _draft_pool(work: Work, form: Form, lines: Sequence[Line]) -> Pool:
    try:
        body = body_of(VersionCreate, body_values(form, lines))
    except InvalidError:
        return Pool(why_not="invalid")
    return pool_of(work, body)


def _preview(work: Work, form: Form) -> tuple[Asked, PreviewRead]:
    """Read the words of a form; conditions that cannot be used do not stand in the way."""
    values = {"title": form.value("title"), "text": form.value("text")}
    body = body_of(Asked, values)
    with suppress(InvalidError):
        body = body_of(Asked, {**values, **asking.conditions_of(form)})
    return body, vacancies.preview(work, body)


def _with_reading(form: Form, preview: PreviewRead) -> tuple[Form, bool]:
    """A form that knows which text was read, with the languages that a new text asks."""
    now = asking.reading_of(form)
    if form.value("seen") == now:
        return form, False
    read = Form.showing(
        seen=now,
        language_code=[each.code for each in preview.languages],
        language_level=[each.cefr.value for each in preview.languages],
    )
    return replace(form, values={**form.values, **read.values}), True


def _labels(work: Work, lines: Sequence[Line]) -> Mapping[str, str]:
    """The labels of those that the taxonomy knows."""
    known, language = work.pool.matcher.taxonomy, work.who.language
    return {
        each.skill: skill_label(known, each.skill, language)
        for each in lines
        if each.skill in known.skills
    }


def _asked(line: Line) -> AskedNow:
    return AskedNow(choice=line.choice, level=line.level, is_probable=line.is_probable)


def _warnings(work: Work, lines: Sequence[Line], preview: PreviewRead) -> Sequence[str]:
    asked = sum(each.choice != asking.OFF for each in lines)
    found = [each.code for each in preview.warnings if each.code == "place_unknown"]
    if not asked:
        return ["no_skill_recognised", *found]
    few = asked < work.services.settings.least_requirements
    return ["too_few_requirements", *found] if few else found
