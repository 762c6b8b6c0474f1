"""`schakel batch`: everybody for many vacancies, on the cores of this machine or a cluster."""

import gc
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from service.errors import ServiceError
from service.progress import progress
from service.spread import Spread, cores, processes_for

if TYPE_CHECKING:
    from distributed import Client

    from matching.matcher import Matcher
    from matching.ranking import CandidateIndex
    from matching.ranking.index import Part
    from matching.ranking.planner import Planner
    from matching.ranking.scale import Stored
    from matching.reading.records import CandidateRecord, ProgrammeRecord, VacancyRecord
    from matching.types import CandidateProfile, VacancyProfile

__all__ = ["BatchJob", "run_batch"]

_WORK = "work.json"
_LOST_WORKERS = 10
"""How many workers may die under one task before it counts as the task's fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchJob:
    """What `batch` was asked to do."""

    vacancies: Path
    candidates: Path
    out: Path
    programmes: Path | None = None
    k: int = 10
    taxonomy: Path | None = None
    scheduler: str | None = None
    workers: int | None = None
    portion: int = 64


class BatchError(ServiceError):
    """A batch that cannot be done, or not in this folder."""


def run_batch(job: BatchJob) -> None:
    """Rank, and write a Parquet file for each portion of the vacancies; what is there stays.

    Raises:
        MatchingError: A file cannot be read.
        BatchError: The folder holds other work, or the extra `scale` is not installed.
    """
    _require_extra()
    _begin(job)
    from matching.matcher import Matcher
    from matching.ranking.scale import Stored

    matcher = Matcher.load(job.taxonomy)
    vacancies = _vacancies(job, matcher)
    index = _index(job, matcher)
    asked = [each for each in vacancies if each.requirements]
    for each in vacancies:
        if not each.requirements:
            typer.echo(f"{each.id}: no skill recognised, so nothing is ranked for it", err=True)
    chunks = [asked[at : at + job.portion] for at in range(0, len(asked), job.portion)]
    missing = [number for number in range(len(chunks)) if not _part(job, number).exists()]
    if len(missing) < len(chunks):
        typer.echo(f"{len(chunks) - len(missing)} of {len(chunks)} portions are there", err=True)
    stored = Stored(
        folder=(job.out / "index").resolve(), n_blocks=len(index.blocks), config=index.config
    )
    wanted = {number: chunks[number] for number in missing}
    if missing:
        gc.freeze()  # what is read stays, and need not be searched for garbage all the time
        with _cluster(job) as client:
            _rank(job, client, stored, index.planner, wanted)
    typer.echo(f"{job.out}: {len(asked)} vacancies × {len(index)} candidates")


def _rank(
    job: BatchJob,
    client: "Client",
    stored: "Stored",
    planner: "Planner",
    wanted: Mapping[int, Sequence["VacancyProfile"]],
) -> None:
    from matching.ranking.scale import rank_all

    numbers = list(wanted)
    plans = ([planner.plan(each) for each in chunk] for chunk in wanted.values())
    done = rank_all(plans, stored, job.k, client)
    for _ in progress(numbers, "portions"):
        place, parts = next(done)
        number = numbers[place]
        _write(_part(job, number), [each.id for each in wanted[number]], parts)


def _require_extra() -> None:
    try:
        import distributed  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError:
        raise BatchError(
            "expected the extra `scale` to be installed, found that it is not; "
            "pip install 'schakel[scale]'"
        ) from None


def _begin(job: BatchJob) -> None:
    """Say in the folder what work it is for, or see that it is for this.

    Raises:
        BatchError: It is for other work.
    """
    work = json.dumps(
        {
            "inputs": [_digest(file) for file in (job.vacancies, job.candidates, job.programmes)],
            "taxonomy": str(job.taxonomy) if job.taxonomy else None,
            "k": job.k,
            "portion": job.portion,
        }
    )
    job.out.mkdir(parents=True, exist_ok=True)
    file = job.out / _WORK
    if not file.exists() and any(job.out.iterdir()):
        raise BatchError(f"expected an empty folder at {job.out}, found files; give a new one")
    if file.exists() and file.read_text(encoding="utf-8") != work:
        raise BatchError(
            f"expected {job.out} to hold the beginning of this work, found that of other files or "
            f"options; give a new folder"
        )
    file.write_text(work, encoding="utf-8")


def _digest(file: Path | None) -> str | None:
    if file is None:
        return None
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _vacancies(job: BatchJob, matcher: "Matcher") -> list["VacancyProfile"]:
    from matching.reading.interchange import read_records
    from matching.reading.records import VacancyRecord

    records = read_records(job.vacancies, VacancyRecord)
    spread = _spread(job, matcher, len(records))
    return list(spread.done(_read_vacancies, records, progress, "batches of vacancies"))


def _read_vacancies(matcher: "Matcher", records: "list[VacancyRecord]") -> "list[VacancyProfile]":
    return matcher.vacancies(records)


def _spread(job: BatchJob, matcher: "Matcher", texts: int) -> "Spread[Matcher]":
    """Reads so many texts, by processes where they are many."""
    from matching.matcher import Matcher

    return Spread(
        here=lambda: matcher,
        load=Matcher.load,
        arguments=(job.taxonomy,),
        processes=min(job.workers or cores(), processes_for(texts)),
    )


def _index(job: BatchJob, matcher: "Matcher") -> "CandidateIndex":
    """The index that an earlier run left, or a new one of the candidates; mapped from its files."""
    from matching.ranking.storage import load_index

    folder = job.out / "index"
    if not folder.exists():
        _make_index(job, matcher, folder)
    return load_index(folder, matcher.taxonomy, matcher.config, find=_nobody)


def _make_index(job: BatchJob, matcher: "Matcher", folder: Path) -> None:
    from matching.ranking.storage import save_index
    from matching.reading.interchange import known_programme, read_records
    from matching.reading.records import CandidateRecord, ProgrammeRecord

    programmes = read_records(job.programmes, ProgrammeRecord) if job.programmes else []
    check = known_programme(programmes) if job.programmes else None
    records = read_records(job.candidates, CandidateRecord, check)
    read = partial(_read_candidates, {programme.id: programme for programme in programmes})
    spread = _spread(job, matcher, len(records))
    index = matcher.index(spread.done(read, records, progress, "batches of candidates"))
    made = job.out / f"index.{os.getpid()}"
    save_index(index, made)
    made.rename(folder)


def _read_candidates(
    programmes: "Mapping[str, ProgrammeRecord]",
    matcher: "Matcher",
    records: "list[CandidateRecord]",
) -> "list[CandidateProfile]":
    return [matcher.candidate(record, programmes) for record in records]


def _nobody(id_: str) -> Any:
    raise LookupError(f"expected that nobody asks for the profile of {id_}")


def _part(job: BatchJob, number: int) -> Path:
    return job.out / f"part-{number:06}.parquet"


@contextmanager
def _cluster(job: BatchJob) -> Iterator["Client"]:
    import dask
    from distributed import Client, LocalCluster

    settings = {"distributed.scheduler.allowed-failures": _LOST_WORKERS}
    with dask.config.set(settings):
        if job.scheduler:
            with Client(job.scheduler) as client:
                yield client
            return
        workers = job.workers or os.cpu_count() or 1
        with (
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0"
            ) as local,
            Client(local) as client,
        ):
            yield client


def _write(file: Path, vacancies: Sequence[str], parts: Sequence["Part"]) -> None:
    """Write a portion whole or not at all: a row for each vacancy and candidate."""
    import pyarrow as pa
    from pyarrow import parquet

    columns: dict[str, list[Any]] = {name: [] for name in _SCHEMA}
    for vacancy, part in zip(vacancies, parts, strict=True):
        for place, (candidate, score) in enumerate(part.best or [(None, None)], start=1):
            reasons = {name.value: count for name, count in (part.reasons or {}).items()}
            row = (vacancy, place if candidate else None, candidate, score)
            told = (part.pool, part.eligible, json.dumps(reasons))
            for name, value in zip(_SCHEMA, (*row, *told), strict=True):
                columns[name].append(value)
    schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in _SCHEMA.items()])
    half = file.with_suffix(f".{os.getpid()}")
    parquet.write_table(pa.table(columns, schema=schema), half)
    half.rename(file)


_SCHEMA = {
    "vacancy": "string",
    "place": "int32",
    "candidate": "string",
    "score": "int32",
    "pool": "int64",
    "eligible": "int64",
    "not_eligible": "string",
}
"""One row a place; a vacancy for which nobody is eligible has one row without a candidate."""
