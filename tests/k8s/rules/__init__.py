"""What must hold in every rendering: each rule yields a sentence for each fault it finds."""

from collections.abc import Callable, Iterator

from tests.k8s.rendering import Rendering
from tests.k8s.rules import (
    disruption,
    network,
    probes,
    references,
    scaling,
    scheduling,
    schemas,
    secrets,
    security,
    selectors,
    settings,
    tls,
    uploads,
)

Rule = Callable[[Rendering], Iterator[str]]

RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        schemas.fields_are_known,
        selectors.workloads_select_their_own_pods,
        selectors.selectors_find_pods,
        selectors.services_name_ports_of_their_pods,
        selectors.monitors_name_ports_of_their_pods,
        selectors.ports_are_named_once,
        probes.servers_have_all_three_probes,
        probes.probes_ask_what_is_there,
        probes.startup_waits_long_enough,
        probes.probes_end_before_the_next,
        probes.liveness_is_patient,
        disruption.grace_covers_drain,
        disruption.budgets_let_a_drain_through,
        disruption.routers_hear_first,
        disruption.gateways_are_made_side_by_side,
        settings.names_are_settings,
        settings.values_are_accepted,
        settings.ports_are_the_settings,
        settings.gateways_know_whom_to_ask,
        settings.addresses_name_services,
        settings.folders_can_be_written,
        settings.configs_are_read,
        settings.executors_are_named_after_pods,
        security.pods_are_restricted,
        security.roots_are_read_only,
        security.nobody_holds_a_token_for_nothing,
        security.grants_are_narrow,
        security.marks_can_be_set,
        security.images_are_pinned,
        secrets.secrets_come_by_reference,
        tls.everybody_speaks_tls_or_nobody,
        tls.probes_speak_what_servers_speak,
        tls.certificates_come_and_are_renewed,
        tls.certificates_are_what_they_are_used_for,
        tls.services_say_what_is_spoken,
        scheduling.gpus_are_whole,
        scheduling.gpus_are_all_used,
        scheduling.gpu_pods_say_which_gpu,
        scheduling.others_stay_off_gpu_nodes,
        scheduling.memory_is_bounded,
        scheduling.replicas_spread,
        references.references_exist,
        references.mounts_have_volumes,
        network.everything_is_denied_first,
        network.callers_reach_whom_they_call,
        network.everybody_finds_names,
        network.metrics_can_be_read,
        network.clients_servers_are_reached,
        network.spans_reach_their_collector,
        uploads.clients_are_sent_where_they_can_go,
        scaling.scalers_have_a_target,
        scaling.scaled_replicas_are_nobody_elses,
        scaling.scaling_down_is_slow,
        scaling.gateways_use_what_is_scaled,
        scaling.alerts_read_metrics_that_exist,
    )
}


def faults(rendering: Rendering) -> list[tuple[str, str]]:
    """Rule and sentence of everything that is wrong."""
    return [(name, fault) for name, rule in RULES.items() for fault in rule(rendering)]
