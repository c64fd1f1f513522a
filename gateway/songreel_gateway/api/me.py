"""Who the caller is: what its key allows, and what its tenant may have."""

import time

from fastapi import APIRouter
from pydantic import BaseModel, Field

from songreel_gateway.access.quotas import Quotas
from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller

ROUTER = APIRouter(prefix="/v1/me", tags=["keys"], responses=problems(401))


class MeResource(BaseModel):
    """The caller."""

    tenant_id: str
    key_id: str | None = Field(description="Null where nobody is asked for a key.")
    scopes: list[str]
    quotas: Quotas = Field(description="0 is any number.")
    usage: dict[str, float] = Field(description="What the tenant has of each; money in this calendar month.")


@ROUTER.get("")
async def read_me(caller: TheCaller, gateway: TheGateway) -> MeResource:
    """Your tenant, your key and your quotas."""
    tenant = await gateway.records.tenants.find(caller.tenant_id)
    quotas = Quotas.model_validate(tenant.quotas if tenant else {}).or_else(gateway.settings)
    usage = await gateway.records.usages.of(caller.tenant_id, time.time())
    return MeResource(
        tenant_id=caller.tenant_id,
        key_id=caller.key_id,
        scopes=sorted(caller.scopes),
        quotas=quotas,
        usage=vars(usage),
    )
