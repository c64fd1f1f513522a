"""The object store of components/seaweedfs, started with the very arguments of its manifest."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import Unavailable

from tests.k8s.rendering import overlay
from tests.processes import answers, free_port, wait_until

URI = f"artifact:songs/{'0' * 64}.json"
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "a long word"}


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[str]:
    """Its address. Folder and ports are this machine's, all else is the manifest's."""
    (container,) = (pod.containers[0] for pod in overlay("laptop").pods() if pod.name == "seaweedfs")
    port = free_port()
    (tmp_path / "data").mkdir()
    moved = {"-dir=/data": f"-dir={tmp_path}/data", "-s3.port=8333": f"-s3.port={port}"}
    arguments = [moved.get(word, word) for word in container["args"]]
    assert set(moved) <= set(container["args"])
    others = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc")
    ports = [f"-{name}={free_port()}" for name in (*others, "s3.port.grpc")]
    weed = Path(sys.executable).parent / "weed"
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([weed, *arguments, *ports], env={**os.environ, **KEYS}, stdout=log, stderr=log)
        try:
            wait_until(lambda: answers(port), 60, "the object store")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


async def test_the_store_takes_the_secrets_key_and_no_other(
    endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bucket is made by the first upload."""
    for name, value in {"AWS_ENDPOINT_URL": endpoint, "AWS_REGION": "us-east-1", **KEYS}.items():
        monkeypatch.setenv(name, value)
    store = ArtifactStore("s3://songreel/artifacts", tmp_path / "cache")
    assert await store.put_json(URI, "{}")
    assert await store.read_text(URI) == "{}"
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another word")
    with pytest.raises(Unavailable):
        await ArtifactStore("s3://songreel/artifacts", tmp_path / "cache").read_text(URI)
