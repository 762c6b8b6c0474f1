import pytest

from matching.config import MatchingConfig
from matching.reading.extraction import Extractor
from matching.reading.wording import load_wording
from matching.taxonomy import load_taxonomy


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(load_taxonomy(), load_wording(), MatchingConfig())
