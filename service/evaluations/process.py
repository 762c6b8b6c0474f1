"""Running the evaluation in processes of its own: it is no part of the service.

One run goes on at a time. Its process holds a lock on a file for as long as it lives, so that
every worker knows of it, also after the service was started anew; the file names it.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from service.errors import ConflictError

__all__ = ["LOG", "Answered", "ask", "begin", "end", "running"]

LOG = "progress.log"
"""In the folder of a run: what its process says on standard error."""
_OUTPUT = "output.log"
_LOCK = ".running"
_ROOT = Path(__file__).parents[2]
_COMMAND = (sys.executable, "-P", "-m", "evaluation")
_KEPT = ("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "SCHAKEL_CACHE", "SCHAKEL_PLACES")
_NICE = 10
_GRACE_SECONDS = 5.0
_LOOK_SECONDS = 0.02
_ATTEMPTS = 25
_MOST_SECONDS = 120.0


@dataclass(frozen=True)
class Answered:
    """How a command ended."""

    status: int
    out: bytes
    err: str


def ask(runs: Path, words: Sequence[str]) -> Answered:
    """Run a short command of the evaluation in the folder of runs, to its end."""
    done = subprocess.run(
        [*_COMMAND, *words],
        cwd=runs,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_MOST_SECONDS,
        check=False,
    )
    return Answered(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def begin(runs: Path, run_id: str, words: Sequence[str]) -> None:
    """Start a run, whose folder is there; it goes on when the service stops.

    Raises:
        ConflictError: Another one is going on.
    """
    with _lock(runs) as lock, _logs(runs / run_id) as (out, err):
        os.ftruncate(lock, 0)
        process = subprocess.Popen(
            [*_COMMAND, "--progress", "json", *words],
            cwd=runs,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            pass_fds=(lock,),
            start_new_session=True,
        )
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        os.pwrite(lock, json.dumps({"run": run_id, "process": process.pid}).encode(), 0)
    Thread(target=process.wait, daemon=True).start()


def running(runs: Path) -> str | None:
    """The run that goes on, or None."""
    found = _going_on(runs)
    return found[0] if found else None


def end(runs: Path) -> None:
    """Have the run that goes on end, by force if it must; nothing happens where there is none."""
    found = _going_on(runs)
    if found is None:
        return
    for sent in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(found[1], sent)
        until = time.monotonic() + _GRACE_SECONDS
        while time.monotonic() < until:
            if _going_on(runs) != found:
                return
            time.sleep(_LOOK_SECONDS)


def _going_on(runs: Path) -> tuple[str, int] | None:
    """The run that goes on and its process."""
    try:
        file = os.open(runs / _LOCK, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        if _is_locked_by_us(file, fcntl.LOCK_SH):
            return None
        named = json.loads(os.pread(file, 1000, 0) or b"null")
        return (named["run"], named["process"]) if named else None
    finally:
        os.close(file)


@contextmanager
def _lock(runs: Path) -> Iterator[int]:
    file = os.open(runs / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        # Who looks whether a run goes on holds the lock for a moment.
        for _ in range(_ATTEMPTS):
            if _is_locked_by_us(file, fcntl.LOCK_EX):
                break
            time.sleep(_LOOK_SECONDS)
        else:
            raise ConflictError("expected no run to be going on, found one; wait for it or stop it")
        yield file
    finally:
        os.close(file)


def _is_locked_by_us(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _logs(folder: Path) -> Iterator[tuple[int, int]]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    out = os.open(folder / _OUTPUT, flags, 0o600)
    err = os.open(folder / LOG, flags, 0o600)
    try:
        yield out, err
    finally:
        os.close(out)
        os.close(err)


def _environment() -> dict[str, str]:
    """Nothing else goes along: the environment of a service holds secrets."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8"}
