"""Whether keys are asked for, decided once at start. A gateway that others reach is never open by mistake."""

import ipaddress
import socket

from songreel_chassis.errors import InvalidInput

from songreel_gateway.access.settings import AccessSettings

SHORTEST_KEY = 32

OPEN_TO_OTHERS = (
    "The gateway would listen on {host}, where others reach it, and let everybody in. Set SONGREEL_ADMIN_KEY to 32 "
    "random characters or more (openssl rand -hex 32), or SONGREEL_AUTH=open if that is wanted, or listen on 127.0.0.1."
)
NOBODY_GETS_IN = (
    "SONGREEL_AUTH=keys, and there is neither an admin key nor a key with the scope admin: nobody would get in. Set "
    "SONGREEL_ADMIN_KEY to 32 random characters or more (openssl rand -hex 32)."
)
TOO_SHORT = f"SONGREEL_ADMIN_KEY has fewer than {SHORTEST_KEY} characters: it could be guessed. openssl rand -hex 32."


def keys_are_asked(settings: AccessSettings, host: str) -> bool:
    """Whether callers need a key. Raises InvalidInput, saying what to set, where that would be a mistake."""
    if settings.admin_key and len(settings.admin_key) < SHORTEST_KEY:
        raise InvalidInput(TOO_SHORT, field="admin_key")
    if settings.auth == "open":
        return False
    if settings.auth == "keys" or settings.admin_key:
        return True
    if not is_loopback(host):
        raise InvalidInput(OPEN_TO_OTHERS.format(host=host), field="admin_key")
    return False


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address; names are looked up, and all their addresses must be such."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ipaddress.ip_address(entry[4][0]).is_loopback for entry in found)
