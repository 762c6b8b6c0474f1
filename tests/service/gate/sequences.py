"""Lists through random sequences of what people do.

After every step the partner reads the list, and must see exactly what the model says.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from sqlmodel import select

from models import Candidate, Consent, Entry
from service.web.limits import Limits
from service.words import CandidateState, ConsentKind, ConsentState
from tests.service.api.people import Alliance, Person
from tests.service.gate.model import Known, Model
from tests.service.gate.scene import Scene, put, staged

__all__ = ["STEPS", "stage", "walk"]

STEPS = 16
"""How many things happen in one sequence."""

_REASON = {"reason": "other"}


@dataclass
class Walk(Model):
    """One list, and what people do with it by chance."""

    random: Random = field(default_factory=Random)

    def step(self) -> None:
        """Something happens: mostly what comes next, sometimes anything."""
        ahead: dict[str, list[Callable[[], None]]] = {
            "draft": [self.start],
            "in_review": [self.decide_next],
            "released": [self.say_next, self.say_next, self.answer, self.go],
            "closed": [self.say_any, self.answer, self.go],
            "withdrawn": [self.request],
        }
        anything = [
            *(self.start, self.decide_any, self.move, self.add, self.release, self.say_any),
            *(self.answer, self.go, self.close, self.withdraw),
        ]
        is_next = self.random.random() < 0.8
        self.random.choice(ahead[self.state] if is_next else anything)()

    def start(self) -> None:
        """A coach starts to review, or takes over."""
        coach, take_over = self.random.choice(self.scene.coaches), self.random.random() < 0.5
        path = f"/api/shortlists/{self.list_id}/review"
        answer = coach.client.post(path, json={"take_over": take_over})
        may = self.state == "draft" or (
            self.state == "in_review" and (take_over or coach is self.reviewer)
        )
        assert self.count("start", answer, 200) == may
        if may:
            self.state, self.reviewer = "in_review", coach

    def decide_next(self) -> None:
        """A coach decides what waits; where nothing does, the reviewer releases."""
        waits = [id_ for id_, x in self.entries.items() if x.decision == "pending"]
        waits = [id_ for id_ in waits if self.is_present(self.entries[id_])]
        if not waits:
            self.release(self.reviewer)
            return
        coach = self.entries[waits[0]].coach
        self.decide(waits[0], coach, self.random.choice(["approved", "approved", "excluded"]))

    def decide_any(self) -> None:
        """A coach decides, also about who is not theirs."""
        id_, _ = self.any_entry()
        coach = self.random.choice(self.scene.coaches)
        self.decide(id_, coach, self.random.choice(["approved", "excluded", "pending"]))

    def decide(self, id_: str, coach: Person, decision: str) -> None:
        """A coach decides."""
        known = self.entries[id_]
        needs = decision == "excluded" or known.was_added
        body = {"decision": decision, **(_REASON if needs else {})}
        path = f"/api/shortlists/{self.list_id}/entries/{id_}/decision"
        answer = put(coach, path, body, self.revision(id_))
        may = self.state == "in_review" and coach is known.coach and self.is_there(known)
        assert self.count("decide", answer, 200) == may
        if may:
            known.decision = decision

    def move(self) -> None:
        """A coach moves an entry somewhere; what a partner may see stays the same."""
        id_, known = self.any_entry()
        path = f"/api/shortlists/{self.list_id}/entries/{id_}/place"
        body = {"place": self.random.randint(1, len(self.entries)), **_REASON}
        self.count("move", put(known.coach, path, body, self.revision(id_)), 200)

    def add(self) -> None:
        """A coach adds somebody."""
        who = self.random.choice(self.scene.candidates)
        coach = self.scene.coach_of(str(who))
        path = f"/api/shortlists/{self.list_id}/entries"
        answer = coach.client.post(path, json={"candidate_id": str(who), **_REASON})
        listed = {each.candidate for each in self.entries.values()}
        may = self.state == "in_review" and who not in listed | self.absent | self.placed
        assert self.count("add", answer, 201) == may
        if may:
            self.entries[answer.json()["id"]] = Known(who, coach, False, "approved", True)

    def release(self, coach: Person | None = None) -> None:
        """A coach releases."""
        coach = coach or self.random.choice(self.scene.coaches)
        answer = self.scene.release(self.list_id, coach)
        waits = any(x.decision == "pending" and self.is_present(x) for x in self.entries.values())
        may = self.state == "in_review" and coach is self.reviewer and not waits
        may = may and bool(self.shown())
        assert self.count("release", answer, 200) == may
        if may:
            self.state = "released"

    def say_next(self) -> None:
        """The partner goes on with somebody whom they see."""
        seen = sorted(self.visible() or ())
        going = [each for each in seen if self.entries[each].said] or seen
        if going:
            id_ = self.random.choice(going)
            steps = ["interest", "interview", "hired"]
            self.say(id_, steps[min(len(self.entries[id_].said), 2)])

    def say_any(self) -> None:
        """The partner gives feedback, also on what they do not see."""
        id_, _ = self.any_entry()
        self.say(id_, self.random.choice(["interest", "interview", "hired", "declined"]))

    def say(self, id_: str, kind: str) -> None:
        """The partner gives feedback."""
        known = self.entries[id_]
        body = {"reason": "skills"} if kind == "declined" else {}
        answer = self.scene.say(self.list_id, id_, kind, **body)
        seen = self.state == "released" and id_ in (self.visible() or ())
        ended = {"hired", "declined"} & set(known.said)
        needed = {"interview": "interest", "hired": "interview"}.get(kind)
        may = seen and kind not in known.said and not ended
        if needed:
            may = may and needed in known.said and self.reveals.get(known.candidate) == "given"
        assert self.count(kind, answer, 201) == may
        if may:
            self.said(known, kind)

    def said(self, known: Known, kind: str) -> None:
        """What feedback sets going."""
        known.said.append(kind)
        if kind == "interest":
            self.reveals.setdefault(known.candidate, "asked")
        elif kind == "hired":
            self.placed.add(known.candidate)

    def answer(self) -> None:
        """A candidate answers whether they may be named."""
        _, known = self.any_entry()
        before = self.reveals.get(known.candidate)
        if before not in ("asked", "given") or not self.is_there(known):
            return
        state = ConsentState.GIVEN if before == "asked" else ConsentState.WITHDRAWN
        self.scene.answer(known.candidate, ConsentKind.REVEAL, state)
        self.reveals[known.candidate] = state.value

    def go(self) -> None:
        """A candidate withdraws, is placed elsewhere, or is erased."""
        who = self.random.choice(self.scene.candidates)
        if who in self.absent | self.placed:
            return
        how = self.random.choice(["withdraw", "withdraw", "place", "erase"])
        self.done[f"candidate {how}"] += 1
        if how == "place":
            self.placed.add(who)
            with self.scene.alliance.services.database.writing() as session:
                session.get_one(Candidate, who).state = CandidateState.PLACED
            return
        self.absent.add(who)
        if how == "withdraw":
            self.scene.answer(who, ConsentKind.POOL, ConsentState.WITHDRAWN)
        else:
            self.scene.erase(who)

    def close(self) -> None:
        """The partner closes the list."""
        answer = self.scene.partner.client.post(f"/api/shortlists/{self.list_id}/close")
        if self.count("close", answer, 200):
            assert self.state == "released"
            self.state = "closed"

    def withdraw(self) -> None:
        """Somebody takes the list back; a new one can be asked for while enough are left."""
        who = self.random.choice([self.scene.partner, *self.scene.coaches])
        answer = who.client.post(f"/api/shortlists/{self.list_id}/withdraw")
        may = self.state in ("draft", "in_review", "released")
        assert self.count("withdraw", answer, 200) == may
        if may:
            self.state = "withdrawn"

    def any_entry(self) -> tuple[str, Known]:
        """An entry by chance."""
        return self.random.choice(sorted(self.entries.items(), key=lambda each: each[0]))

    def is_there(self, known: Known) -> bool:
        """Whether the candidate was not erased."""
        with self.scene.alliance.services.database.reading() as session:
            return session.get(Candidate, known.candidate) is not None

    def revision(self, id_: str) -> int:
        """Of an entry, as a coach would have read it."""
        with self.scene.alliance.services.database.reading() as session:
            return session.get_one(Entry, UUID(id_)).revision


def stage(alliance: Alliance) -> Scene:
    """Twenty candidates, of whom some have nothing that is asked."""
    scene = staged(alliance, people=16)
    for number in range(4):
        scene.candidates.append(alliance.candidate(scene.programmes[number % 2], skills=["figma"]))
    return scene


def walk(scene: Scene, random: Random) -> Counter[str]:
    """One sequence, for a new partner and vacancy; what was done, by name."""
    alliance = scene.alliance
    alliance.app.state.limits = Limits()
    _restore(scene)
    scene.organisation = alliance.organisation(f"Employer {random.getrandbits(60):x}")
    scene.partner = alliance.partner(scene.organisation)
    scene.vacancy, scene.version = alliance.vacancy(
        scene.organisation, approver=scene.coaches[0].id
    )
    walking = Walk(scene, random=random)
    walking.request()
    walking.check()
    for _ in range(STEPS):
        walking.step()
        walking.check()
    scene.partner.client.close()
    return walking.done


def _restore(scene: Scene) -> None:
    """Have all candidates agree and look for work again; new ones for those who were erased."""
    now = scene.alliance.services.clock()
    with scene.alliance.services.database.writing() as session:
        rows = {each: session.get(Candidate, each) for each in scene.candidates}
        agreed = select(Consent.candidate_id).where(
            Consent.kind == ConsentKind.POOL, Consent.state == ConsentState.GIVEN
        )
        given = set(session.exec(agreed))
        for who, row in rows.items():
            if row is not None and row.state is not CandidateState.LOOKING:
                row.state = CandidateState.LOOKING
            if row is not None and who not in given:
                session.add(
                    Consent(
                        candidate_id=who,
                        kind=ConsentKind.POOL,
                        state=ConsentState.GIVEN,
                        wording="pool-1",
                        asked_at=now,
                        answered_at=now,
                    )
                )
    for number, row in enumerate(rows.values()):
        if row is None:
            skills = ["figma"] if number >= 16 else ["java", "sql", "git"][: 1 + number % 3]
            programme = scene.programmes[number % 2]
            scene.candidates[number] = scene.alliance.candidate(programme, skills=skills)
