"""The sample drawn anew, for the tests that compare it with the committed one."""

from __future__ import annotations

import pytest

from samples.build import born
from samples.draw import HEI, SONG
from tests.conftest import absent


@pytest.fixture(scope="session")
def drawn() -> bytes:
    if not (SONG.exists() and HEI.exists()):
        absent("the pair of fonts fonts-arphic-uming, fonts-wqy-zenhei")
    return born()
