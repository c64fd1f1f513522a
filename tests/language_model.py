"""A language model server that behaves as badly as a test wishes, over real HTTP."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

OUTLINE = {
    "logline": "A young baker follows a paper boat through the flooded town until the water is gone.",
    "lead": "a young baker in a white apron",
    "other": "an old man in a brown coat",
    "motif": "a paper boat",
    "places": [
        "a bakery with steamed windows",
        "a flooded market square",
        "a wooden bridge over a canal",
        "a bell tower above the roofs",
        "a meadow of wet grass",
    ],
}


VERBS = ("carries", "throws", "paints", "counts", "hides", "breaks", "polishes", "stacks", "buries", "sells")
THINGS = ("apples", "kites", "candles", "mirrors", "umbrellas", "feathers", "drums", "shells", "lanterns", "clocks")
WAYS = ("backwards", "barefoot", "sideways", "laughing", "weeping", "dancing", "kneeling", "proudly", "gently", "twice")


def scene(number: int) -> dict[str, str]:
    """A good answer, other words for every number below ten."""
    verb, thing, way = VERBS[number % 10], THINGS[number % 10], WAYS[number % 10]
    return {
        "light": "soft grey light",
        "action": f"{verb} seventy{number} {thing} {way}",
        "then": f"{VERBS[(number + 5) % 10]} {THINGS[(number + 8) % 10]} {WAYS[(number + 4) % 10]}",
        "details": f"a heap of {thing}, wet stones, a crooked door",
    }


@dataclass
class Answer:
    """How one request is answered."""

    content: str = ""
    """The model's text; empty for a good answer."""
    finish_reason: str = "stop"
    status: int = 200
    hang: bool = False
    disconnect: bool = False
    raw: bytes | None = None
    """The whole body, in place of a completion."""


@dataclass
class LanguageModel:
    """What the server saw, and what it does with the next requests."""

    port: int = 0
    requests: list[dict[str, Any]] = field(default_factory=list)
    closed_by_caller: int = 0
    behave: Callable[[int, dict[str, Any]], Answer] = lambda number, request: Answer()

    @property
    def base_url(self) -> str:
        """With /v1."""
        return f"http://127.0.0.1:{self.port}/v1"


@contextlib.asynccontextmanager
async def language_model(behave: Callable[[int, dict[str, Any]], Answer] | None = None) -> AsyncIterator[LanguageModel]:
    """A server on a free port; `behave` gets the number of the answer (from 0, the warm-up not counted) and the ask."""
    model = LanguageModel()
    if behave:
        model.behave = behave

    writers: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(
                    (int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length")), 0
                )
                body = await reader.readexactly(length)
                if head.startswith(b"GET"):
                    reply(writer, 200, json.dumps({"object": "list", "data": [model_entry()]}).encode())
                    continue
                request = json.loads(body)
                await answer(request, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(request: dict[str, Any], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if "response_format" not in request:  # the warm-up
            reply(writer, 200, completion("{}", "stop"))
            return
        number = len(model.requests)
        model.requests.append(request)
        wanted = model.behave(number, request)
        if wanted.hang:
            await reader.read(1)  # returns when the caller closes
            model.closed_by_caller += 1
            raise ConnectionError
        if wanted.disconnect:
            raise ConnectionError
        good = OUTLINE if "places" in str(request["response_format"]) else scene(number)
        if "logline" in str(request["response_format"]) and good is not OUTLINE:
            good = {"logline": str(OUTLINE["logline"])}
        content = wanted.content or json.dumps(good)
        body = wanted.raw if wanted.raw is not None else completion(content, wanted.finish_reason)
        reply(writer, wanted.status, body)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    model.port = server.sockets[0].getsockname()[1]
    try:
        yield model
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await server.wait_closed()
        await asyncio.sleep(0.01)  # the handlers see the end of their connections


def reply(writer: asyncio.StreamWriter, status: int, body: bytes) -> None:
    """One HTTP response on a kept-alive connection."""
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)


def model_entry() -> dict[str, Any]:
    """One line of /v1/models."""
    return {"id": "fake-8b", "object": "model", "created": 0, "owned_by": "tests"}


def completion(content: str, finish_reason: str) -> bytes:
    """A chat completion as servers send it."""
    choice = {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": content}}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    body = {
        "id": "c",
        "object": "chat.completion",
        "created": 0,
        "model": "fake-8b",
        "choices": [choice],
        "usage": usage,
    }
    return json.dumps(body).encode()
