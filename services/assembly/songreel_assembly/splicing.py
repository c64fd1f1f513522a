"""Files for editors: where they lie in the project's folder; a shot's is its handle and its clip, by stream copy."""

import subprocess
from pathlib import Path

import imageio_ffmpeg

from songreel_assembly.clip_chain import ClipChain
from songreel_assembly.joining import playlist_of
from songreel_assembly.order import CutOrder
from songreel_assembly.problems import CuttingFailed


def clip_path(index: int) -> str:
    """Of a shot's file in the project's folder."""
    return f"media/shot-{index:03d}.mp4"


def song_path(order: CutOrder) -> str:
    """Of the song's file in the project's folder."""
    return f"media/song{order.song.suffix}"


def splice_heads(order: CutOrder, chain: ClipChain, folder: Path) -> dict[int, Path]:
    """The files of those shots that have a handle, by shot; the others are their clips."""
    return {index: _splice((head, order.clips[index]), chain, folder / f"shot{index}.mp4")
            for index, head in order.heads.items()}  # fmt: skip


def _splice(parts: tuple[Path, Path], chain: ClipChain, path: Path) -> Path:
    playlist, ticks = path.with_suffix(".ffconcat"), chain.ticks_per_frame
    playlist.write_text(playlist_of(parts))
    on_grid = f"setts=pts=round(PTS/{ticks})*{ticks}:dts=round(DTS/{ticks})*{ticks}:duration={ticks}"
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-loglevel", "error", "-y"),
        *("-f", "concat", "-safe", "0", "-i", f"file:{playlist}", "-map", "0:v:0", "-c", "copy", "-bsf:v", on_grid),
        *("-movflags", "+faststart", "-fflags", "+bitexact", f"file:{path}"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()
        raise CuttingFailed(f"FFmpeg could not put a handle before its clip: {last[-1] if last else done.returncode}")
    return path
