"""Where this server may call for a client (webhooks, songs by URL): a public address, looked up once and then
connected to, so that a name cannot change between.

Against server-side request forgery: a client must not make this server speak to what only this server can reach.
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

LONGEST_URL = 2000
TUNNELS = ("ipv4_mapped", "sixtofour")
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 that stands for IPv4: Python calls the outside public, whatever is inside."""


class Forbidden(ValueError):
    """The address cannot be used; the message says why."""


@dataclass(frozen=True)
class Target:
    """A checked address."""

    url: str
    """With the number that the name stood for in place of the name."""
    host: str
    """For the Host header: the name with the port that was given."""
    name: str
    """For the certificate."""


def check_url(url: str, private: bool) -> SplitResult:
    """The parts of a URL that may be called; raises Forbidden. Names are not looked up."""
    if len(url) > LONGEST_URL:
        raise Forbidden(f"This URL is longer than {LONGEST_URL} characters.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Forbidden("This is no URL.") from None
    schemes = ("https", "http") if private else ("https",)
    if parts.scheme not in schemes or not parts.hostname:
        raise Forbidden(f"Give a URL that begins with {' or '.join(f'{scheme}://' for scheme in schemes)}.")
    if parts.username or parts.password:
        raise Forbidden("Leave name and password out of the URL.")
    if port == 0:
        raise Forbidden("Port 0 is no port.")
    try:
        address = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return parts
    _check_address(address, private)
    return parts


async def resolve(url: str, private: bool) -> Target:
    """The URL with a checked number for its host; raises Forbidden, or OSError when the name is not known."""
    parts = check_url(url, private)
    host = str(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(entry[4][0]) for entry in found]
    for address in addresses:  # all of them: a name must not hide one behind another
        _check_address(address, private)
    number = f"[{addresses[0]}]" if addresses[0].version == 6 else str(addresses[0])
    target = parts._replace(netloc=f"{number}:{port}", fragment="")
    return Target(target.geturl(), parts.netloc, host)


def _check_address(address: ipaddress.IPv4Address | ipaddress.IPv6Address, private: bool) -> None:
    inner = next((found for name in TUNNELS if (found := getattr(address, name, None))), address)
    tunnelled = address.version == 6 and address in NAT64
    if not private and (not inner.is_global or inner.is_multicast or tunnelled):
        raise Forbidden(
            f"{address} is not a public address. Only public servers are called, unless the operator sets "
            "SONGREEL_WEBHOOKS_PRIVATE=true (webhooks) or SONGREEL_SONG_URLS_PRIVATE=true (songs)."
        )
