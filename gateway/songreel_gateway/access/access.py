"""What a gateway that asks for keys needs to do so."""

from dataclasses import dataclass

from songreel_chassis.errors import InvalidInput

from songreel_gateway.access.keyring import Keyring
from songreel_gateway.access.opening import NOBODY_GETS_IN, keys_are_asked
from songreel_gateway.access.rates import Rates
from songreel_gateway.settings import GatewaySettings
from songreel_gateway.store.records import Records


@dataclass(frozen=True)
class Access:
    """Keys, and how often each may be used."""

    keyring: Keyring
    rates: Rates


async def open_access(settings: GatewaySettings, records: Records) -> Access | None:
    """None where everybody is let in. Raises InvalidInput where that, or nobody at all, would be a mistake."""
    if not keys_are_asked(settings, settings.http_host):
        return None
    keys = await records.keys.all()
    if not settings.admin_key and not any("admin" in key.scopes for key in keys):
        raise InvalidInput(NOBODY_GETS_IN, field="admin_key")
    try:
        rates = Rates(settings.rate_limit)
    except ValueError:
        detail = f"SONGREEL_RATE_LIMIT={settings.rate_limit!r} is no rate. Write it like 1200/minute or 20/second."
        raise InvalidInput(detail, field="rate_limit") from None
    return Access(Keyring(records.keys, records.tenants, settings.admin_key), rates)
