"""Tenants: for operators, with the scope `admin`."""

from datetime import datetime
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from songreel_gateway.access.quotas import Quotas
from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.keys import TenantId
from songreel_gateway.api.paging import NextCursor, ThePart
from songreel_gateway.api.resources import moment
from songreel_gateway.deciding.wording import Name, visible
from songreel_gateway.problems import refuse
from songreel_gateway.store.tenancy_tables import TENANTS
from songreel_gateway.store.tenants import Tenant

log = structlog.get_logger()


def for_operators(caller: TheCaller) -> None:
    """403 for everybody else; the gate has asked for the scope already."""
    if "admin" not in caller.scopes:
        raise refuse("forbidden", 403, "This needs a key with the scope admin.")


ROUTER = APIRouter(
    prefix="/v1/tenants", tags=["keys"], responses=problems(401, 403), dependencies=[Depends(for_operators)]
)

Reason = Annotated[str, AfterValidator(visible)]
Why = Annotated[Reason | None, Field(max_length=200, description="Why its keys open nothing; null lets them in.")]


class TenantOrder(BaseModel):
    """A tenant to be made."""

    model_config = ConfigDict(extra="forbid")

    id: TenantId = Field(examples=["acme"])
    name: Name = Field(examples=["Acme Records"])
    quotas: Quotas = Quotas()


class TenantChange(BaseModel):
    """What is to be otherwise; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    quotas: Quotas | None = Field(None, description="All of them: what is absent is the settings' again.")
    disabled: Why = None


class TenantResource(BaseModel):
    """A tenant and what it may have."""

    id: str
    name: str
    quotas: Quotas = Field(description="Decided for this tenant.")
    effective: Quotas = Field(description="With the settings' where nothing was decided; 0 is any number.")
    created_at: datetime
    disabled: str | None


class TenantList(BaseModel):
    """Tenants, oldest first."""

    tenants: list[TenantResource]
    next_cursor: NextCursor = None


async def the_tenant(tenant_id: str, gateway: TheGateway) -> Tenant:
    """The tenant named in the path."""
    tenant = await gateway.records.tenants.find(tenant_id)
    if tenant is None:
        raise refuse("not-found", 404, f"There is no tenant {tenant_id[:80]}. Make it with POST /v1/tenants.")
    return tenant


TheTenant = Annotated[Tenant, Depends(the_tenant)]


@ROUTER.post("", status_code=201, responses=problems(409, 422))
async def make_tenant(order: TenantOrder, response: Response, gateway: TheGateway) -> TenantResource:
    """Makes a tenant; then make it a key with POST /v1/keys."""
    tenant = await gateway.records.tenants.add(order.id, order.name, order.quotas.model_dump(exclude_none=True))
    if tenant is None:
        raise refuse("conflict", 409, f"There is a tenant {order.id}. Change it with PATCH /v1/tenants/{order.id}.")
    log.info("tenant_made", made=tenant.id)
    response.headers["location"] = f"/v1/tenants/{tenant.id}"
    return resource(tenant, gateway)


@ROUTER.get("", responses=problems(422))
async def list_tenants(part: ThePart, gateway: TheGateway) -> TenantList:
    """Tenants."""
    rows, following = await part.page(gateway, (TENANTS.c.created_at, TENANTS.c.id))
    found = [resource(Tenant(**row._mapping), gateway) for row in rows]
    return TenantList(tenants=found, next_cursor=following)


@ROUTER.get("/{tenant_id}", responses=problems(404))
async def read_tenant(tenant: TheTenant, gateway: TheGateway) -> TenantResource:
    """One tenant."""
    return resource(tenant, gateway)


@ROUTER.patch("/{tenant_id}", responses=problems(404, 422))
async def change_tenant(change: TenantChange, tenant: TheTenant, gateway: TheGateway) -> TenantResource:
    """Changes name and quotas, or locks its keys out (within 5 s) and lets them in again."""
    columns = change.model_dump(exclude_unset=True)
    if change.quotas is not None:
        columns["quotas"] = change.quotas.model_dump(exclude_none=True)
    changed = {name: value for name, value in columns.items() if value is not None or name == "disabled"}
    if changed:
        await gateway.records.tenants.change(tenant.id, **changed)
        if gateway.access:
            gateway.access.keyring.forget()
        log.info("tenant_changed", changed=tenant.id, fields=sorted(changed))
    return resource(await the_tenant(tenant.id, gateway), gateway)


def resource(tenant: Tenant, gateway: TheGateway) -> TenantResource:
    """As the API shows it."""
    own = Quotas.model_validate(tenant.quotas)
    return TenantResource(
        id=tenant.id,
        name=tenant.name,
        quotas=own,
        effective=own.or_else(gateway.settings),
        created_at=moment(tenant.created_at),
        disabled=tenant.disabled,
    )
