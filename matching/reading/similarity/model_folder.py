"""A model of one's own in a folder: sentence-transformers or model2vec, by setting."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from matching.errors import EncoderError, MissingExtraError
from matching.reading.similarity.types import Floats, unit_rows

__all__ = ["FolderEncoder"]

_OF_SENTENCE_TRANSFORMERS = "modules.json"
_OF_MODEL2VEC = "model.safetensors"
_READ_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class FolderEncoder:
    """Vectors of the model in a folder; nothing is downloaded.

    Args:
        folder: As sentence-transformers (with modules.json) or model2vec saves a model.

    Raises:
        EncoderError: On first use, if the folder holds no such model.
        MissingExtraError: On first use, if the package that reads it is not installed.
    """

    folder: Path

    @cached_property
    def fingerprint(self) -> str:
        """Of all the bytes of the folder."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(self.folder)).encode())
                with path.open("rb") as file:
                    while block := file.read(_READ_AT_ONCE):
                        digest.update(block)
        return digest.hexdigest()[:16]

    @cached_property
    def size(self) -> int:
        """Numbers in a vector."""
        return int(self._vectors(["size"]).shape[1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `Encoder`."""
        if not texts:
            return np.zeros((0, self.size), np.float32)
        return unit_rows(self._vectors(list(texts)))

    def _vectors(self, texts: list[str]) -> Floats:
        return np.array(self._model.encode(texts), np.float32)

    @cached_property
    def _model(self) -> Any:
        if (self.folder / _OF_SENTENCE_TRANSFORMERS).is_file():
            return _sentence_transformer(self.folder)
        if (self.folder / _OF_MODEL2VEC).is_file():
            return _static_model(self.folder)
        raise EncoderError(
            f"{self.folder}: expected a model that sentence-transformers saved (with "
            f"{_OF_SENTENCE_TRANSFORMERS}) or model2vec (with {_OF_MODEL2VEC}), found neither; "
            f"check the folder"
        )


def _sentence_transformer(folder: Path) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ModuleNotFoundError as error:
        raise MissingExtraError("sentence-transformers", f"the model in {folder}") from error
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _static_model(folder: Path) -> Any:
    try:
        from model2vec import StaticModel
    except ModuleNotFoundError as error:
        raise MissingExtraError("model2vec", f"the model in {folder}") from error
    return StaticModel.from_pretrained(str(folder))
