"""The digest of a film's sound: over the codec's own packets, as the certificate has it, whatever box they are in."""

import hashlib
from pathlib import Path

import av


def sound_sha256(film: Path) -> str | None:
    """sha256, lower-case hexadecimal, over the payloads of the first sound track; None where there is none."""
    digest = hashlib.sha256()
    try:
        with av.open(str(film), metadata_errors="ignore") as file:
            if not file.streams.audio:
                return None
            for packet in file.demux(file.streams.audio[0]):
                if packet.size:
                    digest.update(bytes(packet))
    except (av.error.FFmpegError, OSError):
        return None
    return digest.hexdigest()
