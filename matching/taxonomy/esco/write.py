"""A taxonomy built from ESCO, as files."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

__all__ = ["NOTICE", "write_taxonomy"]

NOTICE = (
    "This service uses the ESCO classification of the European Commission.\n"
    "The files in this folder are a modified and adapted version of ESCO: some labels, relations "
    "and kinds were changed to fit Schakel. The European Commission has not endorsed the changes.\n"
    "ESCO: https://esco.ec.europa.eu; reuse under Commission Decision 2011/833/EU.\n"
)
"""The acknowledgement that ESCO's terms of use ask, and that this is no longer ESCO itself."""


def write_taxonomy(
    out: Path, skills: Iterable[Mapping[str, Any]], occupations: Iterable[Mapping[str, Any]]
) -> None:
    """Write blocks and notice into `out`; a concept a line, without its empty fields."""
    for name, blocks in (("skills", skills), ("occupations", occupations)):
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "concepts.jsonl").open("w", encoding="utf-8") as target:
            for block in blocks:
                kept = {key: value for key, value in block.items() if value}
                target.write(json.dumps(kept, ensure_ascii=False) + "\n")
    (out / "NOTICE.txt").write_text(NOTICE, encoding="utf-8")
