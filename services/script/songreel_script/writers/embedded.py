"""Writes by the catalogue's model on llama.cpp, inside this process, over the same HTTP as any other server.

xllamacpp is llama.cpp's own server as a library: loading blocks, answering runs in its threads.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import NotConfigured
from songreel_chassis.worker import ModelThread
from songreel_weights import FetchedModel, fetch

from songreel_script.assignment import Assignment
from songreel_script.outline import Outline
from songreel_script.premise import Premise
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.writers import ENGLISH, Attempt, Credit
from songreel_script.writers.chat import ChatWriter
from songreel_script.writers.line import Endpoint

log = structlog.get_logger()

CONTEXT_TOKENS = 4096
ALIAS = "scene-writer"


@dataclass(frozen=True)
class Engine:
    """How the model runs."""

    model: str
    """Entry of the weights catalogue."""
    cache_folder: Path
    threads: int
    spin: bool
    """OpenMP threads spin while they wait."""
    call_seconds: float


class EmbeddedWriter:
    """A ChatWriter with a server of its own."""

    hands = 1
    languages = ENGLISH

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ModelThread("llama")
        self._server: Any = None
        self._chat: ChatWriter | None = None

    @property
    def credit(self) -> Credit:
        """The model with its digest and licence."""
        return self._running.credit

    async def warm_up(self) -> None:
        """Fetches the weights, starts the server, has it read the opening. Raises WeightsError without weights."""
        model = await self._thread.run(fetch, self._engine.model, cache_folder=self._engine.cache_folder)
        self._server = await self._thread.run(start_server, model.files["weights"], self._engine)
        what = "Start the script service again; if this stays, take a smaller SONGREEL_SCRIPT_MODEL."
        address = f"{self._server.listening_address}/v1"
        self._chat = ChatWriter(Endpoint(address, ALIAS, "none", self._engine.call_seconds, what), credit_of(model))
        await self._chat.warm_up()
        log.info("language_model_started", model=model.name, address=address)

    async def outline(self, assignment: Assignment, premise: Premise, attempt: Attempt) -> Outline:
        """The model's outline."""
        return await self._running.outline(assignment, premise, attempt)

    async def scene(self, ask: SceneAsk, treatment: script_pb2.Script, attempt: Attempt) -> SceneWords:
        """The model's words for the passage."""
        return await self._running.scene(ask, treatment, attempt)

    async def close(self) -> None:
        """Ends the server and frees its memory."""
        if self._chat is not None:
            await self._chat.close()
        self._server = None
        self._thread.stop()

    @property
    def _running(self) -> ChatWriter:
        if self._chat is None:
            raise NotConfigured("The language model has not been started.")
        return self._chat


def credit_of(model: FetchedModel) -> Credit:
    """The model's entry in the certificate."""
    return Credit("embedded", model.name, model.sha256["weights"], model.licence.spdx)


def start_server(weights: Path, engine: Engine) -> Any:
    """llama.cpp's server on a free port of this machine; blocks while the model loads (seconds)."""
    if not engine.spin:
        # OpenMP reads these once, when llama.cpp is loaded: spinning threads starve every other process.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        os.environ.setdefault("GOMP_SPINCOUNT", "0")
    import xllamacpp  # after the environment, and only where the embedded model is wanted

    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.model_alias = {ALIAS}
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.cache_ram_mib = 0  # the opening stays in the one slot; its default would keep up to 8 GiB of old prompts
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = engine.threads
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.ui = False
    params.verbosity = 0
    return xllamacpp.Server(params)
