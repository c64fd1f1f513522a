"""`songreel keys`: who may call a gateway. The key of whoever runs it comes from SONGREEL_API_KEY, not an option,
since a command's options are seen by everybody on the machine."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from songreel_client.connection import Connection, Place
from songreel_client.errors import ApiError, BadInput
from songreel_client.keys import USUAL_SCOPES, ApiKey, Tenant
from songreel_client.options import CACHE_FOLDER, DATA_FOLDER, Gateway, JsonOutput
from songreel_client.reporting import print_json, print_rows, reported
from songreel_client.screens import open_screen
from songreel_client.texts import printable

APP = typer.Typer(help="API keys and tenants of a gateway. Set SONGREEL_API_KEY to a key that may manage them.")

LONG = re.compile(r"(\d+)([smhd])")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
WHOLE_QUOTAS = ("songs", "storage_bytes", "videos", "shots")

KeyId = Annotated[str, typer.Argument(metavar="ID", help="The part after sr_, as `songreel keys list` shows it.")]
TenantName = Annotated[str, typer.Argument(metavar="TENANT", help="Lower-case letters, digits and hyphens.")]


@APP.command()
@reported
def create(
    name: Annotated[str, typer.Argument(help="What you will tell it by.")],
    scope: Annotated[list[str] | None, typer.Option(help="read, write, videos:read, ...; as often as need be.")] = None,
    tenant: Annotated[str, typer.Option(help="Whose things it opens; yours, unless you have admin.")] = "",
    expires: Annotated[str, typer.Option(help="After how long it opens nothing any more: 12h, 90d.")] = "",
    rate: Annotated[str, typer.Option(help="Requests it may send: 600/minute.")] = "",
    gateway: Gateway = "",
    as_json: JsonOutput = False,
) -> None:
    """Makes a key and prints it, once."""
    until = datetime.now(UTC) + timedelta(seconds=seconds_of(expires)) if expires else None
    with connected(gateway) as connection:
        made = connection.songreel.keys.create(
            name, scopes=scope or USUAL_SCOPES, tenant_id=tenant or None, expires_at=until, rate=rate or None
        )
    show_secret(made, as_json)


@APP.command("list")
@reported
def list_keys(
    everybody: Annotated[bool, typer.Option("--all", help="Of all tenants; needs admin.")] = False,
    gateway: Gateway = "",
    as_json: JsonOutput = False,
) -> None:
    """Lists keys: id, tenant, name, scopes, when last used, when it expires."""
    with connected(gateway) as connection:
        found = connection.songreel.keys.list(everybody)
    if as_json:
        print_json({"keys": [vars(each) for each in found]})
    elif found:
        print_rows(
            [
                (
                    each.id, each.tenant_id, printable(each.name), ",".join(each.scopes),
                    f"used {each.last_used_at or 'never'}", f"until {each.expires_at or 'revoked'}",
                )
                for each in found
            ]
        )  # fmt: skip
    else:
        open_screen(quiet=True).say("There are no keys.")


@APP.command()
@reported
def rotate(
    key_id: KeyId,
    overlap: Annotated[str, typer.Option(help="How long the secret before is good: 0s, 1h, 7d.")] = "1d",
    gateway: Gateway = "",
    as_json: JsonOutput = False,
) -> None:
    """Gives a key a new secret and prints it, once."""
    with connected(gateway) as connection:
        made = connection.songreel.keys.rotate(key_id, seconds_of(overlap))
    show_secret(made, as_json)


@APP.command()
@reported
def revoke(key_id: KeyId, gateway: Gateway = "") -> None:
    """Has a key open nothing any more."""
    with connected(gateway) as connection:
        connection.songreel.keys.revoke(key_id)


@APP.command()
@reported
def me(gateway: Gateway = "", as_json: JsonOutput = False) -> None:
    """Says who the gateway takes you for, what your key allows, and what your tenant may have."""
    with connected(gateway) as connection:
        told = connection.songreel.keys.me()
    if as_json:
        print_json(vars(told))
        return
    rows = [("tenant", told.tenant_id), ("key", told.key_id or "none is asked for"), ("scopes", ",".join(told.scopes))]
    quotas = [(name, f"{told.usage.get(name, 0)} of {limit or 'any number'}") for name, limit in told.quotas.items()]
    print_rows(rows + quotas)


@APP.command()
@reported
def tenant(
    tenant_id: TenantName,
    name: Annotated[str, typer.Option(help="What people call it.")] = "",
    quota: Annotated[list[str] | None, typer.Option(help="songs=500, storage_bytes=..., videos, shots, spend.")] = None,
    disable: Annotated[str, typer.Option(metavar="WHY", help="Have its keys open nothing, and say why.")] = "",
    enable: Annotated[bool, typer.Option("--enable", help="Have its keys open again.")] = False,
    gateway: Gateway = "",
    as_json: JsonOutput = False,
) -> None:
    """Makes a tenant, or changes the one that is there. Quotas that are given replace all of them."""
    quotas = {} if quota is None else dict(map(read_quota, quota))
    changes: dict[str, object] = ({"name": name} if name else {}) | ({"quotas": quotas} if quota is not None else {})
    changes |= {"disabled": disable or None} if disable or enable else {}
    with connected(gateway) as connection:
        tenants = connection.songreel.tenants
        try:
            kept = tenants.create(tenant_id, name or tenant_id, quotas)
            changes = {"disabled": disable} if disable else {}
        except ApiError as error:
            if error.status != 409:
                raise
            kept = tenants.change(tenant_id)
        if changes:
            kept = tenants.change(tenant_id, **changes)
    show_tenants([kept], as_json)


@APP.command()
@reported
def tenants(gateway: Gateway = "", as_json: JsonOutput = False) -> None:
    """Lists tenants and what they may have."""
    with connected(gateway) as connection:
        found = connection.songreel.tenants.list()
    show_tenants(found, as_json)


def connected(gateway: str) -> Connection:
    """A connection that starts no service."""
    return Connection(Place.of(gateway, DATA_FOLDER, CACHE_FOLDER), open_screen(quiet=True), services=())


def show_secret(made: ApiKey, as_json: bool) -> None:
    """The key on standard output, alone; what to do with it beside that."""
    if as_json:
        print_json(vars(made))
    else:
        print(made.key)
        open_screen(quiet=True).say(f"Keep it, it is not shown again. In logs it is called {made.id}.")


def show_tenants(found: list[Tenant], as_json: bool) -> None:
    """One row each."""
    if as_json:
        print_json({"tenants": [vars(each) for each in found]})
        return
    rows = []
    for each in found:
        quotas = ", ".join(f"{name} {limit}" for name, limit in each.effective.items() if limit) or "no limits"
        rows.append((each.id, printable(each.name), quotas, f"locked out: {each.disabled}" if each.disabled else ""))
    print_rows(rows)


def seconds_of(text: str) -> float:
    """Of a length like 90d or 1h. Raises BadInput."""
    found = LONG.fullmatch(text)
    if found is None:
        raise BadInput(f"{text!r} is no length of time. Write 30s, 15m, 12h or 90d.")
    return float(found[1]) * SECONDS[found[2]]


def read_quota(text: str) -> tuple[str, float | int]:
    """Name and limit. Raises BadInput; which names there are is the gateway's to say."""
    name, _, number = text.partition("=")
    try:
        return name, int(number) if name in WHOLE_QUOTAS else float(number)
    except ValueError:
        raise BadInput(f"{text!r} is no quota. Write songs=500, or spend=200.") from None
