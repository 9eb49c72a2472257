"""The task runs on a real broker, in a real worker process, and gives what the pipeline gives."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def broker(program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a redis-server of our own, on a free port of the loopback interface."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    command = [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()


@pytest.fixture(scope="module")
def worker(broker: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The broker's address while a worker process listens to it."""
    env = os.environ | {"GOUJI_BROKER": broker, "GOUJI_CACHE": str(tmp_path_factory.mktemp("cache"))}
    command = [sys.executable, "-m", "celery", "-A", "workers.tasks", "worker", "--concurrency", "1", "--loglevel", "error"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=env, **quiet) as process:  # type: ignore[call-overload]
        yield broker
        process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(100):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


def test_a_worker_checks_files_and_outlives_a_broken_one(worker: str, tmp_path: Path, sample: Path) -> None:
    from celery import Celery

    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"not a pdf")
    good = Path(f"{sample}-born.pdf")
    with Celery("client", broker=worker, backend=worker) as client:
        results = [client.send_task("gouji.check_file", [str(path)]) for path in (broken, good)]
        failed, checked = (result.get(timeout=120) for result in results)
    assert [error["code"] for error in failed["errors"]] == ["unknown_kind"]
    assert checked["errors"] == []
    assert checked["documents"][0]["name"] == good.name
    assert checked["relations"]
