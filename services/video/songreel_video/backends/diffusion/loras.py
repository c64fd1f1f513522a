"""Which low-rank adapters (LoRA) a pod films with, by its settings: safetensors files, and how strongly each works."""

from dataclasses import dataclass
from pathlib import Path

from songreel_chassis.artifacts import file_sha256
from songreel_chassis.errors import NotConfigured

SETTING = "SONGREEL_VIDEO_LORAS"
STRONGEST = 10.0


@dataclass(frozen=True)
class LoRA:
    """One adapter and how strongly it works."""

    name: str
    path: Path
    """Its safetensors file."""
    weight: float = 1.0

    def digest(self) -> str:
        """sha256 of its file."""
        return file_sha256(self.path)


def parse_loras(text: str) -> tuple[LoRA, ...]:
    """LoRAs from the setting, `name=path` or `name=path@weight`, by comma. Raises NotConfigured for anything else."""
    loras = tuple(_parse(part.strip()) for part in text.split(",") if part.strip())
    names = [lora.name for lora in loras]
    if twice := {name for name in names if names.count(name) > 1}:
        raise NotConfigured(f"{SETTING} names {min(twice)} twice. Give each LoRA a name of its own.")
    return loras


def _parse(part: str) -> LoRA:
    name, separator, place = part.partition("=")
    path, _, weight = place.partition("@") if "@" in place.rpartition("/")[2] else (place, "", "")
    try:
        strength = float(weight or 1.0)
    except ValueError:
        strength = float("nan")
    if not (separator and name.isidentifier() and path) or not abs(strength) <= STRONGEST:
        raise NotConfigured(
            f"{SETTING} has {part!r}, which names no LoRA. Write name=path or name=path@weight, with a name of letters "
            f"and a weight of at most {STRONGEST:g}, separated by commas."
        )
    return LoRA(name, _file(name, Path(path).expanduser()), strength)


def _file(name: str, path: Path) -> Path:
    """The one safetensors file. Raises NotConfigured where there is none, or only a pickle."""
    files = sorted(path.glob("*.safetensors")) if path.is_dir() else [path]
    if not path.exists():
        raise NotConfigured(f"The LoRA {name} is not at {path}. Correct {SETTING}.")
    if len(files) != 1:
        raise NotConfigured(
            f"{path} holds {len(files)} safetensors files for the LoRA {name}, not one. Give the file itself "
            f"in {SETTING}."
        )
    if files[0].suffix != ".safetensors":
        raise NotConfigured(
            f"{files[0]} is no safetensors file. Other formats can run code when they are read, so they are not "
            "loaded: convert it, or download the safetensors version."
        )
    return files[0]
