"""A transformer whose blocks are compiled: one block's code for all of them, for each length and size of clip anew.

Only the repeated blocks are compiled (diffusers' regional compilation): a compile takes as long as one block needs, not
forty. Shapes are fixed, since kernels for a known number of tokens are faster, and the legal lengths are few; the text
alone may vary, where a family cuts it to its valid tokens. A block's `forward` is compiled rather than the block, as
`compile_repeated_blocks` would, so that what hooks into blocks (step caches) stays outside of the compiled code.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
import torch
from songreel_chassis.errors import NotConfigured
from torch._dynamo.exc import FailOnRecompileLimitHit, TorchDynamoException

log = structlog.get_logger()

MOST_SHAPES = 512
"""Compiled forms of one block. torch stops at 8 and goes on uncompiled, which nobody would notice."""
FAILURES = (TorchDynamoException, FailOnRecompileLimitHit)
"""Of what compiles, not of what was compiled: memory that is short goes its own way."""
TOLD = 200
"""Letters of what torch says about it; pages come after them."""
VARYING = "encoder_hidden_states"
"""The argument of a block whose second dimension is not fixed."""


def keep_code(folder: Path) -> None:
    """Compiled code goes there, for processes to come, unless the environment says where."""
    # torch has no other way to say it. Processes that this one starts have it too.
    os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(folder))


def compile_blocks(transformer: Any, backend: str | Callable[..., Any] = "inductor") -> int:
    """How many blocks run compiled from now on; each shape is compiled when it is first filmed."""
    torch._dynamo.config.recompile_limit = MOST_SHAPES
    torch._dynamo.config.accumulated_recompile_limit = MOST_SHAPES
    # A shot that is gone on with by another machine is to get the same bits: no kernel is chosen by a stopwatch.
    options = {"deterministic": True} if backend == "inductor" else None
    names = transformer._repeated_blocks or transformer._no_split_modules  # Mochi has the second alone
    blocks = [module for module in transformer.modules() if type(module).__name__ in names]
    for block in blocks:
        block.forward = _compiled(block.forward, backend, options)
    log.info("blocks_compiled", blocks=len(blocks), kinds=names)
    return len(blocks)


def _compiled(
    forward: Callable[..., Any], backend: str | Callable[..., Any], options: dict[str, Any] | None
) -> Callable[..., Any]:
    inner = torch.compile(forward, fullgraph=True, dynamic=False, backend=backend, options=options)

    def compiled(*arguments: Any, **named: Any) -> Any:
        text = named.get(VARYING, arguments[1] if len(arguments) > 1 else None)
        if text is not None:
            torch._dynamo.maybe_mark_dynamic(text, 1)
        try:
            return inner(*arguments, **named)
        except FAILURES as error:
            raise NotConfigured(
                f"torch cannot compile this model here: {' '.join(str(error).split())[:TOLD]}. "
                "Set SONGREEL_VIDEO_COMPILE=off, or another SONGREEL_VIDEO_ATTENTION."
            ) from error

    return compiled
