"""The encoders by name, and vectors of several as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from matching.errors import EncoderError
from matching.reading.similarity.e5 import E5Encoder
from matching.reading.similarity.lexical import LexicalSimilarity
from matching.reading.similarity.model_folder import FolderEncoder
from matching.reading.similarity.store import VectorStore
from matching.reading.similarity.table import TableEncoder
from matching.reading.similarity.types import Encoder, Floats, Similarity
from matching.reading.similarity.vectors import VectorSimilarity

__all__ = ["SIMILARITIES", "JoinedEncoder", "load_encoder", "load_similarity"]

SIMILARITIES = ("default", "e5", "lexical")
"""What may be asked by name; anything else is a folder with a model."""

_TABLE_SHARE = 0.6


@dataclass(frozen=True)
class JoinedEncoder:
    """Vectors of two encoders side by side: their products add up to a weighted mean.

    Args:
        first: Weighs `share`.
        second: Weighs what is left.
        share: In [0, 1].
    """

    first: Encoder
    second: Encoder
    share: float = _TABLE_SHARE

    @property
    def fingerprint(self) -> str:
        """Of both and their weights."""
        return f"{self.first.fingerprint}+{self.second.fingerprint}+{self.share}"

    @property
    def size(self) -> int:
        """Numbers in a vector: those of both."""
        return self.first.size + self.second.size

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `Encoder`."""
        shares = np.sqrt([self.share, 1 - self.share], dtype=np.float32)
        return np.hstack(
            [self.first.encode(texts) * shares[0], self.second.encode(texts) * shares[1]]
        )


@cache
def load_encoder(name: str = "default") -> Encoder:
    """The encoder «default» or «e5» (the default together with e5), or that of a model's folder.

    Raises:
        EncoderError: `name` is neither.
    """
    if name == "default":
        return TableEncoder()
    if name == "e5":
        return JoinedEncoder(TableEncoder(), E5Encoder())
    folder = Path(name)
    if not folder.is_dir():
        raise EncoderError(
            f"expected {', '.join(SIMILARITIES)} or the folder of a model, found {name!r}"
        )
    return JoinedEncoder(TableEncoder(), FolderEncoder(folder))


def load_similarity(name: str = "default", store: VectorStore | None = None) -> Similarity:
    """A similarity by name: of an encoder (see `load_encoder`), or «lexical»: letters only.

    Raises:
        EncoderError: There is none of that name, and no such folder.
    """
    if name == "lexical":
        return LexicalSimilarity()
    return VectorSimilarity(load_encoder(name), store or VectorStore())
