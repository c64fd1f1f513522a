"""A vision-language model's server over real HTTP: it sees the colours of what it is sent, and misbehaves on demand.

It says yes to a question as far as the pictures have the colour that the question names, and no to any other question.
"""

import asyncio
import base64
import contextlib
import io
import math
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import uvicorn
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.processes import free_port

Numbers = dict[str, Any]
COLOURS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}
SURE, UNSURE = 0.97, 0.02


@dataclass(frozen=True)
class Reply:
    """How one request is answered."""

    chances: dict[str, float] | None = None
    """Of the first token's candidates; None for an honest answer, empty for an answer without log probabilities."""
    status: int = 200
    body: bytes | None = None
    seconds: float = 0.0


@dataclass
class VisionLanguageModel:
    """What the server was asked and shown, and what it does with the next requests."""

    port: int = 0
    questions: list[str] = field(default_factory=list)
    """The words of all requests but the warm-up's."""
    sizes: list[tuple[int, int]] = field(default_factory=list)
    """Width and height of the pictures of the last request."""
    requests: list[Numbers] = field(default_factory=list)
    most_at_once: int = 0
    behave: Callable[[int, str], Reply] = lambda number, question: Reply()

    @property
    def base_url(self) -> str:
        """With /v1."""
        return f"http://127.0.0.1:{self.port}/v1"


def pictures_in(content: list[Numbers]) -> list["np.ndarray[Any, np.dtype[np.uint8]]"]:
    """The pictures, decoded as a server would."""
    urls = [part["image_url"]["url"] for part in content if part["type"] == "image_url"]
    assert all(url.startswith("data:image/jpeg;base64,") for url in urls)
    return [np.asarray(Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2])))) for url in urls]


def honest(question: str, pictures: list["np.ndarray[Any, np.dtype[np.uint8]]"]) -> dict[str, float]:
    """Yes by the share of the pictures' pixels that have the colour in the question."""
    named = [colour for colour in COLOURS if re.search(rf"\b{colour}\b", question)]
    if not named:
        return {"No": SURE, "Yes": UNSURE}
    pixels = np.concatenate([picture.reshape(-1, 3) for picture in pictures]).astype(float)
    share = float((np.abs(pixels - COLOURS[named[0]]).max(1) < 60).mean())
    return {"Yes": UNSURE + (SURE - UNSURE) * share, "No": SURE - (SURE - UNSURE) * share}


@contextlib.asynccontextmanager
async def vision_language_model(
    behave: Callable[[int, str], Reply] | None = None, name: str = "Qwen/Qwen2.5-VL-7B-Instruct", port: int = 0
) -> AsyncIterator[VisionLanguageModel]:
    """A server on that port or a free one; `behave` gets the number of the request, from 0, and its words."""
    model = VisionLanguageModel(port or free_port())
    if behave:
        model.behave = behave
    running_now = 0

    async def models(request: Request) -> Response:
        return JSONResponse({"object": "list", "data": [{"id": name, "object": "model", "created": 0, "owned_by": ""}]})

    async def complete(request: Request) -> Response:
        nonlocal running_now
        body = await request.json()
        if body["model"] != name:
            return JSONResponse({"error": {"message": f"The model {body['model']} does not exist."}}, 404)
        content = body["messages"][0]["content"]
        question, pictures = content[-1]["text"], pictures_in(content)
        warming_up = "Is this picture white?" in question
        if not warming_up:
            model.questions.append(question)
            model.requests.append(body)
            model.sizes = [(picture.shape[1], picture.shape[0]) for picture in pictures]
        reply = Reply() if warming_up else model.behave(len(model.questions) - 1, question)
        running_now += 1
        model.most_at_once = max(model.most_at_once, running_now)
        await asyncio.sleep(reply.seconds)
        running_now -= 1
        if reply.status != 200 or reply.body is not None:
            return Response(reply.body or b'{"error": {"message": "as told"}}', reply.status)
        chances = honest(question, pictures) if reply.chances is None else reply.chances
        return JSONResponse(completion(name, chances, body["top_logprobs"]))

    routes = [Route("/v1/models", models), Route("/v1/chat/completions", complete, methods=["POST"])]
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


def completion(name: str, chances: dict[str, float], most: int) -> Numbers:
    """As OpenAI's API has it."""
    likely = sorted(chances.items(), key=lambda pair: -pair[1])[:most]
    candidates = [{"token": token, "logprob": math.log(max(p, 1e-9)), "bytes": None} for token, p in likely]
    first = likely[0][0] if likely else "Well"
    logprobs = {"content": [{**candidates[0], "top_logprobs": candidates}]} if candidates else None
    message = {"role": "assistant", "content": first}
    choice = {"index": 0, "message": message, "finish_reason": "length", "logprobs": logprobs}
    usage = {"prompt_tokens": 10, "completion_tokens": 1, "total_tokens": 11}
    return {"id": "1", "object": "chat.completion", "created": 0, "model": name, "choices": [choice], "usage": usage}
