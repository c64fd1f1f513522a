"""The film's file: clips joined under the song by FFmpeg, nothing of the picture encoded again.

    clip 0 │ clip 1 │ … │ clip n      concat demuxer, stream copy
    ──────────────────────────────
    song                              stream copy, or AAC

The concat demuxer places each clip at the sum of the lengths before it, in whole microseconds, so its timestamps drift
off the frame grid (measured: at 24000/1001 a tick in 300 clips). The `setts` bitstream filter puts each one
back on its frame. The same clips and song give the same bytes: no dates, no versions.
"""

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import ffmpeg
import imageio_ffmpeg
from songreel_chassis.errors import StorageFull

from songreel_assembly.clip_chain import ClipChain
from songreel_assembly.problems import CuttingFailed
from songreel_assembly.soundtrack import SongStream, encoding_flags

FULL = ("No space left on device", "Disk quota exceeded", "File too large")


def join(chain: ClipChain, song: Path, stream: SongStream, copied: bool, comment: str, film: Path) -> None:
    """Writes the film; raises StorageFull or CuttingFailed. The song is never shortened to the picture."""
    playlist = film.with_suffix(".ffconcat")
    playlist.write_text(playlist_of(chain.paths))
    picture = ffmpeg.input(f"file:{playlist}", format="concat", safe=0)
    sound = ffmpeg.input(f"file:{song}")
    ticks = chain.ticks_per_frame
    on_grid = f"setts=pts=round(PTS/{ticks})*{ticks}:dts=round(DTS/{ticks})*{ticks}:duration={ticks}"
    flags: dict[str, str | int] = {
        "c:v": "copy",
        "bsf:v": on_grid,
        **({"c:a": "copy"} if copied else encoding_flags(stream)),
        "map_metadata": -1,
        "map_chapters": -1,
        "metadata:g:0": f"title={stream.title or 'Songreel film'}",
        "metadata:g:1": f"comment={comment}",
        "movflags": "+faststart",
        "fflags": "+bitexact",
        "flags:a": "+bitexact",
    }
    if stream.artist:
        flags["metadata:g:2"] = f"artist={stream.artist}"
    plan = ffmpeg.output(picture["v:0"], sound["a:0"], f"file:{film}", format="mp4", **flags)
    plan = plan.global_args("-nostdin", "-hide_banner", "-loglevel", "error")
    command = ffmpeg.compile(plan, cmd=imageio_ffmpeg.get_ffmpeg_exe(), overwrite_output=True)
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise _failure(done.returncode, done.stderr.decode(errors="replace").strip(), film)


def playlist_of(paths: Sequence[Path]) -> str:
    """What the concat demuxer reads."""
    return "ffconcat version 1.0\n" + "".join(f"file {_quoted(path)}\n" for path in paths)


def _quoted(path: Path) -> str:
    """A path as the concat demuxer reads it: within single quotes only the quote itself is special."""
    return "'file:" + str(path).replace("'", "'\\''") + "'"


def _failure(status: int, said: str, film: Path) -> StorageFull | CuttingFailed:
    if status == -signal.SIGXFSZ or any(words in said for words in FULL):
        return StorageFull(f"No room to cut the film in {film.parent}. Free some disk space, then try again.")
    last = said.splitlines()[-1] if said else f"it ended with status {status}"
    return CuttingFailed(f"FFmpeg could not join the clips under the song: {last}")
