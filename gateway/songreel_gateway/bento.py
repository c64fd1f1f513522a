"""The gateway's service as `bentoml build` packs it and `bentoml serve` runs it; settings come from the environment."""

from songreel_chassis.logs import configure_logs
from songreel_chassis.settings import read_settings

from songreel_gateway.access.browsers import read_origins
from songreel_gateway.api.app import make_app
from songreel_gateway.service import make_service
from songreel_gateway.settings import GatewaySettings

# `bentoml serve` decides by itself where it listens, by default wherever it can be reached: never open by mistake.
settings = read_settings(GatewaySettings).model_copy(update={"http_host": "0.0.0.0"})  # noqa: S104
configure_logs(settings, "gateway")
service = make_service(settings, make_app(read_origins(settings.cors_origins)))
