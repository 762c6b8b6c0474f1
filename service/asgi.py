"""The app as a server makes it, in each of its workers."""

import gc
from contextlib import ExitStack

from fastapi import FastAPI

from service.app import create_app
from service.commands.opened import services_ready
from service.web.telemetry import configure_logs

__all__ = ["make_app"]


def make_app() -> FastAPI:
    """The app of the settings, with all loaded that the first request would wait for.

    Raises:
        SettingsError: A setting cannot be used.
        UnreachableError: No database answers.
        RevisionError: Its tables are not those of this version.
    """
    configure_logs()
    stack = ExitStack()
    services = stack.enter_context(services_ready())
    services.pool.warm()
    with services.database.reading() as session:
        services.pool.current(session).index.prepare()
    app = create_app(services, on_stop=stack.close)
    gc.collect()
    gc.freeze()  # what was loaded stays; looking through it took a request 0.4 s now and then
    return app
