"""The models of the embedded defaults, fetched before the stack starts; without them it starts with what it has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import songreel_weights

Say = Callable[[str], None]
OnProgress = Callable[[songreel_weights.Progress], None]


@dataclass(frozen=True)
class Need:
    """Models that a service wants, and how it does without them."""

    service: str
    models: tuple[str, ...]
    backend: str
    """The default backend, whose models they are."""
    override: tuple[str, str]
    """Environment variable and value."""
    consequence: str
    model_setting: str = ""
    """Environment variable that names another model of the catalogue."""

    def wanted(self, environment: Mapping[str, str]) -> tuple[str, ...]:
        """The models, as the environment has them."""
        chosen = environment.get(self.model_setting, "")
        return (chosen,) if chosen else self.models


NEEDS = (
    Need(
        "audio",
        ("beatnet-1",),
        "beatnet",
        ("SONGREEL_AUDIO_BEATS", "librosa"),
        "the song's beats are found by signal processing alone, and are rougher",
    ),
    Need(
        "audio",
        ("musicnn-msd",),
        "musicnn",
        ("SONGREEL_AUDIO_TAGS", "none"),
        "nothing is known of the song's genre or mood",
    ),
    Need(
        "audio",
        ("spleeter-2stems",),
        "spleeter",
        ("SONGREEL_AUDIO_VOCALS", "none"),
        "nobody hears where the song is sung",
    ),
    Need(
        "script",
        ("qwen2.5-coder-1.5b-instruct-q4",),
        "embedded",
        ("SONGREEL_SCRIPT_BACKEND", "rules"),
        "the script is put together by rules instead of being written by a language model",
        "SONGREEL_SCRIPT_MODEL",
    ),
    Need(
        "script",
        ("minilm-l6-v2",),
        "minilm",
        ("SONGREEL_SCRIPT_SENSE", "words"),
        "shots that show the same in other words are not told apart",
    ),
)
MODELS = tuple(model for need in NEEDS for model in need.models)


def missing_models(cache_folder: Path) -> list[str]:
    """Those that are still to be fetched."""
    return [model for model in MODELS if songreel_weights.find_cached(model, cache_folder) is None]


def ensure_weights(
    cache_folder: Path, say: Say, on_progress: OnProgress, environment: Mapping[str, str], services: Sequence[str]
) -> dict[str, str]:
    """Settings for the services whose models cannot be had; empty when everything is there.

    A service that is not started, or for which the environment chooses another backend, needs no models. Raises
    DiskFull.
    """
    overrides: dict[str, str] = {}
    for need in NEEDS:
        name, value = need.override
        if need.service not in services or environment.get(name, need.backend) != need.backend:
            continue
        try:
            for model in need.wanted(environment):
                if songreel_weights.find_cached(model, cache_folder) is None:
                    size_bytes = songreel_weights.load_catalogue().entry(model).size_bytes
                    say(f"Fetching {model}, once: {size_bytes / 1e6:,.0f} MB.")
                    songreel_weights.fetch(model, cache_folder=cache_folder, on_progress=on_progress)
        except (songreel_weights.FetchFailed, songreel_weights.UnknownModel) as error:
            overrides[name] = value
            say(str(error).splitlines()[0])
            say(f"Going on without: {need.consequence}. `songreel models fetch` tries again.")
    return overrides
