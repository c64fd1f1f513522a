"""What a script file holds: the script, and the order under which it fits its song."""

from dataclasses import dataclass, field
from typing import Any

from songreel.script.v1 import script_pb2

from songreel_client.orders import Lyrics, ScriptOrder

VERSION = 1
CHOICES = {
    "pipeline": ("clap", "lalm"),
    "preset": ("preview", "draft", "final"),
    "segmentation": ("planned", "random", "fixed", "beat", "structure", "novelty"),
    "aspect": ("16:9", "9:16", "1:1"),
}
PEOPLES_NUMBERS = {"shot": "index", "section": "section_index"}
"""Counted from 1 in files, as on the screen; the messages count from 0."""


@dataclass(frozen=True)
class ScriptFile:
    """A script and what it was written for."""

    script: script_pb2.Script
    song_name: str = ""
    song_sha256: str = ""
    """Of the song's file; empty when the file does not say."""
    order: ScriptOrder = field(default_factory=ScriptOrder)
    """Segmentation and seed decide the cuts, so the script fits no other."""
    lyrics: Lyrics | None = None

    def document(self) -> dict[str, Any]:
        """Song and order, as in the file."""
        song = {"name": self.song_name, "sha256": self.song_sha256, "shots": len(self.script.shots)}
        order: dict[str, Any] = {name: getattr(self.order, name) for name in (*CHOICES, "seed")}
        if self.lyrics:
            language = {"language": self.lyrics.language} if self.lyrics.language else {}
            order["lyrics"] = {"text": self.lyrics.text, **language}
        return {"song": song, "order": order}
