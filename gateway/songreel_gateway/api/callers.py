"""The caller of a route."""

from typing import Annotated

from fastapi import Depends, Request

from songreel_gateway.access.callers import Caller


async def the_caller(request: Request) -> Caller:
    """Whoever the gate let in, see `access.gate`; a request that did not come through it fails."""
    caller: Caller = request.state.caller
    return caller


TheCaller = Annotated[Caller, Depends(the_caller)]
