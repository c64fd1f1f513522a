"""The caller of a route."""

from typing import Annotated

from fastapi import Depends, Request

from songreel_gateway.callers import ANYBODY, Caller


def the_caller(request: Request) -> Caller:
    """Whoever was let in for this request."""
    caller: Caller = getattr(request.state, "caller", ANYBODY)
    return caller


TheCaller = Annotated[Caller, Depends(the_caller)]
