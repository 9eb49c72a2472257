"""What every test may use: the acceptance corpus, and the rule that a missing thing is skipped here but fails in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.missing import absent

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Artifacts of the tests lie in a folder of their own, never among the user's; $GOUJI_CACHE keeps them from run to run."""
    with pytest.MonkeyPatch.context() as patch:
        if "GOUJI_CACHE" not in os.environ:
            patch.setenv("GOUJI_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the acceptance corpus, from GOUJI_CORPUS. It is not part of the project: without it the test is skipped."""
    folder = Path(os.environ.get("GOUJI_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"no acceptance corpus at {folder}; set GOUJI_CORPUS")
    return folder


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Gives the path of a program such as `pdftotext` or `redis-server`; ends the test where it is not installed."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            absent(f"the program {name}")
        return str(path)

    return find


@pytest.fixture(scope="session")
def sample() -> Path:
    """The stem of the sample: `-born.pdf`, `-scan.pdf` and `-truth.json` complete it."""
    return ROOT / "samples" / "chengchuan-2022"
