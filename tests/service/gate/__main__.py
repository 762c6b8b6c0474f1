"""Many sequences at the gate: `python -m tests.service.gate [N] [SEED]`."""

import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

import structlog

from matching.matcher import Matcher
from service.app import create_app
from service.services import open_services
from service.settings import Settings
from tests.databases import Backend
from tests.service.alliances import Hands
from tests.service.api.people import Alliance
from tests.service.gate.sequences import STEPS, stage, walk


def main(sequences: int = 2000, seed: int = 1) -> None:
    """Run sequences on SQLite, and say what was done in them."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    done: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        url = Backend("sqlite", Path(folder)).migrated()
        settings = Settings(database_url=url, control_share=0.3, list_length=4)
        with open_services(settings, matcher=Matcher.load(), clock=Hands()) as services:
            scene = stage(Alliance(services, create_app(services)))
            for number in range(sequences):
                done += walk(scene, Random(f"{seed}/{number}"))
                if (number + 1) % 100 == 0:
                    _say(f"{number + 1} sequences")
    seconds = round(time.monotonic() - began)
    _say(f"{sequences} sequences of {STEPS} steps, {seconds} s; nothing seen that may not be")
    _say(", ".join(f"{what} {count}" for what, count in sorted(done.items())))


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
