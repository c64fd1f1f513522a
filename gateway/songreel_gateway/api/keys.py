"""API keys: made, listed, rotated, revoked. A secret is in the one answer that made it."""

import time
from datetime import datetime
from typing import Annotated

import sqlalchemy as sa
import structlog
from fastapi import APIRouter, Depends, Query, Response
from limits import parse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, field_validator

from songreel_gateway.access.callers import Caller
from songreel_gateway.access.scopes import SCOPES, allows
from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.paging import NextCursor, ThePart
from songreel_gateway.api.resources import moment
from songreel_gateway.deciding.wording import Name
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import FieldProblem, refuse
from songreel_gateway.store.keys import Key, NewKey
from songreel_gateway.store.tenancy_tables import API_KEYS
from songreel_gateway.store.tokens import Token, new_token

log = structlog.get_logger()

ROUTER = APIRouter(prefix="/v1/keys", tags=["keys"], responses=problems(401, 403))

TenantId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
DAY_SECONDS = 86_400


class KeyOrder(BaseModel):
    """A key to be made."""

    model_config = ConfigDict(extra="forbid")

    name: Name = Field(description="What you will tell it by.", examples=["ci"])
    scopes: list[str] = Field(
        default=["read", "write"], min_length=1, max_length=len(SCOPES), description=f"Of {', '.join(SCOPES)}."
    )
    expires_at: AwareDatetime | None = Field(None, description="When it opens nothing any more; null for never.")
    tenant_id: TenantId | None = Field(None, description="Whose things it opens; yours, unless you have `admin`.")
    rate: str | None = Field(
        None, max_length=40, description="Requests it may send, as 600/minute; null for the usual."
    )

    @field_validator("scopes")
    @classmethod
    def known(cls, scopes: list[str]) -> list[str]:
        """Only scopes that there are, each once."""
        if unknown := sorted(set(scopes) - set(SCOPES)):
            raise ValueError(f"There is no scope {unknown[0][:40]}. There are: {', '.join(SCOPES)}.")
        return sorted(set(scopes))

    @field_validator("rate")
    @classmethod
    def a_rate(cls, rate: str | None) -> str | None:
        """Something that can be counted."""
        try:
            if rate is not None:
                parse(rate)
        except ValueError:
            raise ValueError("Write a rate like 600/minute or 20/second.") from None
        return rate


class Rotation(BaseModel):
    """How a secret is replaced."""

    model_config = ConfigDict(extra="forbid")

    overlap_seconds: float = Field(
        DAY_SECONDS, ge=0, le=30 * DAY_SECONDS, strict=True, description="How long the secret before is good yet."
    )


class KeyResource(BaseModel):
    """A key, without its secret."""

    id: str = Field(description="The part after `sr_`, by which you tell it in logs.")
    tenant_id: str
    name: str
    scopes: list[str]
    rate: str | None
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = Field(description="To the minute.")
    old_secret_until: datetime | None = Field(description="After a rotation: how long the secret before is good.")

    @classmethod
    def facts(cls, key: Key) -> dict[str, object]:
        """Its fields, from its record."""
        old = key.old_until if key.old_until and key.old_until > time.time() else None
        times = {"expires_at": key.expires_at, "last_used_at": key.last_used_at, "old_secret_until": old}
        shown = {name: None if when is None else moment(when) for name, when in times.items()}
        plain = {"id": key.id, "tenant_id": key.tenant_id, "name": key.name, "scopes": key.scopes}
        return {**plain, "rate": key.quotas.get("rate"), "created_at": moment(key.created_at), **shown}


class NewKeyResource(KeyResource):
    """A key with its secret."""

    key: str = Field(description="`sr_...`: keep it, it is not shown again.")


class KeyList(BaseModel):
    """Keys, oldest first."""

    keys: list[KeyResource]
    next_cursor: NextCursor = None


async def the_key(key_id: str, gateway: TheGateway, caller: TheCaller) -> Key:
    """The key named in the path; of another tenant's only for `admin`."""
    key = await gateway.records.keys.find(key_id)
    if key is None or key.revoked_at is not None or not _reaches(caller, key.tenant_id):
        raise refuse("not-found", 404, f"There is no key {key_id[:40]}. GET /v1/keys lists them.")
    return key


TheKey = Annotated[Key, Depends(the_key)]
AllTenants = Annotated[bool, Query(description="Everybody's; for `admin`.")]


@ROUTER.post("", status_code=201, responses=problems(422))
async def make_key(order: KeyOrder, response: Response, gateway: TheGateway, caller: TheCaller) -> NewKeyResource:
    """Makes a key that allows no more than yours does. Its secret is in this answer alone."""
    tenant_id = order.tenant_id or caller.tenant_id
    expires_at = order.expires_at.timestamp() if order.expires_at else None
    if not _reaches(caller, tenant_id):
        raise refuse("forbidden", 403, "Only a key with the scope admin makes keys of other tenants.")
    if beyond := [scope for scope in order.scopes if not allows(caller.scopes, scope)]:
        raise refuse("forbidden", 403, f"Your key does not allow {', '.join(beyond)}, so it cannot give it away.")
    if expires_at is not None and expires_at <= time.time():
        fault = FieldProblem(pointer="/expires_at", detail="This is over already.")
        raise refuse("unprocessable", 422, "The key would be expired when it is made.", errors=[fault])
    quotas = {"rate": order.rate} if order.rate else {}
    token = new_token()
    try:
        key = await gateway.records.keys.add(NewKey(tenant_id, order.name, order.scopes, quotas, expires_at), token)
    except sa.exc.IntegrityError:
        fault = FieldProblem(pointer="/tenant_id", detail="There is no such tenant: make it with POST /v1/tenants.")
        raise refuse("unprocessable", 422, f"There is no tenant {tenant_id}.", errors=[fault]) from None
    log.info("key_made", made=key.id, of_tenant=tenant_id, scopes=key.scopes)
    return _with_secret(key, token, response)


@ROUTER.get("", responses=problems(422))
async def list_keys(part: ThePart, gateway: TheGateway, caller: TheCaller, all_tenants: AllTenants = False) -> KeyList:
    """Your tenant's keys that are not revoked."""
    if all_tenants and not allows(caller.scopes, "admin"):
        raise refuse("forbidden", 403, "Only a key with the scope admin lists keys of all tenants.")
    wanted = [API_KEYS.c.revoked_at.is_(None)] + ([] if all_tenants else [API_KEYS.c.tenant_id == caller.tenant_id])
    rows, following = await part.page(gateway, (API_KEYS.c.created_at, API_KEYS.c.id), *wanted)
    found = [KeyResource.model_validate(KeyResource.facts(Key(**row._mapping))) for row in rows]
    return KeyList(keys=found, next_cursor=following)


@ROUTER.get("/{key_id}", responses=problems(404))
async def read_key(key: TheKey) -> KeyResource:
    """One key."""
    return KeyResource.model_validate(KeyResource.facts(key))


@ROUTER.post("/{key_id}/rotate", responses=problems(404, 422))
async def rotate_key(
    key: TheKey, response: Response, gateway: TheGateway, caller: TheCaller, rotation: Rotation | None = None
) -> NewKeyResource:
    """A new secret for a key; the one before is good for a day yet, or for as long as you say."""
    _check_within(caller, key)
    token = new_token(key.id)
    overlap = (rotation or Rotation()).overlap_seconds
    rotated = await gateway.records.keys.rotate(key, token, overlap)
    _forget(gateway)
    log.info("key_rotated", rotated=key.id, overlap_seconds=overlap)
    return _with_secret(rotated, token, response)


@ROUTER.delete("/{key_id}", status_code=204, responses=problems(404))
async def revoke_key(key: TheKey, gateway: TheGateway, caller: TheCaller) -> None:
    """The key opens nothing any more: here at once, at other gateways within 5 s."""
    _check_within(caller, key)
    await gateway.records.keys.revoke(key.id)
    _forget(gateway)
    log.info("key_revoked", revoked=key.id)


def _reaches(caller: Caller, tenant_id: str) -> bool:
    return caller.tenant_id == tenant_id or allows(caller.scopes, "admin")


def _check_within(caller: Caller, key: Key) -> None:
    """A key must not get a secret for, or take away, more than it allows itself."""
    if beyond := [scope for scope in key.scopes if not allows(caller.scopes, scope)]:
        raise refuse("forbidden", 403, f"This key allows {', '.join(beyond)}, and yours does not.")


def _with_secret(key: Key, token: Token, response: Response) -> NewKeyResource:
    response.headers["location"] = f"/v1/keys/{key.id}"
    response.headers["cache-control"] = "no-store"
    return NewKeyResource.model_validate({**KeyResource.facts(key), "key": token.text})


def _forget(gateway: Gateway) -> None:
    if gateway.access:
        gateway.access.keyring.forget()
