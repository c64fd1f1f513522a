"""Against web pages elsewhere that speak to a gateway on this machine, where nobody is asked for a key.

A page can send simple requests to 127.0.0.1 without asking, and a name of its own can be made to lead there. So an open
gateway on this machine answers only to this machine's names, and to pages that it served itself.
"""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.requests import Request

from songreel_gateway.problems import refuse

FROM_ELSEWHERE = (
    "A web page of {origin} asked, and this gateway lets in everybody on its machine. Set SONGREEL_ADMIN_KEY and send "
    "a key, call it from a page that it serves, or let the page in by SONGREEL_CORS_ORIGINS."
)
STRANGE_NAME = (
    "This gateway is open to its own machine only, which is not called {host}. Ask 127.0.0.1 or localhost; where a "
    "proxy asks for others, set SONGREEL_ADMIN_KEY, or SONGREEL_AUTH=open if that is wanted."
)


def check_origin(request: Request, let_in: Collection[str]) -> None:
    """403 for what a page from elsewhere sends to a gateway that is open on its own machine alone, unless its origin is
    one of those that the operator let in."""
    host = request.headers.get("host", "")
    name = urlsplit(f"//{host}").hostname or ""
    if not (name == "localhost" or name.endswith(".localhost") or _is_loopback_address(name)):
        raise refuse("forbidden", 403, STRANGE_NAME.format(host=name[:80] or "nothing"))
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != host and not {origin, "*"}.intersection(let_in):
        raise refuse("forbidden", 403, FROM_ELSEWHERE.format(origin=origin[:80]))


def _is_loopback_address(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False  # a name: never looked up, since whoever asks may have made it
