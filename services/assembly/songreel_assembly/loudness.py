"""How loud the song is, after EBU R 128 (ITU-R BS.1770): measured on the song's file, for information.

Platforms turn songs down by themselves; nothing here changes a sample.
"""

import re
import subprocess
from pathlib import Path

import imageio_ffmpeg
from songreel.assembly.v1 import assembly_pb2

VALUES = {
    "integrated_lufs": re.compile(r"^\s+I:\s+(-?[\d.]+) LUFS", re.MULTILINE),
    "range_lu": re.compile(r"^\s+LRA:\s+(-?[\d.]+) LU$", re.MULTILINE),
    "true_peak_dbtp": re.compile(r"^\s+Peak:\s+(-?[\d.]+) dBFS", re.MULTILINE),
}


def measure_loudness(song: Path) -> assembly_pb2.Loudness | None:
    """None for a song that is too short or too silent to have a loudness."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-nostats", "-i", f"file:{song}"]
    command += ["-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stderr
    _, _, summary = said.rpartition("Summary:")
    found = {name: pattern.search(summary) for name, pattern in VALUES.items()}
    values = {name: float(match[1]) for name, match in found.items() if match}
    return assembly_pb2.Loudness(**values) if len(values) == len(VALUES) else None
