"""A film of a script file: the script's own order, and which options may stand beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from songreel.script.v1 import script_pb2

from songreel_client.errors import ApiError, BadInput, VideoFailed
from songreel_client.orders import Lyrics, ScriptOrder
from songreel_client.script_file import BadScript, ScriptFile, read_script
from songreel_client.script_file.faults import Places
from songreel_client.scriptwriting import song_sha256
from songreel_client.texts import printable
from songreel_client.wishes import Wishes

WORDS = ("brief", "brief_file", "style", "explicitness", "transitions", "lyrics_file")
CUTS = ("pipeline", "segmentation")
PICTURE = ("preset", "aspect", "seed")


def require_song(file: ScriptFile, places: Places, path: Path, song: Path) -> None:
    """Nothing, or BadScript when the script is for another song."""
    if file.song_sha256 and file.song_sha256.lower() != song_sha256(song):
        told = f" ({printable(file.song_name)})" if file.song_name else ""
        words = f"This script is for another song{told} than {printable(song.name)}. Name that one, or write a script."
        raise BadScript(path, [places.fault(("song", "sha256"), words)])


def order_of(file: ScriptFile, wishes: Wishes) -> tuple[ScriptOrder, list[str]]:
    """The script's order, with the picture as wished on the command line, and a line for each such change.

    What decides words or cuts is the script's own. Raises BadInput when the command line says otherwise.
    """
    for name in WORDS:
        if name in wishes.named:
            raise BadInput(
                f"{option(name)} does nothing with --script: the words are written. Change them in the file."
            )
    random = ("seed",) if file.order.segmentation == "random" else ()
    changes, lines = {}, []
    for name in (*CUTS, *PICTURE):
        wished, own = getattr(wishes, name), getattr(file.order, name)
        if name not in wishes.named or wished == own:
            continue
        if name in (*CUTS, *random):
            raise BadInput(
                f"The script was written with {option(name)} {own}, which decides its shots: leave {option(name)} "
                "away, or write another script with `songreel write`."
            )
        changes[name] = wished
        lines.append(f"Filming with {option(name)} {wished}; the script says {own}.")
    return replace(file.order, **changes), lines


def option(name: str) -> str:
    """As on the command line."""
    return f"--{name.replace('_', '-')}"


@dataclass(frozen=True)
class Shooting:
    """What a film is made from: wishes alone, or a script with them."""

    brief: dict[str, Any]
    order: ScriptOrder
    lyrics: Lyrics | None
    script: script_pb2.Script | None = None
    remarks: tuple[str, ...] = ()
    path: Path | None = None
    places: Places = field(default_factory=Places)

    @contextmanager
    def blaming(self) -> Iterator[None]:
        """Turns what the services find wrong with the script into lines of its file."""
        try:
            yield
        except (ApiError, VideoFailed) as error:
            about = [each for each in error.faults if each.pointer.startswith("/script")]
            if self.path is None or not about:
                raise
            raise BadScript(self.path, self.places.faults(about)) from error


def shooting(song: Path, path: Path | None, wishes: Wishes) -> Shooting:
    """What shall be filmed. Raises BadScript, BadInput."""
    if path is None:
        return Shooting(wishes.read_brief(), wishes.order(), wishes.read_lyrics())
    file, places = read_script(path)
    require_song(file, places, path, song)
    order, changes = order_of(file, wishes)
    about = f"Filming the script {printable(str(path))}, {len(file.script.shots)} shots."
    return Shooting({}, order, file.lyrics, file.script, (about, *changes), path, places)
