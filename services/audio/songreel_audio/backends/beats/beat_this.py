"""Beats by Beat This!, whose weights an operator provides: its package brings none.

F. Foscarin, J. Schlüter, G. Widmer, "Beat this! Accurate beat tracking without DBN postprocessing", ISMIR 2024. Only
its network is used, decoded as BeatNet's is. Its own inference needs torchaudio and would fetch checkpoints by name;
the spectrum and the cutting into chunks are written out here instead.
"""

import inspect
from pathlib import Path
from typing import Any

import numpy as np
import torch
from beat_this.model.beat_tracker import BeatThis
from librosa.filters import mel
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2
from songreel_chassis.artifacts import file_sha256
from songreel_chassis.errors import NotConfigured

from songreel_audio.beats import find_pulse
from songreel_audio.curves import Curves
from songreel_audio.song import HEARING_RATE_HZ, Samples, Song
from songreel_audio.tempo import Pulse

WINDOW_SAMPLES, HOP_SAMPLES = 1024, 441
MEL_BANDS, LOWEST_HZ, HIGHEST_HZ = 128, 30.0, 11000.0
LOG_MULTIPLIER = 1000.0
CHUNK_FRAMES, BORDER_FRAMES = 1500, 6
"""It was trained on half minutes, and not on what lies at their very edges."""
PREFIX = "model."
"""Of the network's tensors in the checkpoint of its trainer."""


class BeatThisTracker:
    """The network with its weights, on the CPU."""

    def __init__(self, checkpoint: Path) -> None:
        """Raises NotConfigured. No code of the checkpoint is run."""
        self.heard_by = audio_pb2.HeardBy(
            task="beats", model=f"beat_this {checkpoint.stem}", weights_sha256=file_sha256(checkpoint), licence="MIT"
        )
        self._network = _read(checkpoint)
        filters = mel(
            sr=HEARING_RATE_HZ, n_fft=WINDOW_SAMPLES, n_mels=MEL_BANDS, fmin=LOWEST_HZ, fmax=HIGHEST_HZ, norm=None
        )
        self._filters = torch.from_numpy(filters.astype(np.float32))

    def track(self, song: Song, curves: Curves) -> Pulse:
        """Beats of a song."""
        return find_pulse(self.probabilities(song.samples), curves)

    def probabilities(self, samples: Samples) -> NDArray[np.float32]:
        """(frames, 2) probabilities of beat and of downbeat, which exclude each other, at 50 frames a second."""
        with torch.inference_mode():
            beat, down = torch.sigmoid(self._logits(self.spectrum(samples)))
            both = torch.stack([torch.clamp(beat - down, min=0), down], dim=1)
        probabilities: NDArray[np.float32] = both.numpy()
        return probabilities

    def spectrum(self, samples: Samples) -> torch.Tensor:
        """(frames, 128) log magnitudes in bands of Slaney's mel scale."""
        padded = np.pad(samples, (0, max(0, WINDOW_SAMPLES - len(samples))))  # reflection needs half a window
        window = torch.hann_window(WINDOW_SAMPLES)
        spectra = torch.stft(
            torch.from_numpy(padded), WINDOW_SAMPLES, HOP_SAMPLES, window=window, normalized=True, return_complex=True
        )
        return torch.log1p(LOG_MULTIPLIER * (self._filters @ spectra.abs()).T)

    def _logits(self, spectrum: torch.Tensor) -> torch.Tensor:
        """(2, frames) of beat and downbeat, chunk by chunk; where chunks overlap the first one counts."""
        frames, step = len(spectrum), CHUNK_FRAMES - 2 * BORDER_FRAMES
        out = torch.empty(2, frames)
        for at in range(0, frames, step):
            start = max(0, min(at, frames - step)) - BORDER_FRAMES
            end = min(frames, start + CHUNK_FRAMES)
            before, after = max(0, -start), min(BORDER_FRAMES, max(0, start + CHUNK_FRAMES - frames))
            chunk = torch.nn.functional.pad(spectrum[max(0, start) : end], (0, 0, before, after))
            heard = self._network(chunk[None])
            both = torch.stack([heard["beat"][0], heard["downbeat"][0]])[:, BORDER_FRAMES:]
            until = min(at + step, frames)
            first = at - start - BORDER_FRAMES
            out[:, at:until] = both[:, first : first + until - at]
        return out


def _read(checkpoint: Path) -> BeatThis:
    try:
        stored: dict[str, Any] = torch.load(checkpoint, map_location="cpu", weights_only=True)
        known = inspect.signature(BeatThis).parameters
        network = BeatThis(**{name: value for name, value in stored["hyper_parameters"].items() if name in known})
        network.load_state_dict({name.removeprefix(PREFIX): tensor for name, tensor in stored["state_dict"].items()})
    except Exception as error:
        raise NotConfigured(
            f"{checkpoint} is not a checkpoint of Beat This! ({type(error).__name__}): download one, such as "
            "final0.ckpt, from the page that its README names."
        ) from error
    return network.eval()


def load_beat_this(checkpoint: str) -> BeatThisTracker:
    """The backend with the operator's checkpoint. Raises NotConfigured."""
    path = Path(checkpoint).expanduser()
    if not checkpoint or not path.is_file():
        raise NotConfigured(
            f"SONGREEL_AUDIO_BEAT_THIS_CHECKPOINT names no file ({checkpoint or 'it is empty'}): put a checkpoint of "
            "Beat This!, such as final0.ckpt, on this machine and name it there."
        )
    return BeatThisTracker(path)
