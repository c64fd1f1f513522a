"""Uploads: where clients are sent, they can go."""

from collections.abc import Iterator

from tests.k8s.rendering import Rendering
from tests.k8s.rules.settings import ours, service_at


def clients_are_sent_where_they_can_go(rendering: Rendering) -> Iterator[str]:
    """Parts of a song go straight to S3, unless its address is the cluster's own."""
    for pod, container, process in ours(rendering):
        environment = rendering.environment(container)
        host = environment.get("AWS_ENDPOINT_URL", "").rpartition("/")[2].partition(":")[0]
        through = environment.get("SONGREEL_UPLOADS_THROUGH_GATEWAY", "false") == "true"
        inside = service_at(rendering, host) is not None
        if process == "gateway" and inside and not through and "SONGREEL_UPLOADS_ENDPOINT" not in environment:
            yield f"{pod.name}: clients are told to upload to {host}, which they cannot reach"
