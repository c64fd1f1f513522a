"""What the user named on the command line, looked at before any work begins: song, brief, film, page, script."""

import hashlib
import json
import os
import stat
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from songreel_client.edits import Budget
from songreel_client.errors import BadInput, CannotRead, CannotWrite
from songreel_client.script_file.emitting import unedited
from songreel_client.texts import printable

PAGE_SUFFIXES = (".png", ".svg", ".pdf")
SCRIPT_SUFFIXES = (".yaml", ".yml")
PAGE_MARK = b"Drawn by songreel hear"


def check_song(path: Path) -> Path:
    """The path of a readable file with something in it. Raises BadInput, CannotRead."""
    name = printable(str(path))
    try:
        facts = path.stat()
    except (OSError, ValueError) as error:
        raise BadInput(f"There is no song {name}. Check the name; put it in quotes when it has spaces.") from error
    if stat.S_ISDIR(facts.st_mode):
        raise BadInput(f"{name} is a folder. Name one song in it.")
    if not stat.S_ISREG(facts.st_mode):
        raise BadInput(f"{name} is no ordinary file. Name a song: MP3, WAV, FLAC, OGG, M4A and the like.")
    if not facts.st_size:
        raise BadInput(f"{name} is empty. Name a song: MP3, WAV, FLAC, OGG, M4A and the like.")
    try:
        path.open("rb").close()
    except OSError as error:
        raise CannotRead(f"{name} may not be read: {error.strerror}. Change its permissions or copy it.") from error
    return path


def read_brief(text: str, style: str, file: Path | None) -> dict[str, Any]:
    """The brief's JSON: the file's, with text and style over it when they are given. Raises BadInput."""
    brief = _brief_file(file) if file else {}
    return brief | ({"text": text} if text else {}) | ({"style": style} if style else {})


def read_lyrics(file: Path) -> str:
    """The words in a text file, LRC or SRT. Raises BadInput."""
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The lyrics {printable(str(file))} cannot be read as UTF-8 text: {error}.") from error


def read_budget(text: str) -> Budget | None:
    """ "12.50" as money, "600s" as GPU-seconds; None for none. Raises BadInput."""
    if not text:
        return None
    try:
        number = float(text.removesuffix("s"))
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise BadInput(f"{printable(text)} is no budget. It looks like 12.50, or 600s for GPU-seconds.")
    return Budget(gpu_seconds=number) if text.endswith("s") else Budget(amount=number)


def choose_output(song: Path, output: Path | None, force: bool) -> Path:
    """Where the film goes: beside the song unless another place is named. Raises BadInput, CannotWrite.

    What is there already is replaced only if it is a film that this command made, unchanged since, or with `force`.
    """
    default = f"{song.stem}.film.mp4"
    path = song.with_name(default) if output is None else output / default if output.is_dir() else output
    name = printable(str(path))
    if path.suffix.lower() != ".mp4":
        raise BadInput(f"The film is an MP4, so its name ends in .mp4, not as {name} does.")
    try:
        if path.exists() and song.exists() and path.samefile(song):
            raise BadInput(f"{name} is the song itself. Name another file with --output.")
        _probe_folder(path)
        taken = [each for each in (path, certificate_path(path)) if os.path.lexists(each)]
    except OSError as error:
        raise CannotWrite(f"{name} cannot be written: {error.strerror}. Name another file with --output.") from error
    if taken and not force and not _made_by_us(path):
        raise BadInput(
            f"{printable(str(taken[0]))} exists and is no film that songreel made. Name another file with --output, or "
            "add --force to replace it."
        )
    return path


def choose_page(song: Path, output: Path | None, force: bool) -> Path:
    """Where the page of what was heard goes: beside the song unless another place is named. Raises BadInput,
    CannotWrite.

    What is there already is replaced only if it is a page that this command drew, or with `force`.
    """
    default = f"{song.stem}.hearing.png"
    path = song.with_name(default) if output is None else output / default if output.is_dir() else output
    name = printable(str(path))
    if path.suffix.lower() not in PAGE_SUFFIXES:
        raise BadInput(f"The page is a PNG, SVG or PDF, so its name ends in .png, .svg or .pdf, not as {name} does.")
    try:
        _probe_folder(path)
        taken = os.path.lexists(path)
    except OSError as error:
        raise CannotWrite(f"{name} cannot be written: {error.strerror}. Name another file with --output.") from error
    if taken and not force and not _holds(path, PAGE_MARK):
        raise BadInput(
            f"{name} exists and is no page that songreel drew. Name another file with --output, or add --force to "
            "replace it."
        )
    return path


def choose_script(song: Path, output: Path | None, force: bool) -> Path:
    """Where the script goes: beside the song unless another place is named. Raises BadInput, CannotWrite.

    What is there already is replaced only if it is a script that this command wrote and nobody edited, or with
    `force`.
    """
    default = f"{song.stem}.script.yaml"
    path = song.with_name(default) if output is None else output / default if output.is_dir() else output
    name = printable(str(path))
    if path.suffix.lower() not in SCRIPT_SUFFIXES:
        raise BadInput(f"The script is YAML, so its name ends in .yaml, not as {name} does.")
    try:
        _probe_folder(path)
        text = path.read_text("utf-8", errors="replace") if os.path.lexists(path) else None
    except OSError as error:
        raise CannotWrite(f"{name} cannot be written: {error.strerror}. Name another file with --output.") from error
    if text is not None and not force and not unedited(text):
        raise BadInput(
            f"{name} was edited, or is no script that songreel wrote. Film it with `songreel make SONG --script FILE`, "
            "name another file with --output, or add --force to replace it."
        )
    return path


def choose_file(path: Path, force: bool) -> Path:
    """A place for a new file; one that is there is replaced only with `force`. Raises BadInput, CannotWrite."""
    _probe_folder(path)
    if os.path.lexists(path) and not force:
        raise BadInput(f"{printable(str(path))} exists. Name another file with --output, or add --force to replace it.")
    return path


def certificate_path(film: Path) -> Path:
    """The film's certificate lies beside it."""
    return film.with_suffix(".certificate.json")


def _made_by_us(film: Path) -> bool:
    """Whether the certificate beside it is this very film's."""
    try:
        certificate = json.loads(certificate_path(film).read_text("utf-8"))
        if not film.exists():  # somebody moved the film away and left the certificate
            return bool(certificate["filmSha256"])
        with film.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        return bool(certificate["filmSha256"] == found)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _holds(path: Path, mark: bytes) -> bool:
    """Whether the file has these bytes in it."""
    try:
        return mark in path.read_bytes()
    except OSError:
        return False


def _probe_folder(path: Path) -> None:
    """Nothing, or CannotWrite when no file can be made there."""
    folder = printable(str(path.parent))
    if not path.parent.is_dir():
        raise CannotWrite(f"There is no folder {folder}. Make it, or name another place with --output.")
    try:
        with tempfile.TemporaryFile(dir=path.parent, prefix=".songreel-"):
            pass
    except OSError as error:
        raise CannotWrite(
            f"The folder {folder} cannot be written to ({error.strerror}). Name another place with --output."
        ) from error
    if path.is_dir():
        raise BadInput(f"{printable(str(path))} is a folder. Name another file with --output.")


def _brief_file(path: Path) -> dict[str, Any]:
    name = printable(str(path))
    try:
        text = path.read_text("utf-8-sig")
        brief = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The brief {name} cannot be read: {error}.") from error
    except ValueError as error:
        kind = "TOML" if path.suffix.lower() == ".toml" else "JSON"
        raise BadInput(f"The brief {name} is no valid {kind}: {error}.") from error
    if not isinstance(brief, dict):
        raise BadInput(f'The brief {name} holds no object. It looks like {{"text": "a night train"}}.')
    for character in brief.get("characters", []) if isinstance(brief.get("characters"), list) else []:
        if isinstance(character, dict) and "images" in character:
            character["images"] = [str(_picture(each, path.parent, name)) for each in _listed(character["images"])]
    return brief


def _listed(images: Any) -> list[Any]:
    return images if isinstance(images, list) else [images]


def _picture(named: Any, folder: Path, brief: str) -> Path:
    """The file of a character's picture, named from where the brief lies."""
    path = folder / named if isinstance(named, str) else None
    if path is None or not path.is_file():
        raise BadInput(
            f"The brief {brief} names a picture {printable(str(named))}, and there is no such file in its folder. Name "
            'it from there: images = ["ada.png"].'
        )
    return path
