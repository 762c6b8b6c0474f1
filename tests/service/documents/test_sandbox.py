import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from service.documents import read_document, sandbox
from service.documents.errors import (
    BrokenDocumentError,
    DocumentError,
    NoTextError,
    TooLargeError,
    TooSlowError,
    UnknownKindError,
)
from service.documents.limits import LIMITS
from tests.service.documents.making import page, read, samples

ROOT = Path(__file__).parents[3]
CONFINED = """
import sys
from service.documents.confinement import confine
from service.documents.limits import LIMITS
confine(LIMITS)
"""


def confined(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CONFINED + code],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", samples())
def test_a_process_of_its_own_reads_the_same(name: str) -> None:
    content = samples()[name]
    assert read_document(name, content) == read("." + name.rpartition(".")[2], content)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.kill(os.getppid(), 0)",
        "import os; os.remove('/tmp/schakel-is-not-there')",
        "open('/etc/passwd')",
        "open('/tmp/schakel-test.py', 'w')",
        "bytearray(600 * 2**20)",
    ],
)
def test_a_confined_process_is_refused(code: str) -> None:
    done = confined(code)
    assert done.returncode == 1
    assert (
        done.stderr.rstrip()
        .splitlines()[-1]
        .startswith(("PermissionError", "MemoryError", "OSError"))
    )


def test_a_confined_process_still_imports() -> None:
    assert confined("import email.parser; print('ok')").stdout == "ok\n"


@pytest.mark.skipif(not Path("/proc/self/ns/net").exists(), reason="a network to leave is Linux's")
def test_a_confined_process_is_in_an_empty_network() -> None:
    done = confined("import os; print(os.readlink('/proc/self/ns/net'))")
    if done.stdout.strip() == os.readlink("/proc/self/ns/net"):  # noqa: PTH115
        pytest.skip("this kernel keeps processes in their network")
    assert done.returncode == 0


def test_an_endless_document_is_stopped() -> None:
    endless = page("<div>" * 100_000).encode()
    started = time.monotonic()
    with pytest.raises(TooSlowError, match="within 1 seconds"):
        read_document("a.html", endless, replace(LIMITS, seconds=1))
    assert time.monotonic() - started < 5


def test_a_document_that_needs_too_much_memory_is_refused() -> None:
    wide = b"[" + b"[1]," * 2**21 + b"1]"
    with pytest.raises((TooLargeError, BrokenDocumentError)):
        read_document("a.json", wide, replace(LIMITS, memory=150 * 2**20))


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import sys; sys.stdin.buffer.read(); os.abort()",
        "import sys; sys.stdin.buffer.read(); print('{}')",
        "import sys; sys.stdin.buffer.read(); print('nonsense')",
        "import sys; sys.stdin.buffer.read(); print('x' * 40 * 2**20)",
    ],
)
def test_a_reader_that_breaks_down_is_a_broken_document(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_COMMAND", (sys.executable, "-c", code))
    with pytest.raises(BrokenDocumentError, match="broke down"):
        read_document("cv.txt", b"text " * 2**18)


def test_secrets_of_the_environment_do_not_go_along(monkeypatch: pytest.MonkeyPatch) -> None:
    # A library on this path would be imported, were the environment passed on.
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    assert read_document("cv.txt", b"text").text == "text"


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("cv", b"x", UnknownKindError),
        ("cv.pdf.exe", b"x", UnknownKindError),
        ("cv.pdf", b"", NoTextError),
        ("cv.txt", b"a" * (LIMITS.size + 1), TooLargeError),
    ],
)
def test_what_is_refused_at_once_starts_no_process(
    name: str, content: bytes, error: type[DocumentError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(error):
        read_document(name, content)


def test_the_extension_may_be_in_capitals() -> None:
    assert read_document("CV.TXT", b"text").text == "text"


def test_every_refusal_is_a_document_error() -> None:
    with pytest.raises(DocumentError):
        read_document("cv.pdf", b"%PDF-1.7 and nothing else")


def test_more_documents_than_cores_can_be_asked_at_once() -> None:
    asked = [f"text {number}".encode() for number in range(2 * (os.cpu_count() or 1))]
    with ThreadPoolExecutor(len(asked)) as pool:
        documents = list(pool.map(lambda content: read_document("cv.txt", content), asked))
    assert [each.text.encode() for each in documents] == asked
