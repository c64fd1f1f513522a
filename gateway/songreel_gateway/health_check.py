"""`python -m songreel_gateway.health_check`: exit status 0 when this container's gateway takes orders, 1 when not."""

import sys
import urllib.error
import urllib.request

from songreel_chassis.settings import read_settings

from songreel_gateway.settings import GatewaySettings

SECONDS = 6.0


def takes_orders(port: int) -> bool:
    """Whether it answers and its database does."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz/gateway", timeout=SECONDS) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if takes_orders(read_settings(GatewaySettings).http_port) else 1)
