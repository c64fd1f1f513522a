"""Listens by a model in this process: Qwen2-Audio, Audio Flamingo 3 or Music Flamingo on transformers.

They are not held to a JSON schema: the narrative is asked for question by question, and its form is made by us.
"""

import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
import torch
import transformers
from songreel_chassis.artifacts import file_sha256, request_digest
from songreel_chassis.errors import NotConfigured, ServiceError
from songreel_chassis.worker import ModelThread

from songreel_lalm.known_models import check_licence, window_of
from songreel_lalm.listeners import Attempt, Unusable
from songreel_lalm.samples import RATE_HZ, Samples, hum

log = structlog.get_logger()

ARCHITECTURES = (
    "Qwen2AudioForConditionalGeneration",
    "AudioFlamingo3ForConditionalGeneration",
    "MusicFlamingoForConditionalGeneration",
)
HEARD_TOKENS = 200
SAID_TOKENS = 80


class OutOfMemory(ServiceError):
    """The stretch is too long for this device."""


@dataclass(frozen=True)
class Place:
    """Where the weights lie and run."""

    folder: Path
    device: str
    """auto, cuda or cpu."""
    window_seconds: float
    allow_noncommercial: bool


class LocalListener:
    """One model, one generation at a time, in a thread of its own."""

    backend = "transformers"
    speaks_json = False

    def __init__(self, place: Place) -> None:
        self._place = place
        self._thread = ModelThread("lalm")
        self.model = place.folder.name
        self.licence = ""
        self.weights_sha256 = ""
        self.window_seconds = 0.0
        self._processor: Any = None
        self._model: Any = None

    async def warm_up(self) -> None:
        """Loads the model and has it hear a second of sound."""
        architecture = architecture_of(self._place.folder)
        self.licence = check_licence(architecture, self._place.allow_noncommercial)
        self.window_seconds = window_of(architecture, self._place.window_seconds)
        await self._thread.run(self._load, architecture)
        await self.hear(hum(), "What do you hear?", Attempt(0))

    async def hear(self, samples: Samples, question: str, attempt: Attempt) -> str:
        """The model's words on the stretch."""
        if len(samples) > self.window_seconds * RATE_HZ:
            raise ValueError("the stretch is longer than the model hears")
        return await self._generate(samples, question, HEARD_TOKENS, attempt)

    async def say(self, question: str, attempt: Attempt, schema: dict[str, Any] | None = None) -> str:
        """The model's answer, in words."""
        if schema is not None:
            raise ValueError("this listener is not held to a schema")
        return await self._generate(None, question, SAID_TOKENS, attempt)

    async def close(self) -> None:
        """Ends the thread and frees the model."""
        self._thread.stop()
        self._model = self._processor = None

    async def _generate(self, samples: Samples | None, question: str, tokens: int, attempt: Attempt) -> str:
        stop = threading.Event()
        try:
            return await self._thread.run(self._answer, samples, question, attempt.room(tokens), attempt, stop)
        finally:
            stop.set()  # a cancelled caller: the thread sees it after the next token

    def _load(self, architecture: str) -> None:
        wanted = self._place.device
        if wanted == "cuda" and not torch.cuda.is_available():
            raise NotConfigured("There is no GPU that torch can use. Set SONGREEL_LALM_DEVICE=cpu.")
        device = "cuda" if wanted != "cpu" and torch.cuda.is_available() else "cpu"
        folder = self._place.folder
        self._processor = transformers.AutoProcessor.from_pretrained(folder, local_files_only=True)
        heard = getattr(self._processor, "max_audio_len", self.window_seconds)  # it cuts there without a word
        self.window_seconds = min(self.window_seconds, float(heard))
        self._model = (
            getattr(transformers, architecture)
            .from_pretrained(
                folder,
                dtype=torch.bfloat16 if device == "cuda" else torch.float32,
                use_safetensors=True,
                local_files_only=True,
            )
            .to(device)
            .eval()
        )
        files = sorted(folder.glob("*.safetensors"))
        self.weights_sha256 = request_digest(*(file_sha256(path) for path in files))
        log.info("audio_language_model_loaded", model=self.model, architecture=architecture, device=device)

    def _answer(
        self, samples: Samples | None, question: str, tokens: int, attempt: Attempt, stop: threading.Event
    ) -> str:
        heard = [{"type": "audio", "audio": samples}] if samples is not None else []
        conversation = [{"role": "user", "content": [*heard, {"type": "text", "text": question}]}]
        text = self._processor.apply_chat_template(conversation, add_generation_prompt=True, tokenize=False)
        sound = {"audio": [samples], "sampling_rate": RATE_HZ} if samples is not None else {}
        inputs = self._processor(text=[text], return_tensors="pt", **sound).to(self._model.device)
        for name, value in inputs.items():
            if value.is_floating_point():
                inputs[name] = value.to(self._model.dtype)
        torch.manual_seed(attempt.drawn)
        given = inputs["input_ids"].shape[1]
        answer: Any = None
        try:
            with torch.no_grad():
                answer = self._model.generate(
                    **inputs,
                    max_new_tokens=tokens,
                    do_sample=True,
                    temperature=attempt.temperature,
                    top_p=0.95,
                    stopping_criteria=transformers.StoppingCriteriaList([_Stop(stop)]),
                )
        except (RuntimeError, MemoryError) as error:
            if not is_full(error):
                raise
        if answer is None:  # out here the failed generation's tensors are let go
            del inputs
            torch.cuda.empty_cache()
            raise OutOfMemory("The stretch does not fit into this device's memory. Lower SONGREEL_LALM_WINDOW_SECONDS.")
        said = self._processor.batch_decode(answer[:, given:], skip_special_tokens=True)[0].strip()
        if not said:
            raise Unusable("said nothing")
        return str(said)


class _Stop(transformers.StoppingCriteria):  # type: ignore[misc]  # transformers has no types here
    """Ends a generation that nobody waits for."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:
        return torch.full((input_ids.shape[0],), self._stop.is_set(), device=input_ids.device, dtype=torch.bool)


def is_full(error: Exception) -> bool:
    """Whether memory ran out; the CPU's allocator has no class of its own for that."""
    return isinstance(error, torch.OutOfMemoryError | MemoryError) or "can't allocate memory" in str(error)


def architecture_of(folder: Path) -> str:
    """The class that the folder's config names. Raises NotConfigured for another one, and for a folder without one."""
    config = folder / "config.json"
    try:
        named = json.loads(config.read_text("utf-8"))["architectures"][0]
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        raise NotConfigured(
            f"{folder} holds no transformers checkpoint. Set SONGREEL_LALM_CHECKPOINT to a folder with config.json."
        ) from None
    if named not in ARCHITECTURES:
        raise NotConfigured(
            f"{folder} holds a {named}. Taken are {', '.join(ARCHITECTURES)}; serve others by vLLM with "
            "SONGREEL_LALM_BACKEND=openai."
        )
    if not any(folder.glob("*.safetensors")):
        raise NotConfigured(f"{folder} has no safetensors. Other formats are not loaded.")
    return str(named)
