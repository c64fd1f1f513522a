"""Starts the gateway."""

from songreel_chassis.settings import read_settings

from songreel_gateway.serving import serve
from songreel_gateway.settings import GatewaySettings

if __name__ == "__main__":
    serve(read_settings(GatewaySettings))
