"""Scripts written by the production code, each kept in a folder, so that a run that was broken off goes on."""

import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
import songreel_script
from google.protobuf.json_format import MessageToDict, ParseDict
from songreel.script.v1 import script_pb2
from songreel_script.assignment import read_request
from songreel_script.screenplay import write
from songreel_script.variety import Sense
from songreel_script.writers import Writer

from benchmarks._heard import HeardSong

SERVICE = Path(songreel_script.__file__).parent
BARE_PROMPT, BARE_TOKENS = "A film begins in a small town by the sea. " * 24, 48


@dataclass(frozen=True)
class Bare:
    """What llama.cpp does by itself at that moment, without a schema and without our code."""

    reads_per_second: float
    """Prompt tokens, the prompt not known before."""
    writes_per_second: float


@dataclass(frozen=True)
class Written:
    """A script and what it took."""

    song: HeardSong
    seed: int
    script: script_pb2.Script
    first_shot_seconds: float
    last_shot_seconds: float
    bare: Bare
    load: float
    """Load average of the machine when it was done: other processes run beside it."""


def code_digest() -> str:
    """Changes with every change of what writes: scripts of two versions are never mixed."""
    digest = hashlib.sha256()
    for path in sorted(SERVICE.rglob("*")):
        if path.suffix in {".py", ".toml", ".txt", ".jsonl"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True)
class Author:
    """Who writes, as the service has it."""

    writer: Writer
    sense: Sense | None
    address: str = ""
    """Of the llama.cpp server behind it, to be timed by itself."""


async def written(song: HeardSong, seed: int, author: Author, folder: Path) -> Written:
    """The script from the folder, or written now."""
    page = folder / f"{song.name} {seed}.json"
    if not page.exists():
        kept = await _write(song, seed, author)
        folder.mkdir(parents=True, exist_ok=True)
        page.write_text(json.dumps(kept, indent=1, ensure_ascii=False))
    kept = json.loads(page.read_text())
    script = ParseDict(kept.pop("script"), script_pb2.Script(), ignore_unknown_fields=True)
    return Written(song, seed, script, bare=Bare(**kept.pop("bare")), **kept)


async def _write(song: HeardSong, seed: int, author: Author) -> dict[str, object]:
    bare = await _bare(author.address) if author.address else Bare(0.0, 0.0)
    request = script_pb2.WriteScriptRequest(analysis=song.analysis, seed=seed)
    began, first, script = time.perf_counter(), 0.0, script_pb2.Script()
    async for part in write(read_request(request), author.writer, sense=author.sense):
        if part.WhichOneof("part") == "shot" and not first:
            first = time.perf_counter() - began
        if part.WhichOneof("part") == "script":
            script = part.script
    return {
        "script": MessageToDict(script),
        "first_shot_seconds": first,
        "last_shot_seconds": time.perf_counter() - began,
        "bare": asdict(bare),
        "load": os.getloadavg()[0],
    }


async def _bare(address: str) -> Bare:
    ask = {
        "prompt": f"{time.time()} {BARE_PROMPT}",
        "n_predict": BARE_TOKENS,
        "ignore_eos": True,
        "cache_prompt": False,
    }
    async with httpx.AsyncClient(timeout=300) as client:
        reply = await client.post(f"{address}/completion", json=ask)
    timings = reply.raise_for_status().json()["timings"]
    return Bare(timings["prompt_per_second"], timings["predicted_per_second"])
