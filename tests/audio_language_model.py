"""An audio-language model's server over real HTTP: it reads the sound that it is sent, and misbehaves on demand."""

import asyncio
import base64
import contextlib
import io
import json
import wave
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.processes import free_port

Numbers = dict[str, Any]


@dataclass(frozen=True)
class Sound:
    """What was sent as `input_audio`."""

    seconds: float
    loudness: float
    """Root mean square, full scale is 1."""
    pitch_hz: float
    """Of its strongest tone."""


@dataclass(frozen=True)
class Reply:
    """How one request is answered."""

    content: str | None = ""
    """None for a message without any; empty for a good one."""
    finish_reason: str = "stop"
    status: int = 200
    body: bytes | None = None
    seconds: float = 0.0


@dataclass
class AudioLanguageModel:
    """What the server heard, and what it does with the next requests."""

    name: str
    port: int = 0
    sounds: list[Sound] = field(default_factory=list)
    """Of all windows, in the order in which they came; the warm-up's is left out."""
    requests: list[Numbers] = field(default_factory=list)
    """All but the warm-up."""
    closed_by_caller: int = 0
    at_once: int = 0
    most_at_once: int = 0
    behave: Callable[[int, Numbers], Reply] = lambda number, request: Reply()

    @property
    def base_url(self) -> str:
        """With /v1."""
        return f"http://127.0.0.1:{self.port}/v1"


def narrative_for(schema: Numbers) -> Numbers:
    """A good answer, of as many sections as the schema asks for."""
    sections = schema["properties"]["arc"]["minItems"]
    told: Numbers = {
        "concept": "A lighthouse keeper waits for a boat that comes at last.",
        "arc": [f"The keeper climbs stair number {number}." for number in range(sections)],
        "people": ["an old man with a white beard in a yellow raincoat"],
        "places": ["a lighthouse on a rock", "a stony beach"],
        "imagery": ["a turning light", "a folded letter"],
        "moods": ["longing"],
    }
    if "scenes" in schema["properties"]:
        told["scenes"] = [
            {
                "place": "a lighthouse on a rock", "light": "dusk, cold blue light", "action": f"climbs stair {number}",
                "then": "looks out to sea", "details": ["wet ropes", "a brass lamp"],
            }
            for number in range(sections)
        ]  # fmt: skip
    return told


def sound_of(message: Numbers) -> Sound | None:
    """The sound in a message, read as a server would."""
    if isinstance(message["content"], str):
        return None
    (part,) = [part for part in message["content"] if part["type"] == "input_audio"]
    with wave.open(io.BytesIO(base64.b64decode(part["input_audio"]["data"]))) as file:
        rate, samples = file.getframerate(), np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
    spectrum = np.abs(np.fft.rfft(samples[: rate * 4]))
    pitch = float(np.argmax(spectrum) * rate / min(len(samples), rate * 4))
    return Sound(len(samples) / rate, float(np.sqrt(np.mean(samples**2))), pitch)


@contextlib.asynccontextmanager
async def audio_language_model(
    behave: Callable[[int, Numbers], Reply] | None = None, name: str = "Qwen/Qwen2-Audio-7B-Instruct"
) -> AsyncIterator[AudioLanguageModel]:
    """A server on a free port; `behave` gets the number of the request, from 0, and its body."""
    model = AudioLanguageModel(name, free_port())
    if behave:
        model.behave = behave

    async def models(request: Request) -> Response:
        return JSONResponse({"object": "list", "data": [{"id": name, "object": "model", "created": 0, "owned_by": ""}]})

    async def complete(request: Request) -> Response:
        body = await request.json()
        sound = sound_of(body["messages"][0])
        if body["max_tokens"] == 1:
            return completion(name, "x", "length")
        number = len(model.requests)
        model.requests.append(body)
        if sound:
            model.sounds.append(sound)
        model.at_once += 1
        model.most_at_once = max(model.most_at_once, model.at_once)
        reply = model.behave(number, body)
        try:
            for _ in range(round(reply.seconds / 0.05)):
                await asyncio.sleep(0.05)
                if await request.is_disconnected():
                    model.closed_by_caller += 1
                    return Response(status_code=499)
        finally:
            model.at_once -= 1
        if reply.status != 200 or reply.body is not None:
            return Response(reply.body or b'{"error": {"message": "as told"}}', reply.status)
        content = reply.content
        if content == "":
            schema = body.get("response_format", {}).get("json_schema", {}).get("schema")
            content = json.dumps(narrative_for(schema)) if schema else f"Guitars and a slow beat, number {number}."
        return completion(name, content, reply.finish_reason)

    routes = [
        Route("/v1/models", models),
        Route("/v1/chat/completions", complete, methods=["POST"]),
    ]
    config = uvicorn.Config(Starlette(routes=routes), port=model.port, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined,method-assign,unused-ignore]
    running = asyncio.ensure_future(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    try:
        yield model
    finally:
        server.should_exit = True
        await running


def completion(name: str, content: str | None, finish_reason: str) -> Response:
    """As OpenAI's API has it."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    usage = {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20}
    return JSONResponse(
        {"id": "1", "object": "chat.completion", "created": 0, "model": name, "choices": [choice], "usage": usage}
    )
