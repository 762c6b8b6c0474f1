"""Lines of candidates to rows. What a line leaves out stays as it is; a person's own word too."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import ValidationError

from matching.reading.records import SkillItem
from models import Candidate, Consent, Contact
from service.claims import reading
from service.duplicates import finding
from service.engine.pool import Pool
from service.engine.readers import Readers, Show
from service.engine.rows import CandidateRows, read_candidate_rows
from service.imports import repository
from service.imports.bringing import Tally, changed_candidates
from service.imports.consents import bring_consent
from service.imports.people import Line, bring_rows, line_of, new_candidate
from service.imports.skills import unknown_skills
from service.imports.told import ImportRefusedError, Told, of_validation
from service.people.rows import touch
from service.tables.records import CandidateRow, Numbered
from service.words import AuditKind
from service.work import Work

__all__ = ["Candidates"]

_PROGRAMME = "expected the number of a programme that is there; import it first, or mend it"
Given = tuple[SkillItem, ...]


@dataclass
class _Texts:
    """What was read of CVs and of skills beside them; what was not read yet is read when asked."""

    pool: Pool
    cvs: dict[str, reading.Found] = field(default_factory=dict)
    given: dict[Given, reading.Found] = field(default_factory=dict)

    def cv(self, text: str) -> reading.Found:
        """What a CV tells."""
        if text not in self.cvs:
            self.cvs[text] = reading.read(self.pool, text)
        return self.cvs[text]

    def beside(self, skills: Given) -> reading.Found:
        """What skills tell that were given beside a CV."""
        if skills not in self.given:
            self.given[skills] = reading.read(self.pool, "", skills)
        return self.given[skills]


@dataclass(frozen=True, kw_only=True)
class _Standing:
    """What is stored of somebody."""

    rows: CandidateRows
    contact: Contact | None = None
    consent: Consent | None = None
    is_new: bool = False


class Candidates:
    """The lines of a file of candidates."""

    def __init__(self, rows: Sequence[Numbered[CandidateRow]]) -> None:
        self._rows = rows
        self._stored: dict[str, str] = {}
        self._notices: list[Told] = []
        self._texts: _Texts | None = None

    def check(self, work: Work) -> list[Told]:
        """What is wrong: unknown programmes, and what fits no row."""
        problems: list[Told] = []
        lines = self._lines(work, problems)
        numbers = (each.external_id for each in lines)
        self._stored = repository.cv_texts(work.session, numbers)
        return problems

    def read(self, readers: Readers, show: Show) -> None:
        """Read the CVs that are new, each text once, and the skills beside them."""
        matcher, self._texts = readers.pool.matcher, _Texts(readers.pool)
        records = [row.record.record for row in self._rows]
        new = (each.text for each in records if _is_other(each.text, self._stored.get(each.id)))
        texts = list(dict.fromkeys(new))
        for text, profile in zip(texts, readers.cvs(texts, show), strict=True):
            self._texts.cvs[text] = reading.found_in(profile, matcher)
        for row, record in zip(self._rows, records, strict=True):
            self._notices += unknown_skills(matcher, row.line, "skills", record.skills)
            if record.skills:
                self._texts.beside(record.skills)

    def write(self, work: Work, run_id: UUID) -> Tally:
        """Add candidates, and change those that are there."""
        problems: list[Told] = []
        lines = self._lines(work, problems)
        if problems:
            raise ImportRefusedError(problems)
        tally = Tally(notices=self._notices)
        texts = self._texts or _Texts(work.pool)
        standing = _standing(work, lines)
        with changed_candidates(work.session) as changed:
            _write_lines(work, [(standing[each.external_id], each) for each in lines], texts)
        for found in standing.values():
            _count(work, found, changed, run_id, tally)
        if changed:
            finding.refresh_all(work.session, work.now)
        return tally

    def _lines(self, work: Work, problems: list[Told]) -> list[Line]:
        programmes = {each.external_id: each.id for each in repository.programmes(work.session)}
        lines = []
        for row in self._rows:
            wanted = row.record.record.programme
            programme_id = programmes.get(wanted) if wanted else None
            if wanted and programme_id is None:
                problems.append(Told(row.line, "programme", _PROGRAMME))
            try:
                lines.append(line_of(row.record, programme_id))
            except ValidationError as error:
                problems.extend(of_validation(row.line, error))
        return lines


def _is_other(text: str, stored: str | None) -> bool:
    """Whether a line brings a CV that does not stand there."""
    return bool(text.strip()) and text != stored


def _standing(work: Work, lines: Sequence[Line]) -> dict[str, _Standing]:
    """What is stored of those whom lines name; who is not there yet is added."""
    session = work.session
    ids = {
        row.id: row.external_id or ""
        for row in repository.candidates(session, (each.external_id for each in lines))
    }
    contacts, consents = repository.contacts(session, ids), repository.consents(session, ids)
    found = {
        ids[rows.candidate.id]: _Standing(
            rows=rows,
            contact=contacts.get(rows.candidate.id),
            consent=consents.get(rows.candidate.id),
        )
        for rows in read_candidate_rows(session, [*ids])
    }
    for line in lines:
        if line.external_id not in found:
            rows = CandidateRows(candidate=new_candidate(line, work.now))
            session.add(rows.candidate)
            found[line.external_id] = _Standing(rows=rows, is_new=True)
    session.flush()
    return found


def _write_lines(work: Work, lines: Sequence[tuple[_Standing, Line]], texts: _Texts) -> None:
    """Have rows say what lines say; what is there is asked for all of them at once."""
    session = work.session
    with_text = [each for each in lines if _brings_text(*each)]
    for standing, line in lines:
        bring_rows(session, standing.rows, standing.contact, line)
        if line.record.consent is not None:
            candidate_id = standing.rows.candidate.id
            bring_consent(work, candidate_id, standing.consent, agrees=line.record.consent)
    session.flush()
    with_skills = [each for each in lines if each[1].record.skills]
    ids = {standing.rows.candidate.id for standing, _ in (*with_text, *with_skills)}
    stored = reading.stored_of(session, ids)
    for standing, line in with_text:
        row, text = standing.rows.candidate, line.record.text
        row.cv_text = text
        reading.keep(
            session, row.id, texts.cv(text), work.now, with_given=False, stored=stored[row.id]
        )
    for standing, line in with_skills:
        id_ = standing.rows.candidate.id
        reading.keep_given(session, id_, texts.beside(line.record.skills), work.now, stored[id_])


def _brings_text(standing: _Standing, line: Line) -> bool:
    return _is_other(line.record.text, standing.rows.candidate.cv_text)


def _count(work: Work, standing: _Standing, changed: set[UUID], run_id: UUID, tally: Tally) -> None:
    row: Candidate = standing.rows.candidate
    if standing.is_new:
        tally.added += 1
    elif row.id in changed:
        touch(row, work.now)
        tally.updated += 1
    else:
        tally.unchanged += 1
        return
    what = "added" if standing.is_new else "updated"
    work.record(AuditKind.IMPORT, "candidate", row.id, candidate_id=row.id, what=what, run=run_id)
