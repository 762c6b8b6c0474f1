import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from matching.config import MatchingConfig
from matching.ranking import CandidateIndex, rank, scores
from matching.ranking.errors import IndexFileError
from matching.ranking.storage import load_index, save_index
from matching.types import CandidateProfile, EvidenceKind
from tests.matching.ranking.strategies import SKILLS, World, claim, examples, flat_taxonomy, worlds

CONFIG = MatchingConfig()
POOL = {each: CandidateProfile(id=each, claims=(claim(SKILLS[0]),)) for each in "abc"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_index(CandidateIndex.build(POOL.values(), flat_taxonomy(), CONFIG), tmp_path / "index")
    return tmp_path / "index"


@examples
@given(worlds)
def test_a_stored_index_says_what_it_said_before(world: World) -> None:
    with TemporaryDirectory() as parent:
        _store_and_load(world, Path(parent) / "index")


def _store_and_load(world: World, folder: Path) -> None:
    index = world.index().changed(without=[world.pool[0].id])
    save_index(index, folder)
    profiles = {each.id: each for each in world.pool}
    loaded = load_index(folder, world.taxonomy, world.config, find=profiles.__getitem__)
    assert loaded.ids == index.ids
    assert scores(world.vacancy, loaded).tolist() == scores(world.vacancy, index).tolist()
    assert repr(rank(world.vacancy, loaded)) == repr(rank(world.vacancy, index))
    again = loaded.changed([world.pool[0]])
    assert again.ids == world.index().ids
    assert scores(world.vacancy, again).tolist() == scores(world.vacancy, world.index()).tolist()


def test_a_damaged_file_is_refused(folder: Path) -> None:
    file = folder / "block0-cells.npy"
    whole = bytearray(file.read_bytes())
    whole[-1] ^= 1
    file.write_bytes(whole)
    with pytest.raises(IndexFileError, match="other bytes; make the index anew"):
        load_index(folder, flat_taxonomy(), CONFIG, find=POOL.__getitem__)
    file.write_bytes(whole[:-1])
    with pytest.raises(IndexFileError, match=r"expected .* bytes, found"):
        load_index(folder, flat_taxonomy(), CONFIG, find=POOL.__getitem__, check=False)
    file.unlink()
    with pytest.raises(IndexFileError, match="expected an array"):
        load_index(folder, flat_taxonomy(), CONFIG, find=POOL.__getitem__)


def test_an_index_of_another_config_or_format_is_refused(folder: Path) -> None:
    strength = {**CONFIG.evidence_strength, EvidenceKind.SELF: 0.5}
    other = replace(CONFIG, evidence_strength=strength)
    with pytest.raises(IndexFileError, match="taxonomy and config"):
        load_index(folder, flat_taxonomy(), other, find=POOL.__getitem__)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "format": 0}))
    with pytest.raises(IndexFileError, match="format 4, found 0"):
        load_index(folder, flat_taxonomy(), CONFIG, find=POOL.__getitem__)
    (folder / "manifest.json").write_text("{")
    with pytest.raises(IndexFileError, match="a manifest"):
        load_index(folder, flat_taxonomy(), CONFIG, find=POOL.__getitem__)


def test_an_index_is_not_written_over_files(folder: Path) -> None:
    index = CandidateIndex.build(POOL.values(), flat_taxonomy(), CONFIG)
    with pytest.raises(IndexFileError, match="an empty folder"):
        save_index(index, folder)
