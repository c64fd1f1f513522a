"""A language model server that behaves as badly as a test wishes, over real HTTP, in streams as vLLM sends them."""

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
PLAN = OUTLINE | {
    "motifs": ["a tin mask", "a blue umbrella"],
    "style": "hand-held 16 mm film, soft grain, wet light",
    "palette": ["#10151c", "#2c4152", "#6f8791", "#c9b68f", "#f1ead8"],
    "closing_image": "The young baker sets the paper boat down on dry stone and waves.",
}
"""What a large model adds to it, but for the beats."""

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


def full_scene(number: int, actions: int) -> dict[str, Any]:
    """A good answer of a large model, other words for every number below ten and every action below nine."""
    return {
        "light": "soft grey light",
        "actions": [
            f"{VERBS[n % 10]} {THINGS[(n // 10 + n) % 10]} {WAYS[(n // 10 * 3 + n * 7) % 10]}"
            for n in range(number * 9, number * 9 + actions)
        ],
        "details": [f"a heap of {THINGS[number % 10]}", "a wet stone", "a crooked door"],
    }


@dataclass
class Answer:
    """How one request is answered."""

    content: str = ""
    """The model's text; empty for a good answer."""
    reasoning: str = ""
    """What it thinks before."""
    silent: bool = False
    """It thinks, and says nothing."""
    finish_reason: str = "stop"
    status: int = 200
    retry_after: str = ""
    after_seconds: float = 0.0
    """It takes so long to begin."""
    hang: bool = False
    """Nothing comes, ever."""
    stall: bool = False
    """Half of the answer comes, then nothing."""
    disconnect: bool = False
    """The connection is closed before anything came."""
    break_off: bool = False
    """The connection is closed in mid-answer."""
    down_seconds: float = 0.0
    """After that nobody listens for so long: the server is started anew."""
    ends_early: bool = False
    """The stream ends in good order, in mid-answer."""
    fails: str = ""
    """An error with this message comes in mid-stream."""
    code: int = 500
    """The status that this error tells of."""
    raw: bytes | None = None
    """The whole body, in place of a stream."""


@dataclass
class LanguageModel:
    """What the server saw, and what it does with the next requests."""

    port: int = 0
    requests: list[dict[str, Any]] = field(default_factory=list)
    probes: list[dict[str, Any]] = field(default_factory=list)
    closed_by_caller: int = 0
    at_once: int = 0
    most_at_once: int = 0
    behave: Callable[[int, dict[str, Any]], Answer] = lambda number, request: Answer()
    probe: Callable[[dict[str, Any]], Answer] | None = None
    """How the probe at the start is answered; as it should be where this is None."""

    @property
    def base_url(self) -> str:
        """With /v1."""
        return f"http://127.0.0.1:{self.port}/v1"


@contextlib.asynccontextmanager
async def language_model(
    behave: Callable[[int, dict[str, Any]], Answer] | None = None,
    probe: Callable[[dict[str, Any]], Answer] | None = None,
) -> AsyncIterator[LanguageModel]:
    """A server on a free port; `behave` gets the number of the answer (from 0, the probe not counted) and the ask."""
    model = LanguageModel(probe=probe)
    if behave:
        model.behave = behave

    writers: list[asyncio.StreamWriter] = []
    servers: list[asyncio.Server] = []

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
                model.at_once += 1
                model.most_at_once = max(model.most_at_once, model.at_once)
                try:
                    await answer(request, reader, writer)
                finally:
                    model.at_once -= 1
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(request: dict[str, Any], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = len(model.requests)
        if request["response_format"]["json_schema"]["name"] == "Probe":
            model.probes.append(request)
            wanted = model.probe(request) if model.probe else Answer(reasoning=thought_of(request))
        else:
            model.requests.append(request)
            wanted = model.behave(number, request)
        await asyncio.sleep(wanted.after_seconds)
        if wanted.hang:
            await until_closed(reader)
        if wanted.disconnect:
            raise ConnectionError
        if wanted.raw is not None or wanted.status != 200:
            reply(writer, wanted.status, wanted.raw or b"{}", wanted.retry_after)
            return
        content = "" if wanted.silent else wanted.content or json.dumps(good_answer(number, request))
        events = [json.dumps(event).encode() for event in chunks(content, wanted, request)]
        start_stream(writer)
        await asyncio.sleep(0)
        for event in events[: len(events) // 2]:
            send(writer, event)
        try:
            await writer.drain()
        except ConnectionError:
            model.closed_by_caller += 1
            raise
        if wanted.break_off:
            if wanted.down_seconds:
                servers.pop().close()
                asyncio.get_running_loop().call_later(wanted.down_seconds, lambda: asyncio.ensure_future(listen()))
            raise ConnectionError
        if wanted.stall:
            await until_closed(reader)
        if wanted.fails:
            send(writer, error_body(wanted.fails, wanted.code))
        elif not wanted.ends_early:
            for event in events[len(events) // 2 :]:
                send(writer, event)
        end_stream(writer)

    async def until_closed(reader: asyncio.StreamReader) -> None:
        with contextlib.suppress(ConnectionError):  # a caller that closes without having read all resets
            await reader.read(1)  # returns when the caller closes
        model.closed_by_caller += 1
        raise ConnectionError

    async def listen() -> None:
        servers.append(await asyncio.start_server(serve, "127.0.0.1", model.port))
        model.port = servers[-1].sockets[0].getsockname()[1]

    await listen()
    try:
        yield model
    finally:
        for server in servers:
            server.close()
        for writer in writers:
            writer.close()
        for server in servers:
            await server.wait_closed()
        await asyncio.sleep(0.01)  # the handlers see the end of their connections


def good_answer(number: int, request: dict[str, Any]) -> dict[str, Any]:
    """An answer to the request's schema."""
    schema = request["response_format"]["json_schema"]
    fields = schema["schema"]["properties"]
    if "word" in fields:
        return {"word": fields["word"].get("const") or fields["word"]["enum"][0]}
    if "actions" in fields:
        return full_scene(number, int(fields["actions"]["minItems"]))
    if "beats" in fields:
        beats = [f"The young baker {VERBS[n % 10]} the {THINGS[n % 10]}." for n in range(fields["beats"]["minItems"])]
        return {name: beats if name == "beats" else PLAN[name] for name in fields}
    if "logline" in fields:
        return {name: OUTLINE[name] for name in fields}
    return scene(number)


def thought_of(request: dict[str, Any]) -> str:
    """As many words of thinking as the request allows; none where it says nothing of thinking."""
    return " ".join(["hm"] * int(request.get("thinking_token_budget", 0)))


def chunks(content: str, wanted: Answer, request: dict[str, Any]) -> list[dict[str, Any]]:
    """The events of a stream: thinking and answer word by word, the end, the usage."""
    options = request.get("stream_options", {})
    deltas: list[dict[str, str]] = [{"role": "assistant", "content": ""}]
    deltas += [{"reasoning": f"{word} "} for word in wanted.reasoning.split()]
    deltas += [{"content": part} for part in pieces(content)]
    events = []
    for count, delta in enumerate(deltas):
        event = chunk([{"index": 0, "delta": delta, "finish_reason": None}])
        if options.get("continuous_usage_stats"):
            event["usage"] = usage(count)
        events.append(event)
    events.append(chunk([{"index": 0, "delta": {}, "finish_reason": wanted.finish_reason}]))
    if options.get("include_usage"):
        events.append(chunk([]) | {"usage": usage(len(deltas) - 1)})
    return events


def pieces(text: str) -> list[str]:
    """The text in parts of a word each, blanks kept."""
    return [part + " " * (number < text.count(" ")) for number, part in enumerate(text.split(" "))] if text else []


def chunk(choices: list[dict[str, Any]]) -> dict[str, Any]:
    """One event of a stream."""
    return {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "fake-8b", "choices": choices}


def usage(completion: int) -> dict[str, Any]:
    """Tokens; of the thinking that a chat template opened, servers count nothing."""
    return {
        "prompt_tokens": 100,
        "completion_tokens": completion,
        "total_tokens": 100 + completion,
        "completion_tokens_details": {"reasoning_tokens": 0},
    }


def reply(writer: asyncio.StreamWriter, status: int, body: bytes, retry_after: str = "") -> None:
    """One whole HTTP response on a kept-alive connection."""
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    head += f"Retry-After: {retry_after}\r\n" if retry_after else ""
    writer.write(head.encode() + b"\r\n" + body)


def start_stream(writer: asyncio.StreamWriter) -> None:
    """The head of a stream of events."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")


def send(writer: asyncio.StreamWriter, event: bytes) -> None:
    """One event, as one chunk of HTTP."""
    data = b"data: " + event + b"\n\n"
    writer.write(b"%x\r\n%s\r\n" % (len(data), data))


def end_stream(writer: asyncio.StreamWriter) -> None:
    """The end of the events and of the response."""
    send(writer, b"[DONE]")
    writer.write(b"0\r\n\r\n")


def error_body(message: str, code: int) -> bytes:
    """An error as vLLM words it, in a body or in an event of a stream."""
    return json.dumps({"error": {"message": message, "type": "BadRequestError", "param": None, "code": code}}).encode()


def model_entry() -> dict[str, Any]:
    """One line of /v1/models."""
    return {"id": "fake-8b", "object": "model", "created": 0, "owned_by": "tests"}
