"""Too little memory: known by whichever library it fails in, and what the failed work held is given back first."""

import gc
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
import torch
from songreel_chassis.errors import ServiceError

log = structlog.get_logger()

SIGNS = ("out of memory", "can't allocate memory", "alloc_failed", "not enough memory", "unable to allocate")
"""Of the CUDA driver, torch on the CPU, cuDNN and cuBLAS, torch on Windows, numpy; in lower case."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory was short. Only torch's own allocator on a GPU says so by the error's class."""
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)):
        return True
    return isinstance(error, RuntimeError) and any(sign in str(error).lower() for sign in SIGNS)


@contextmanager
def told_as(told: Callable[[], ServiceError]) -> Iterator[None]:
    """Raises what is told in place of an error that says that memory was short, which is free again by then."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
        give_back(error)
        raise told() from None


def give_back(error: BaseException) -> None:
    """Frees what the failed calls held: their variables live on in the error's traceback, and so would the tensors."""
    log.warning("memory_was_short", reason=(str(error) or type(error).__name__).splitlines()[0][:300])
    traceback.clear_frames(error.__traceback__)
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
