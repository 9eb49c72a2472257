"""Pages read in several processes: the same words, resumed where a run was killed, and one deadly page named."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from extractors.errors import PageCrashedError
from extractors.opening import Source, open_source
from extractors.scans import ScannedPage
from store.artifacts import ArtifactStore, Key
from tests import papers
from workers.pages import WORTHWHILE, PageJob, PageReaders
from workers.reading import read_pages
from workers.workshop import Workshop

PAGES = WORTHWHILE + 1
ENGINE = "rapidocr"


class DeadlyStore(ArtifactStore):
    """Ends the process that wants to keep the third page, as an engine does that runs into bad memory."""

    def save(self, key: Key, value: ScannedPage) -> ScannedPage:  # type: ignore[override]
        if value.page.number == 3:
            os._exit(9)
        return super().save(key, value)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    path = tmp_path_factory.mktemp("pages") / "scan.pdf"
    path.write_bytes(papers.joined(*[papers.scan()] * PAGES))
    return open_source(path)


@pytest.fixture(scope="module")
def readers() -> Iterator[PageReaders]:
    with closing(PageReaders(2)) as two:
        yield two


def jobs(store: ArtifactStore) -> list[PageJob]:
    return [PageJob(index, ENGINE, store, Key("ab" * 32, f"scan-{index}", "1")) for index in range(PAGES)]


def test_two_processes_read_what_one_reads(source: Source, readers: PageReaders, tmp_path: Path) -> None:
    alone = read_pages(source, Workshop(ArtifactStore(str(tmp_path / "one")), ENGINE))
    told: list[int] = []
    shop = Workshop(ArtifactStore(str(tmp_path / "two")), ENGINE, lambda name, done, pages: told.append(done), readers)
    together = read_pages(source, shop)
    assert together.pages == alone.pages and len(together.pages) == PAGES
    assert "1,610.95" in {word.text for word in together.pages[-1].words}
    assert told == list(range(1, PAGES + 1))


def test_what_was_kept_is_not_read_again(source: Source, tmp_path: Path) -> None:
    store = ArtifactStore(str(tmp_path))
    whole = read_pages(source, Workshop(store, ENGINE))
    kept = sorted(tmp_path.rglob("*.zst"))
    kept[1].unlink()
    times = {path: path.stat().st_mtime_ns for path in kept if path.exists()}
    assert read_pages(source, Workshop(store, ENGINE)).pages == whole.pages
    assert {path: path.stat().st_mtime_ns for path in times} == times and kept[1].exists()


def test_a_deadly_page_is_named_and_the_others_are_kept(source: Source, readers: PageReaders, tmp_path: Path) -> None:
    with pytest.raises(PageCrashedError) as caught:
        list(readers.read(source, jobs(DeadlyStore(str(tmp_path)))))
    assert caught.value.details["page"] == 3
    assert len(list(tmp_path.rglob("*.zst"))) >= 2
    assert len(list(readers.read(source, jobs(ArtifactStore(str(tmp_path)))))) == PAGES, "the readers go on with the next file"


ORPHANS = """
import os, sys
from workers.pages import PageReaders
readers = PageReaders(2)
pids = {readers._running().submit(os.getpid).result() for _ in range(4)}
print(*pids, flush=True)
os.kill(os.getpid(), 9)
"""


def test_no_process_outlives_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text("if __name__ == '__main__':\n" + "".join(f"    {line}\n" for line in ORPHANS.strip().splitlines()))
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(root)}
    )
    pids = [int(pid) for pid in run.stdout.split()]
    assert run.returncode == -9 and pids
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]
