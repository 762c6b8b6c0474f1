"""Where the data that comes with the project lies."""

from pathlib import Path

__all__ = ["data_folder", "default_taxonomy_folder"]

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """The folder `data`: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "data"
    return installed if installed.is_dir() else _PACKAGE.parent / "data"


def default_taxonomy_folder() -> Path:
    """The folder of the project's own taxonomy."""
    return data_folder() / "taxonomy"
