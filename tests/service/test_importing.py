"""Importing the service reads no data, and loads nothing that few requests need."""

import subprocess
import sys

LOOK = """
import sys

opened = []

def remember(event, values):
    if event == "open" and isinstance(values[0], str):
        opened.append(values[0])

sys.addaudithook(remember)
import {module}

from matching.taxonomy import data_folder
folder = str(data_folder())
ours = [each for each in opened if each.startswith(folder) or each.endswith((".nbi", ".nbc"))]
there = [each for each in {unwanted} if each in sys.modules]
print(ours, there)
"""


def looked(module: str, *unwanted: str) -> str:
    """What a process that imports a module opened of ours, and which modules it loaded."""
    program = LOOK.format(module=module, unwanted=list(unwanted))
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_importing_the_app_reads_no_data_and_compiles_nothing() -> None:
    heavy = ("numba", "sklearn", "fpdf", "fontTools", "openpyxl", "PIL")
    assert looked("service.asgi", *heavy) == "[] []"


def test_importing_the_library_reads_no_data_and_compiles_nothing() -> None:
    assert looked("matching.matcher", "numba", "sklearn", "sqlalchemy", "fastapi") == "[] []"
