"""Running the service in this process, and signing in to it with a browser."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Page
from sqlalchemy import URL

from matching.matcher import Matcher
from service.app import create_app
from service.evaluations import process
from service.services import open_services
from service.settings import Settings
from tests.e2e.site import PASSWORD, Site

__all__ = ["CHROMIUM", "running", "sign_in", "url_of"]

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def url_of(file: Path) -> URL:
    """The address of a database in a file."""
    return URL.create("sqlite", database=str(file))


@contextmanager
def running(matcher: Matcher, file: Path) -> Iterator[Site]:
    """The service at an address of this machine, on a database file."""
    runs = file.parent / "runs"
    settings = Settings(database_url=url_of(file), control_share=0, is_demo=True, runs=runs)
    with open_services(settings, matcher=matcher) as services, socket.socket() as listening:
        services.pool.warm()
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = uvicorn.Config(create_app(services), access_log=False, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield Site(f"http://localhost:{port}", services)
        server.should_exit = True
        thread.join()
        process.end(runs)


def sign_in(page: Page, email: str) -> None:
    """Sign in as anybody would."""
    page.goto("/login")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main button.primary").click()
    page.wait_for_url(lambda url: "/login" not in url)
