"""Vectors of labels on disk: computed once for a model and a list of texts, mapped into memory.

The name of a file is a fingerprint of both, so a taxonomy or model that changes gets a new one
and an old one is never read by mistake.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np
from platformdirs import user_cache_path

from matching.reading.similarity.types import Encoder, Floats, Progress, no_progress

__all__ = ["VARIABLE", "VectorStore"]

VARIABLE = "SCHAKEL_CACHE"
"""The environment variable that names another folder to keep vectors in."""

_BATCH = 256
_WORTH_KEEPING = 200


def _default_folder() -> Path:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_cache_path("schakel") / "vectors"


@dataclass(frozen=True)
class VectorStore:
    """Keeps the vectors of lists of texts in a folder; without one it can write to, it computes.

    Args:
        folder: None is the folder that SCHAKEL_CACHE names, or else the user's cache.
        progress: Shows how far computing is.
    """

    folder: Path | None = None
    progress: Progress = no_progress

    def vectors(self, encoder: Encoder, texts: Sequence[str]) -> Floats:
        """(n, size): the vectors of texts, read only where they come from disk."""
        if len(texts) < _WORTH_KEEPING:
            return encoder.encode(texts)
        path = self.path(encoder, texts)
        known = _read(path, (len(texts), encoder.size))
        if known is None:
            known = self._computed(encoder, texts)
            _write(path, known)
        return known

    def path(self, encoder: Encoder, texts: Sequence[str]) -> Path:
        """Where the vectors of these texts by this encoder are kept."""
        digest = hashlib.sha256(encoder.fingerprint.encode())
        for text in texts:
            digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
        return (self.folder or _default_folder()) / f"{digest.hexdigest()[:32]}.npy"

    def _computed(self, encoder: Encoder, texts: Sequence[str]) -> Floats:
        found = np.zeros((len(texts), encoder.size), np.float32)
        for start in self.progress(range(0, len(texts), _BATCH), "vectors of names"):
            found[start : start + _BATCH] = encoder.encode(texts[start : start + _BATCH])
        return found


def _read(path: Path, shape: tuple[int, int]) -> Floats | None:
    try:
        found: Floats = np.load(path, mmap_mode="r")
    except (OSError, ValueError):
        return None
    return found if found.shape == shape else None


def _write(path: Path, vectors: Floats) -> None:
    """Write whole or not at all; a folder that cannot be written is no reason to stop."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            np.save(file, vectors)
        Path(file.name).replace(path)
    except OSError:
        return
