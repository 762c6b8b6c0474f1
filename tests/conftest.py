"""What is expensive to make and never changes, made once for all tests."""

import pytest

from matching.matcher import Matcher
from tests.data.sample import Sample, read_sample


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher.load()


@pytest.fixture(scope="session")
def sample(matcher: Matcher) -> Sample:
    return read_sample(matcher)
