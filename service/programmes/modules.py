"""Bringing the modules of a programme to what a request says, and checking that first.

Claims of candidates name the module that shows them, so a module that stays keeps its row.
"""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from matching.matcher import Matcher
from models import Module, ModuleSkill, Outcome
from service.engine.rows import ModuleRows
from service.errors import BadField
from service.programmes.schemas import ModuleCreate, ModuleUpdate
from service.taxonomy.known import unknown_skills

__all__ = ["bad_modules", "bring_modules"]

_MOST_PLACES = 1000
Given = Sequence[ModuleCreate | ModuleUpdate]


def bad_modules(matcher: Matcher, given: Given, there: Sequence[ModuleRows]) -> list[BadField]:
    """What cannot be used of some modules, for a programme that has others.

    Args:
        matcher: Knows the skills.
        given: What the request says.
        there: What the programme has.
    """
    ids = {
        f"/modules/{place}/id": str(id_) for place, each in enumerate(given) if (id_ := _id(each))
    }
    known = {str(each.module.id) for each in there}
    foreign = [
        BadField(pointer, "expected the id of a module of this programme, found another")
        for pointer, id_ in ids.items()
        if id_ not in known
    ]
    names = {f"/modules/{place}/name": each.name for place, each in enumerate(given)}
    skills = [_skills(place, each) for place, each in enumerate(given)]
    return [
        *foreign,
        *_repeated(ids),
        *_repeated(names),
        *(bad for named in skills for bad in _repeated(named)),
        *unknown_skills(
            matcher, {pointer: id_ for each in skills for pointer, id_ in each.items()}
        ),
    ]


def bring_modules(
    session: Session, programme_id: UUID, given: Given, there: Sequence[ModuleRows]
) -> None:
    """Make the modules of a programme those that are given, in that order."""
    kept = _kept(given, there)
    _set_aside(given, kept, there)
    staying = {rows.module.id for rows in kept if rows}
    for rows in there:
        if rows.module.id not in staying:
            session.delete(rows.module)
    session.flush()
    brought = []
    for position, (module, found) in enumerate(zip(given, kept, strict=True), start=1):
        new = Module(programme_id=programme_id, position=position, name=module.name)
        rows = found or ModuleRows(module=new)
        said = {"position": position, "name": module.name, "hours": module.hours}
        rows.module.sqlmodel_update(said)
        brought.append(rows)
    session.add_all(rows.module for rows in brought)
    session.flush()
    for module, rows in zip(given, brought, strict=True):
        _bring_outcomes(session, rows, module.outcomes)
        _bring_skills(session, rows, module)
    session.flush()


def _id(module: ModuleCreate | ModuleUpdate) -> UUID | None:
    return module.id if isinstance(module, ModuleUpdate) else None


def _skills(place: int, module: ModuleCreate) -> dict[str, str]:
    return {
        f"/modules/{place}/skills/{number}/skill": item.skill
        for number, item in enumerate(module.skills)
    }


def _repeated(named: Mapping[str, str]) -> Iterator[BadField]:
    first: dict[str, str] = {}
    for pointer, name in named.items():
        earlier = first.setdefault(name, pointer)
        if earlier != pointer:
            yield BadField(pointer, f"expected each once, found {name!r} of {earlier} again")


def _kept(given: Given, there: Sequence[ModuleRows]) -> list[ModuleRows | None]:
    """For each given module the one that it is: by id, or else by a name that no id claims."""
    by_id = {rows.module.id: rows for rows in there}
    claimed = {_id(each) for each in given}
    by_name = {rows.module.name: rows for rows in there if rows.module.id not in claimed}
    return [
        by_id[id_] if (id_ := _id(each)) is not None else by_name.get(each.name) for each in given
    ]


def _set_aside(
    given: Given, kept: Sequence[ModuleRows | None], there: Sequence[ModuleRows]
) -> None:
    """Give those that move or change names a place and name that no other has or will have.

    The database insists on places and names of their own after every row, not only at the end.
    """
    taken = {rows.module.position for rows in there}
    free = iter(each for each in range(len(given) + 1, _MOST_PLACES + 1) if each not in taken)
    for position, (module, rows) in enumerate(zip(given, kept, strict=True), start=1):
        if rows and (rows.module.position, rows.module.name) != (position, module.name):
            rows.module.position, rows.module.name = next(free), str(rows.module.id)


def _bring_outcomes(session: Session, rows: ModuleRows, wordings: Sequence[str]) -> None:
    there = {each.position: each for each in rows.outcomes}
    for position, wording in enumerate(wordings, start=1):
        outcome = there.pop(position, None) or Outcome(
            module_id=rows.module.id, position=position, wording=wording
        )
        outcome.wording = wording
        session.add(outcome)
    for outcome in there.values():
        session.delete(outcome)


def _bring_skills(session: Session, rows: ModuleRows, module: ModuleCreate) -> None:
    there = {each.skill: each for each in rows.skills}
    for item in module.skills:
        taught = there.pop(item.skill, None) or ModuleSkill(
            module_id=rows.module.id, skill=item.skill
        )
        taught.level = item.level
        session.add(taught)
    for taught in there.values():
        session.delete(taught)
