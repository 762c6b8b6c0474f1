"""README's examples are run as they stand and must print what README shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ (.+)\n((?:.*\n)*?)```", README)
PYTHON = re.findall(r"```python\n((?:.*\n)*?)```", README)


@pytest.mark.parametrize(("command", "shown"), CONSOLE)
def test_a_command_of_the_readme_prints_what_is_shown(command: str, shown: str) -> None:
    call = command.replace("schakel", f'"{sys.executable}" -m service')
    done = subprocess.run(
        call, shell=True, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == shown.strip()


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_of_the_readme_holds(code: str) -> None:
    exec(code, {})


def test_the_readme_shows_commands_and_python() -> None:
    assert len(CONSOLE) == 2
    assert len(PYTHON) == 1
