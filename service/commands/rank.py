"""`schakel rank`: files in, explained shortlists out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from service.files import whole_file
from service.progress import progress

if TYPE_CHECKING:
    from matching.matcher import Matcher
    from matching.ranking import CandidateIndex, Ranking, VacancyRanking
    from matching.ranking.reasons import Language
    from matching.types import CandidateProfile, VacancyProfile

__all__ = ["RankJob", "run_rank"]

_SYSTEM = "schakel"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankJob:
    """What `rank` was asked to do; paths are files, None where not asked."""

    vacancies: Path
    candidates: Path
    programmes: Path | None = None
    k: int = 10
    seed: int = 0
    language: "Language" = "nl"
    taxonomy: Path | None = None
    config: Path | None = None
    as_of: date | None = None
    run: Path | None = None
    explain: Path | None = None
    reverse: bool = False
    as_json: bool = False
    most: int | None = None


def run_rank(job: RankJob) -> None:
    """Rank candidates for each vacancy, or the reverse; print and write what the job asks.

    Raises:
        MatchingError: A file or the config cannot be read; nothing was written.
    """
    from matching.config_file import read_config
    from matching.matcher import Matcher

    config = read_config(job.config) if job.config else None
    matcher = Matcher.load(job.taxonomy, config=config, as_of=job.as_of)
    candidates, vacancies = _read(job, matcher)
    with ExitStack() as stack:
        outputs = _Outputs(
            run=stack.enter_context(whole_file(job.run)) if job.run else None,
            explain=stack.enter_context(whole_file(job.explain)) if job.explain else None,
        )
        if job.reverse:
            _all_candidates(job, matcher, candidates, vacancies, outputs)
        else:
            _all_vacancies(job, matcher, candidates, vacancies, outputs)
    _tell_unresolved(matcher)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outputs:
    run: TextIO | None
    explain: TextIO | None


def _read(
    job: RankJob, matcher: "Matcher"
) -> tuple[list["CandidateProfile"], list["VacancyProfile"]]:
    from matching.reading.interchange import known_programme, read_records
    from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord

    programmes = read_records(job.programmes, ProgrammeRecord) if job.programmes else []
    check = known_programme(programmes) if job.programmes else None
    candidates = read_records(job.candidates, CandidateRecord, check)
    vacancies = read_records(job.vacancies, VacancyRecord)[: job.most]
    known = {programme.id: programme for programme in programmes}
    return (
        [matcher.candidate(record, known) for record in progress(candidates, "candidates")],
        [matcher.vacancy(record) for record in progress(vacancies, "vacancies")],
    )


def _all_vacancies(
    job: RankJob,
    matcher: "Matcher",
    candidates: Sequence["CandidateProfile"],
    vacancies: Sequence["VacancyProfile"],
    outputs: _Outputs,
) -> None:
    index = matcher.index(candidates)
    for vacancy in vacancies:
        _one(job, matcher, index, vacancy, outputs)


def _all_candidates(
    job: RankJob,
    matcher: "Matcher",
    candidates: Sequence["CandidateProfile"],
    vacancies: Sequence["VacancyProfile"],
    outputs: _Outputs,
) -> None:
    titles = {vacancy.id: vacancy.title for vacancy in vacancies}
    for candidate in candidates:
        ranking = matcher.rank_vacancies(candidate, vacancies, k=job.k, seed=job.seed)
        if outputs.run:
            found = sorted(ranking.entries, key=lambda entry: (-entry.score, entry.id))
            outputs.run.writelines(_trec(candidate.id, [(each.id, each.score) for each in found]))
        _show(job, matcher, ranking, outputs, titles=titles)


def _one(
    job: RankJob,
    matcher: "Matcher",
    index: "CandidateIndex",
    vacancy: "VacancyProfile",
    outputs: _Outputs,
) -> None:
    from matching.errors import NoSkillRecognisedError

    try:
        ranking = matcher.rank(vacancy, index, k=job.k, seed=job.seed)
    except NoSkillRecognisedError as error:
        _tell_no_skill(job, vacancy, error, outputs)
        return
    if outputs.run:
        outputs.run.writelines(_trec(vacancy.id, matcher.best(vacancy, index, k=job.k)))
    _show(job, matcher, ranking, outputs, vacancy=vacancy)


def _show(
    job: RankJob,
    matcher: "Matcher",
    ranking: "Ranking | VacancyRanking",
    outputs: _Outputs,
    *,
    vacancy: "VacancyProfile | None" = None,
    titles: Mapping[str, str] | None = None,
) -> None:
    from matching.ranking.reasons import Reasons

    reasons = Reasons(matcher.taxonomy, job.language)
    if outputs.explain or job.as_json:
        from service.forms import ranking_form

        form = ranking_form(ranking, reasons)
        form["taxonomy"] = matcher.taxonomy.fingerprint
        form["as_of"] = job.as_of.isoformat() if job.as_of else None
        _write(json.dumps(form, ensure_ascii=False), job, outputs)
    if not job.as_json:
        from service.terminal import console, show_ranking

        show_ranking(console(), ranking, reasons, vacancy=vacancy, titles=titles or {})


def _write(line: str, job: RankJob, outputs: _Outputs) -> None:
    if outputs.explain:
        outputs.explain.write(f"{line}\n")
    if job.as_json:
        typer.echo(line)


def _tell_no_skill(
    job: RankJob, vacancy: "VacancyProfile", error: Exception, outputs: _Outputs
) -> None:
    form = {"vacancy": vacancy.id, "error": "no_skill_recognised", "message": str(error)}
    _write(json.dumps(form, ensure_ascii=False), job, outputs)
    if not job.as_json:
        from service.terminal import console, show_no_skill

        show_no_skill(console(), vacancy, job.language)
    typer.echo(str(error), err=True)


def _trec(vacancy: str, found: Iterable[tuple[str, int]]) -> Iterator[str]:
    for place, (candidate, score) in enumerate(found, start=1):
        yield f"{vacancy} Q0 {candidate} {place} {score / 10_000:.4f} {_SYSTEM}\n"


def _tell_unresolved(matcher: "Matcher") -> None:
    unresolved = matcher.reader.labels.unresolved
    if unresolved:
        names = ", ".join(sorted(unresolved)[:10])
        typer.echo(
            f"{len(unresolved)} given skill label(s) are not in the taxonomy and did not count: "
            f"{names}{', …' if len(unresolved) > 10 else ''} (schakel taxonomy search)",
            err=True,
        )
