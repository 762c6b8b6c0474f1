"""Reading a document in a process of its own, which is killed at the limits."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path, PurePath
from threading import BoundedSemaphore, Event, Timer

from pydantic import ValidationError

from service.documents.answers import Answer
from service.documents.errors import NoTextError, TooLargeError, TooSlowError
from service.documents.kinds import check_extension
from service.documents.limits import LIMITS, Limits
from service.documents.model import Document

__all__ = ["read_document"]

_ROOT = Path(__file__).parents[2]
_COMMAND = (sys.executable, "-P", "-s", "-m", "service.documents.worker")
_LONGEST_ANSWER = 32 * 2**20
# Many uploads at once would otherwise take all memory together, each within its own limit.
_AT_ONCE = BoundedSemaphore(max(2, os.cpu_count() or 1))


def read_document(name: str, content: bytes, limits: Limits = LIMITS) -> Document:
    """The text and the records of a file, read in a process that can do nothing else.

    Blocks for about a quarter of a second, and for longer where many are read at once.

    Args:
        name: What the file is called; only its extension is looked at.
        content: The bytes of the file.
        limits: The most that it may hold and take.

    Raises:
        DocumentError: It is not read; the subclass says why.
    """
    extension = PurePath(name).suffix.lower()
    check_extension(extension)
    if not content:
        raise NoTextError(expected="a text", found="an empty file", way_out="upload it again")
    if len(content) > limits.size:
        raise TooLargeError(
            expected=f"a file of at most {limits.size / 2**20:.0f} MB",
            found=f"one of {len(content) / 2**20:.1f} MB",
            way_out="leave pictures out, or paste the text",
        )
    request = json.dumps({"extension": extension, "limits": asdict(limits)}).encode()
    with _AT_ONCE:
        answer = _answer(request + b"\n" + content, limits)
    return _understood(answer)


def _answer(request: bytes, limits: Limits) -> bytes:
    """What the process answers; it reads all before it writes, so neither waits for the other."""
    late = Event()
    with subprocess.Popen(
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.sep,
        # Nothing else goes along: the environment of a service holds secrets.
        env={"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    ) as process:
        alarm = Timer(limits.seconds, _stop, (process, late))
        alarm.start()
        try:
            answer = _exchange(process, request)
        finally:
            alarm.cancel()
            process.kill()
    if late.is_set():
        raise TooSlowError(
            expected=f"a document that is read within {limits.seconds:g} seconds",
            found="one that takes longer",
            way_out="save it again as a plain PDF or DOCX, or paste the text",
        )
    return answer


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise ValueError("expected a process with pipes, found one without; open it with both")
    with suppress(BrokenPipeError), process.stdin as stdin:
        stdin.write(request)
    return process.stdout.read(_LONGEST_ANSWER)


def _stop(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _understood(answer: bytes) -> Document:
    try:
        return Answer.model_validate_json(answer).outcome()
    except ValidationError:
        return Answer().outcome()
