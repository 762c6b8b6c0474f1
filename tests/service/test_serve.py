"""The server as it runs: several workers on one database, and a stop that loses nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
import pytest

from service.cli import main
from tests.databases import Backend

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(url: str, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server in processes of its own, and its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "serve", "--port", str(port), *options],
        env={**os.environ, "SCHAKEL_DATABASE_URL": url},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}", process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=PATIENCE)


def wait_until_ready(address: str, process: subprocess.Popen[str]) -> None:
    ends = time.monotonic() + PATIENCE
    with httpx2.Client() as client:
        while time.monotonic() < ends and process.poll() is None:
            with suppress(httpx2.TransportError):
                if client.get(f"{address}/api/ready").status_code == 200:
                    return
            time.sleep(0.1)
    raise AssertionError(f"not ready: {process.poll()}")


def test_it_serves_and_stops_when_told(sqlite_backend: Backend) -> None:
    with serving(sqlite_backend.migrated().render_as_string()) as (address, process):
        answer = httpx2.get(f"{address}/api/health")
        assert answer.json()["status"] == "ok"
        assert "server" not in answer.headers
        process.send_signal(signal.SIGTERM)
        _, logged = process.communicate(timeout=PATIENCE)
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in logged


def test_two_workers_answer(sqlite_backend: Backend) -> None:
    with serving(sqlite_backend.migrated().render_as_string(), "--workers", "2") as (address, _):
        for _ in range(10):
            assert httpx2.get(f"{address}/api/ready").json()["candidates"] == 0


def test_old_tables_are_not_served(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "old.db"
    file.touch()
    monkeypatch.setenv("SCHAKEL_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setattr(sys, "argv", ["schakel", "serve"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "run schakel db upgrade" in capsys.readouterr().err
