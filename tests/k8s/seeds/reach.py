"""Faults in what reaches what, beyond the calls between services; and in how gateways come and go."""

from tests.k8s.rendering import Rendering
from tests.k8s.sowing import Seed, policy, setting, spec, workload


def watched_by_nobody(rendering: Rendering) -> None:
    """A model server that lets in its caller alone."""
    policy(rendering, "vllm-script")["ingress"][0]["from"].pop()


def kept_in(rendering: Rendering) -> None:
    """A collector where it should be, and no way out to it."""
    setting(rendering, "process", "SONGREEL_TRACES_URL", "http://collector.monitoring.svc.cluster.local:4318")
    policy(rendering, "names-and-metrics")["egress"].pop()


REACH = (
    Seed(
        "webhooks at one port alone",
        "clients_servers_are_reached",
        lambda r: policy(r, "gateway")["egress"][-1]["ports"].pop(),
    ),
    Seed("webhooks that go nowhere", "clients_servers_are_reached", lambda r: policy(r, "gateway")["egress"].pop()),
    Seed(
        "a collector that no span reaches",
        "spans_reach_their_collector",
        lambda r: setting(r, "process", "SONGREEL_TRACES_URL", "http://collector.tracing.svc.cluster.local:4318"),
    ),
    Seed(
        "spans that are let out to nobody",
        "spans_reach_their_collector",
        kept_in,
    ),
    Seed(
        "names that the node cannot tell",
        "everybody_finds_names",
        lambda r: policy(r, "names-and-metrics")["egress"][0]["to"].pop(),
    ),
    Seed("a model server that nobody may watch", "metrics_can_be_read", watched_by_nobody),
    Seed(
        "uploads to where no client gets",
        "clients_are_sent_where_they_can_go",
        lambda r: setting(r, "gateway", "SONGREEL_UPLOADS_THROUGH_GATEWAY", "false"),
        "laptop",
    ),
    Seed(
        "a gateway that waits for a lost one",
        "gateways_are_made_side_by_side",
        lambda r: workload(r, "gateway")["spec"].pop("podManagementPolicy"),
    ),
    Seed(
        "a gateway that is killed while it closes",
        "grace_covers_drain",
        lambda r: spec(r, "gateway").update(terminationGracePeriodSeconds=50),
    ),
)
