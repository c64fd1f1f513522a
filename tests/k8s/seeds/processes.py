"""Faults in what runs: fields, labels, probes, ends, settings."""

from tests.k8s.sowing import Seed, box, labels, named, policy, setting, spec, without, workload

FORMS = (
    Seed("an unknown field", "fields_are_known", lambda r: workload(r, "audio")["spec"].update(replica=2)),
    Seed(
        "a probe's port by name",
        "fields_are_known",
        lambda r: box(r, "audio")["livenessProbe"]["grpc"].update(port="grpc"),
    ),
    Seed(
        "an unknown field of the scaler",
        "fields_are_known",
        lambda r: named(r, "ScaledObject", "video")["spec"].update(maxReplicas=8),
    ),
    Seed(
        "a number in words",
        "fields_are_known",
        lambda r: named(r, "ScaledObject", "video")["spec"].update(maxReplicaCount="eight"),
    ),
    Seed("an unknown kind", "fields_are_known", lambda r: named(r, "PodMonitor", "songreel").update(kind="PodMonitr")),
)
SELECTORS = (
    Seed(
        "a selector that misses its template",
        "workloads_select_their_own_pods",
        lambda r: labels(r, "audio").update({"app.kubernetes.io/name": "hear"}),
    ),
    Seed(
        "a selector that takes others' pods",
        "workloads_select_their_own_pods",
        lambda r: workload(r, "audio")["spec"].update(
            selector={"matchLabels": {"app.kubernetes.io/component": "control"}}
        ),
    ),
    Seed(
        "a service without endpoints",
        "selectors_find_pods",
        lambda r: named(r, "Service", "critic")["spec"].update(selector={"app": "critic"}),
    ),
    Seed(
        "a budget for nobody",
        "selectors_find_pods",
        lambda r: named(r, "PodDisruptionBudget", "video")["spec"].update(selector={"matchLabels": {"app": "video"}}),
    ),
    Seed(
        "a monitor of nobody",
        "selectors_find_pods",
        lambda r: named(r, "PodMonitor", "songreel")["spec"].update(selector={"matchLabels": {"part-of": "songreel"}}),
    ),
    Seed(
        "a policy for nobody",
        "selectors_find_pods",
        lambda r: policy(r, "vllm-script").update(podSelector={"matchLabels": {"app": "vllm"}}),
    ),
    Seed(
        "a service's port that no pod has",
        "services_name_ports_of_their_pods",
        lambda r: named(r, "Service", "video")["spec"]["ports"][0].update(targetPort="rpc"),
    ),
    Seed(
        "a monitor's port that no pod has",
        "monitors_name_ports_of_their_pods",
        lambda r: named(r, "PodMonitor", "songreel")["spec"]["podMetricsEndpoints"][0].update(port="prometheus"),
    ),
    Seed(
        "two ports of one name",
        "ports_are_named_once",
        lambda r: box(r, "audio")["ports"].append({"name": "grpc", "containerPort": 50052}),
    ),
)
PROBES = (
    Seed(
        "a missing readiness probe", "servers_have_all_three_probes", lambda r: box(r, "critic").pop("readinessProbe")
    ),
    Seed(
        "a missing startup probe", "servers_have_all_three_probes", lambda r: box(r, "vllm-script").pop("startupProbe")
    ),
    Seed(
        "a probe of another port",
        "probes_ask_what_is_there",
        lambda r: box(r, "script")["readinessProbe"]["grpc"].update(port=50052),
    ),
    Seed(
        "a health name that the code does not know",
        "probes_ask_what_is_there",
        lambda r: box(r, "lalm")["readinessProbe"]["grpc"].update(service="songreel.lalm.v1.LALMService"),
    ),
    Seed(
        "a path that nobody answers",
        "probes_ask_what_is_there",
        lambda r: box(r, "gateway")["readinessProbe"]["httpGet"].update(path="/ready"),
    ),
    Seed(
        "too short a time to load a model",
        "startup_waits_long_enough",
        lambda r: box(r, "video-wan")["startupProbe"].update(failureThreshold=30),
    ),
    Seed(
        "a start shorter than the wait for the model server",
        "startup_waits_long_enough",
        lambda r: setting(r, "script", "SONGREEL_SCRIPT_START_SECONDS", "3600"),
    ),
    Seed(
        "a probe longer than its period",
        "probes_end_before_the_next",
        lambda r: box(r, "audio")["readinessProbe"].update(timeoutSeconds=30),
    ),
    Seed(
        "an impatient liveness probe",
        "liveness_is_patient",
        lambda r: box(r, "audio")["livenessProbe"].update(periodSeconds=5, failureThreshold=3, timeoutSeconds=3),
    ),
)
ENDS = (
    Seed(
        "a drain longer than the grace",
        "grace_covers_drain",
        lambda r: setting(r, "process", "SONGREEL_DRAIN_SECONDS", "120"),
    ),
    Seed(
        "a pause longer than the grace",
        "grace_covers_drain",
        lambda r: box(r, "gateway")["lifecycle"]["preStop"]["sleep"].update(seconds=50),
    ),
    Seed(
        "a spot pod that drains as if it had time",
        "grace_covers_drain",
        lambda r: spec(r, "video-wan").update(terminationGracePeriodSeconds=5),
        "spot",
    ),
    Seed(
        "a budget that lets nobody go",
        "budgets_let_a_drain_through",
        lambda r: named(r, "PodDisruptionBudget", "gateway").update(
            spec={
                "minAvailable": 2,
                "unhealthyPodEvictionPolicy": "AlwaysAllow",
                "selector": {"matchLabels": {"app.kubernetes.io/name": "gateway"}},
            }
        ),
    ),
    Seed(
        "a broken pod that blocks a drain",
        "budgets_let_a_drain_through",
        lambda r: named(r, "PodDisruptionBudget", "video")["spec"].pop("unhealthyPodEvictionPolicy"),
    ),
    Seed("a router that learns too late", "routers_hear_first", lambda r: box(r, "gateway").pop("lifecycle")),
)
SETTINGS = (
    Seed(
        "a ConfigMap's key that is no setting",
        "names_are_settings",
        lambda r: setting(r, "gateway", "SONGREEL_VIDEO_TARGET", "video:50051"),
    ),
    Seed("a key of another process", "names_are_settings", lambda r: setting(r, "audio", "SONGREEL_HTTP_PORT", "8080")),
    Seed(
        "a value that is refused",
        "values_are_accepted",
        lambda r: setting(r, "audio", "SONGREEL_AUDIO_BEATS", "madmom"),
    ),
    Seed(
        "a port other than the settings'",
        "ports_are_the_settings",
        lambda r: setting(r, "process", "SONGREEL_LISTEN", "0.0.0.0:50052"),
    ),
    Seed(
        "a server that only itself can reach",
        "ports_are_the_settings",
        lambda r: setting(r, "process", "SONGREEL_LISTEN", "127.0.0.1:50051"),
    ),
    Seed(
        "metrics that are not served",
        "ports_are_the_settings",
        lambda r: setting(r, "process", "SONGREEL_METRICS_PORT", "0"),
    ),
    Seed("an address of nobody", "addresses_name_services", lambda r: without(r, "Service", "critic")),
    Seed(
        "an address with another's port",
        "addresses_name_services",
        lambda r: setting(
            r, "script", "SONGREEL_SCRIPT_BASE_URL", "http://vllm-script.songreel.svc.cluster.local:8080/v1"
        ),
    ),
    Seed(
        "a cache on a read-only root",
        "folders_can_be_written",
        lambda r: setting(r, "process", "SONGREEL_CACHE_FOLDER", "/var/cache"),
    ),
    Seed(
        "weights sought where none are",
        "folders_can_be_written",
        lambda r: setting(r, "video-wan", "SONGREEL_VIDEO_CHECKPOINT", "/models/wan"),
    ),
    Seed("a ConfigMap that nobody reads", "configs_are_read", lambda r: box(r, "lalm")["envFrom"].pop(1)),
    Seed(
        "an executor id that two gateways share",
        "executors_are_named_after_pods",
        lambda r: box(r, "gateway").update(
            env=[{"name": "SONGREEL_EXECUTOR_ID", "value": "gateway-0"}, *box(r, "gateway")["env"][1:]]
        ),
    ),
)
