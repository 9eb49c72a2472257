"""Artifacts in an object store: the same promises as on a disk, against a server that speaks S3."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal

import boto3
import fsspec
import pytest
from moto.server import ThreadedMotoServer

from disclosure.quantity import Quantity
from store.artifacts import ArtifactStore, Key

KEY = Key("ab" * 32, "document", "1")
VALUE = Quantity(Decimal("251.20"), 2)
BUCKET = "gouji"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of an S3 server of our own, on a free port of the loopback interface."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def store(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ArtifactStore]:
    """Configured as docs/store.md says, by the environment alone."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    yield ArtifactStore(f"s3://{BUCKET}/archive")
    for stored in keys():
        client.delete_object(Bucket=BUCKET, Key=stored)
    client.delete_bucket(Bucket=BUCKET)
    client.close()


def keys() -> list[str]:
    client = boto3.client("s3")
    found = [entry["Key"] for entry in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])]
    client.close()
    return found


def test_what_was_saved_is_loaded_and_nothing_lies_beside_it(store: ArtifactStore) -> None:
    assert store.load(KEY, Quantity) is None
    store.save(KEY, VALUE)
    store.save(KEY, VALUE)
    assert store.load(KEY, Quantity) == VALUE
    assert keys() == [f"archive/{KEY.path}"]


@pytest.mark.parametrize("left", [0, 7])
def test_a_cut_object_is_absent_and_made_again(store: ArtifactStore, left: int) -> None:
    store.save(KEY, VALUE)
    client = boto3.client("s3")
    path = f"archive/{KEY.path}"
    body = client.get_object(Bucket=BUCKET, Key=path)["Body"].read()
    client.put_object(Bucket=BUCKET, Key=path, Body=body[:left])
    client.close()
    assert store.load(KEY, Quantity) is None
    assert store.keep(KEY, Quantity, lambda: VALUE) == VALUE
    assert store.load(KEY, Quantity) == VALUE


def test_writers_and_readers_at_once_see_whole_artifacts_only(store: ArtifactStore) -> None:
    wrong: list[object] = []

    def work() -> None:
        for _ in range(5):
            store.save(KEY, VALUE)
            if (found := store.load(KEY, Quantity)) != VALUE:
                wrong.append(found)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_bucket_that_is_not_there_is_told_when_something_is_saved(store: ArtifactStore) -> None:
    other = ArtifactStore("s3://not-there/archive")
    assert other.load(KEY, Quantity) is None
    with pytest.raises(OSError):
        other.save(KEY, VALUE)
