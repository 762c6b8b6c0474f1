"""An index on disk: a folder of .npy files that are mapped into memory, with a fingerprint.

Profiles are not written; who loads an index says where to find one by its id.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from matching.config import MatchingConfig
from matching.ranking.blocks import Block, Codes, worth_of
from matching.ranking.columns import Columns
from matching.ranking.credit import Factors
from matching.ranking.errors import IndexFileError
from matching.ranking.ids import Ids
from matching.ranking.index import CandidateIndex
from matching.ranking.planner import Planner
from matching.ranking.postings import Groups, Postings
from matching.ranking.shards import Shard
from matching.taxonomy import Taxonomy
from matching.types import CandidateProfile

__all__ = ["load_index", "load_shard", "save_index"]

_FORMAT = 4
_MANIFEST = "manifest.json"
_POSTINGS = ("cells", "edges", "dense", "columns")
Find = Callable[[str], CandidateProfile]
Array = NDArray[Any]


def save_index(index: CandidateIndex, folder: Path) -> None:
    """Write an index into a folder that is made for it.

    Raises:
        IndexFileError: The folder exists and has something in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise IndexFileError(folder, "an empty folder", "files", "give a new one")
    shared: dict[int, str] = {}
    arrays: dict[str, Array] = {}
    blocks = []
    for number, (block, live) in enumerate(zip(index.blocks, index.live, strict=True)):
        groups = shared.setdefault(id(block.postings.groups), f"groups{number}")
        table = shared.setdefault(id(block.columns.ranges), f"table{number}")
        arrays |= _arrays(f"block{number}", block, live, groups, table)
        spoken = dict(block.columns.language_row)
        blocks.append({"groups": groups, "table": table, "languages": spoken})
    written = {name: _write(folder / f"{name}.npy", array) for name, array in arrays.items()}
    manifest = {
        "format": _FORMAT,
        "fingerprint": _fingerprint(index.planner, index.factors),
        "codes": list(index.codes),
        "blocks": blocks,
        "files": written,
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def load_index(
    folder: Path, taxonomy: Taxonomy, config: MatchingConfig, *, find: Find, check: bool = True
) -> CandidateIndex:
    """Map an index into memory.

    Args:
        folder: Where it is.
        taxonomy: The one that it was made with.
        config: Its evidence strengths and levels must be those that it was made with.
        find: Gives the profile of an id, for explanations.
        check: Also read all files once, to see that none is damaged.

    Raises:
        IndexFileError: It is damaged, or was made with another taxonomy, config or version.
    """
    nobody = CandidateIndex.build((), taxonomy, config)
    manifest = _manifest(folder, _fingerprint(nobody.planner, nobody.factors))
    arrays = {
        name: _read(folder / f"{name}.npy", size, crc if check else None)
        for name, (size, crc) in manifest["files"].items()
    }
    blocks, live = _blocks(arrays, manifest, range(len(manifest["blocks"])))
    codes = _codes(manifest)
    return nobody.of_blocks(blocks, live, [_Found(block.ids, find) for block in blocks], codes)


def load_shard(folder: Path, numbers: Sequence[int], config: MatchingConfig) -> Shard:
    """Map some blocks of an index into memory, for ranking by plans that are made elsewhere.

    Args:
        folder: Where the index is; whoever makes the plans has loaded it with its taxonomy.
        numbers: Of the blocks, from 0.
        config: Weights and thresholds, those of the plans.

    Raises:
        IndexFileError: It is damaged, or of another version.
    """
    manifest = _manifest(folder)
    described = [manifest["blocks"][number] for number in numbers]
    wanted = {f"block{number}" for number in numbers}
    wanted |= {each[shared] for each in described for shared in ("groups", "table")}
    arrays = {
        name: _read(folder / f"{name}.npy", size, None)
        for name, (size, _) in manifest["files"].items()
        if name.partition("-")[0] in wanted
    }
    blocks, live = _blocks(arrays, manifest, numbers)
    worth = worth_of(_codes(manifest), Factors.of(config))
    return Shard(
        blocks=tuple(blocks),
        live=tuple(live),
        sizes=tuple([int(np.count_nonzero(each)) for each in live]),
        worth=worth,
        config=config,
    )


def _blocks(
    arrays: Mapping[str, Array], manifest: Mapping[str, Any], numbers: Sequence[int]
) -> tuple[list[Block], list[Array]]:
    groups: dict[str, Groups] = {}
    tables: dict[str, Columns] = {}
    blocks, live = [], []
    for number in numbers:
        described = manifest["blocks"][number]
        name = described["groups"]
        if name not in groups:
            groups[name] = Groups(arrays[f"{name}-begin"], arrays[f"{name}-codes"])
        blocks.append(_block(f"block{number}", arrays, groups[name], described, tables))
        live.append(arrays[f"block{number}-live"])
    return blocks, live


def _codes(manifest: Mapping[str, Any]) -> Codes:
    return {(held, trust): code for code, (held, trust) in enumerate(manifest["codes"], start=2)}


def _arrays(name: str, block: Block, live: Array, groups: str, table: str) -> dict[str, Array]:
    of, columns = block.postings, block.columns
    return {
        f"{groups}-begin": of.groups.begin,
        f"{groups}-codes": of.groups.codes,
        f"{table}-directions": columns.directions,
        f"{table}-ranges": columns.ranges,
        f"{name}-ids": block.ids.letters,
        f"{name}-ends": block.ids.ends,
        f"{name}-id_of": block.id_of,
        f"{name}-runs": block.runs,
        f"{name}-live": live,
        f"{name}-wide": columns.wide,
        f"{name}-small": columns.small,
        **{f"{name}-{each}": getattr(of, each) for each in _POSTINGS},
    }


def _block(
    name: str,
    arrays: Mapping[str, Array],
    groups: Groups,
    described: Mapping[str, Any],
    tables: dict[str, Columns],
) -> Block:
    table = described["table"]
    columns = Columns(
        directions=arrays[f"{table}-directions"],
        ranges=arrays[f"{table}-ranges"],
        wide=arrays[f"{name}-wide"],
        small=arrays[f"{name}-small"],
        language_row=described["languages"],
    )
    columns = tables.setdefault(table, columns).sharing(columns)
    return Block(
        ids=Ids(arrays[f"{name}-ids"], arrays[f"{name}-ends"]),
        id_of=arrays[f"{name}-id_of"],
        runs=arrays[f"{name}-runs"],
        postings=Postings(groups, *(arrays[f"{name}-{each}"] for each in _POSTINGS)),
        columns=columns,
    )


def _write(file: Path, array: Array) -> tuple[int, int]:
    """Write an array; the size of the file and a checksum of all of it."""
    np.save(file, array, allow_pickle=False)
    whole = file.read_bytes()
    return len(whole), zlib.crc32(whole)


def _read(file: Path, size: int, crc: int | None) -> Array:
    """Map an array into memory; what is changed in memory never reaches the file."""
    try:
        found = file.stat().st_size
        if found != size:
            raise IndexFileError(file, f"{size} bytes", str(found), "make the index anew")
        if crc is not None and zlib.crc32(file.read_bytes()) != crc:
            raise IndexFileError(file, "what was written", "other bytes", "make the index anew")
        return np.asarray(np.load(file, mmap_mode="c", allow_pickle=False))
    except (OSError, ValueError) as error:
        raise IndexFileError(file, "an array", str(error), "make the index anew") from error


def _manifest(folder: Path, fingerprint: str | None = None) -> Mapping[str, Any]:
    file = folder / _MANIFEST
    try:
        manifest: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        version, made_with = manifest["format"], manifest["fingerprint"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexFileError(file, "a manifest", repr(error), "give the folder of one") from error
    if version != _FORMAT:
        raise IndexFileError(file, f"format {_FORMAT}", str(version), "make the index anew")
    if fingerprint is not None and made_with != fingerprint:
        expected = "the taxonomy and config that it was made with"
        raise IndexFileError(file, expected, "others", "make the index anew")
    return manifest


def _fingerprint(planner: Planner, factors: Factors) -> str:
    """Says the same for the same concepts, in the same order, and the same factors of claims."""
    concepts = [*planner.skill_numbers, "", *planner.occupation_numbers]
    strength = sorted((str(kind), value) for kind, value in factors.strength.items())
    default = sorted((str(kind), value) for kind, value in factors.default_level.items())
    said = json.dumps([concepts, strength, default])
    return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class _Found(Sequence[CandidateProfile]):
    """Profiles that are found by id when they are asked for."""

    ids: Sequence[str]
    find: Find

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, row: int) -> CandidateProfile: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[CandidateProfile]: ...
    def __getitem__(self, row: int | slice) -> CandidateProfile | Sequence[CandidateProfile]:
        if isinstance(row, slice):
            return [self.find(each) for each in self.ids[row]]
        return self.find(self.ids[row])
