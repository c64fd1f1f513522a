"""Styles: the looks that a brief may ask for by name."""

import grpc
from fastapi import APIRouter
from pydantic import BaseModel, Field
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import read_rpc_error

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.problems import refuse

ROUTER = APIRouter(prefix="/v1/styles", tags=["scripts"])

ANSWER_SECONDS = 5.0


class Style(BaseModel):
    """A look with a name."""

    name: str = Field(description="As `brief.style` takes it.")
    look: str = Field(description="What it makes of the film's look.")


class StyleList(BaseModel):
    """In the order in which a person would look through them."""

    styles: list[Style]


@ROUTER.get("", responses=problems(503))
async def list_styles(gateway: TheGateway) -> StyleList:
    """Styles by name; any other words in `brief.style` are taken as a description."""
    try:
        answer = await gateway.services.script.ListStyles(script_pb2.ListStylesRequest(), timeout=ANSWER_SECONDS)
    except grpc.aio.AioRpcError as error:
        words = read_rpc_error(error).message or "it does not answer"
        detail = f"The script service cannot list its styles now: {words.rstrip('.')}. Try again in a moment."
        refusal = refuse("unavailable", 503, detail)
        refusal.headers["retry-after"] = "2"
        raise refusal from error
    return StyleList(styles=[Style(name=style.name, look=style.look) for style in answer.styles])
