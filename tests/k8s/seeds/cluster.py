"""Faults in where and how it runs: security, scheduling, references, the network, scaling."""

from tests.k8s.sowing import Seed, box, expressions, hand_over, named, policy, setting, spec, without, workload

SECURITY = (
    Seed(
        "a pod that may be root",
        "pods_are_restricted",
        lambda r: spec(r, "assembly")["securityContext"].update(runAsNonRoot=False),
    ),
    Seed(
        "a container that may gain privileges",
        "pods_are_restricted",
        lambda r: box(r, "audio")["securityContext"].pop("allowPrivilegeEscalation"),
    ),
    Seed(
        "a folder of the node",
        "pods_are_restricted",
        lambda r: spec(r, "audio")["volumes"].append({"name": "host", "hostPath": {"path": "/"}}),
    ),
    Seed(
        "a namespace that enforces nothing",
        "pods_are_restricted",
        lambda r: named(r, "Namespace", "songreel")["metadata"].pop("labels"),
    ),
    Seed(
        "a root that can be written to",
        "roots_are_read_only",
        lambda r: box(r, "video-wan")["securityContext"].update(readOnlyRootFilesystem=False),
    ),
    Seed(
        "a token for nothing",
        "nobody_holds_a_token_for_nothing",
        lambda r: spec(r, "video-wan").update(automountServiceAccountToken=True),
    ),
    Seed(
        "the tag latest", "images_are_pinned", lambda r: box(r, "vllm-script").update(image="vllm/vllm-openai:latest")
    ),
    Seed("no tag", "images_are_pinned", lambda r: box(r, "audio").update(image="registry.example:5000/songreel/audio")),
    Seed(
        "a secret in clear",
        "secrets_come_by_reference",
        lambda r: hand_over(r, "script", "SONGREEL_SCRIPT_API_KEY", "sk-1"),
    ),
    Seed(
        "a password in an address",
        "secrets_come_by_reference",
        lambda r: setting(r, "gateway", "SONGREEL_DATABASE_URL", "postgresql://songreel:pass@postgres/songreel"),
    ),
    Seed(
        "a Secret in the tree",
        "secrets_come_by_reference",
        lambda r: r.objects.append(
            {
                "apiVersion": "v1",
                "kind": "Secret",
                "metadata": {"name": "songreel-database"},
                "stringData": {"url": "x"},
            }
        ),
    ),
)
SCHEDULING = (
    Seed(
        "half a GPU",
        "gpus_are_whole",
        lambda r: [
            box(r, "video-wan")["resources"][k].update({"nvidia.com/gpu": "500m"}) for k in ("limits", "requests")
        ],
    ),
    Seed(
        "a GPU request other than its limit",
        "gpus_are_whole",
        lambda r: box(r, "video-wan")["resources"]["limits"].update({"nvidia.com/gpu": 2}),
    ),
    Seed("a toleration without affinity", "gpu_pods_say_which_gpu", lambda r: spec(r, "video-wan").pop("affinity")),
    Seed("an affinity without toleration", "gpu_pods_say_which_gpu", lambda r: spec(r, "video-wan").pop("tolerations")),
    Seed(
        "a slice of a GPU",
        "gpu_pods_say_which_gpu",
        lambda r: expressions(r, "video-wan")[0].update(values=["NVIDIA-H100-80GB-HBM3-MIG-1g.10gb"]),
    ),
    Seed("nodes that cut their GPUs up", "gpu_pods_say_which_gpu", lambda r: expressions(r, "vllm-script").pop()),
    Seed(
        "a CPU pod on a GPU node",
        "others_stay_off_gpu_nodes",
        lambda r: spec(r, "critic").update(tolerations=[{"operator": "Exists"}]),
    ),
    Seed("no limit of memory", "memory_is_bounded", lambda r: box(r, "assembly")["resources"].pop("limits")),
    Seed(
        "a folder that may fill the node",
        "memory_is_bounded",
        lambda r: spec(r, "assembly")["volumes"][0].update(emptyDir={}),
    ),
    Seed("many pods on one node", "replicas_spread", lambda r: spec(r, "video-wan").pop("topologySpreadConstraints")),
)
GRANTS = (
    Seed(
        "a grant of everything",
        "grants_are_narrow",
        lambda r: named(r, "Role", "mark-pods")["rules"][0].update(verbs=["*"], resources=["*"]),
    ),
    Seed(
        "a binding of nobody",
        "grants_are_narrow",
        lambda r: named(r, "RoleBinding", "mark-pods")["subjects"][0].update(name="gateways"),
    ),
    Seed(
        "marks without a token",
        "marks_can_be_set",
        lambda r: spec(r, "gateway").update(automountServiceAccountToken=False),
    ),
)
GPUS = (
    Seed(
        "GPUs that stand idle",
        "gpus_are_all_used",
        lambda r: [box(r, "video-wan")["resources"][k].update({"nvidia.com/gpu": 8}) for k in ("limits", "requests")],
    ),
)
REFERENCES = (
    Seed("a ConfigMap that is not there", "references_exist", lambda r: without(r, "ConfigMap", "script")),
    Seed(
        "an account that is not there",
        "references_exist",
        lambda r: spec(r, "video-wan").update(serviceAccountName="films"),
    ),
    Seed("a priority that is not there", "references_exist", lambda r: without(r, "PriorityClass", "songreel-video")),
    Seed("a volume that is not there", "references_exist", lambda r: without(r, "PersistentVolumeClaim", "weights")),
    Seed(
        "a device claim that is not there",
        "references_exist",
        lambda r: without(r, "ResourceClaimTemplate", "h100"),
        "h100-dra",
    ),
    Seed(
        "a secret's key that nobody makes",
        "references_exist",
        lambda r: box(r, "gateway")["env"][1]["valueFrom"]["secretKeyRef"].update(key="dsn"),
    ),
    Seed("a scaler without its key", "references_exist", lambda r: without(r, "TriggerAuthentication", "video-queue")),
    Seed("a mount without a volume", "mounts_have_volumes", lambda r: spec(r, "gateway")["volumes"].pop(0)),
    Seed("a volume without a mount", "mounts_have_volumes", lambda r: box(r, "assembly")["volumeMounts"].pop(0)),
)
NETWORK = (
    Seed("no denial by default", "everything_is_denied_first", lambda r: without(r, "NetworkPolicy", "default-deny")),
    Seed(
        "a gateway that may call nobody",
        "callers_reach_whom_they_call",
        lambda r: policy(r, "gateway")["egress"].pop(0),
    ),
    Seed(
        "services that let nobody in", "callers_reach_whom_they_call", lambda r: policy(r, "services")["ingress"].pop(0)
    ),
    Seed(
        "clips that cannot be stored",
        "callers_reach_whom_they_call",
        lambda r: without(r, "NetworkPolicy", "object-store"),
    ),
    Seed(
        "a writer cut off from its model",
        "callers_reach_whom_they_call",
        lambda r: without(r, "NetworkPolicy", "script-to-vllm"),
    ),
    Seed(
        "a gateway cut off from Postgres",
        "callers_reach_whom_they_call",
        lambda r: without(r, "NetworkPolicy", "gateway-to-postgres"),
        "laptop",
    ),
    Seed(
        "weights that cannot be fetched",
        "callers_reach_whom_they_call",
        lambda r: without(r, "NetworkPolicy", "weights"),
    ),
    Seed(
        "names by UDP alone",
        "everybody_finds_names",
        lambda r: policy(r, "names-and-metrics")["egress"][0]["ports"].pop(),
    ),
    Seed(
        "metrics that nobody may read", "metrics_can_be_read", lambda r: policy(r, "names-and-metrics")["ingress"].pop()
    ),
)
SCALING = (
    Seed(
        "a scaler of nobody",
        "scalers_have_a_target",
        lambda r: named(r, "ScaledObject", "video")["spec"].update(scaleTargetRef={"name": "video"}),
    ),
    Seed(
        "replicas beside a scaler",
        "scaled_replicas_are_nobody_elses",
        lambda r: workload(r, "video-wan")["spec"].update(replicas=2),
    ),
    Seed(
        "a scaler that drops pods at once",
        "scaling_down_is_slow",
        lambda r: named(r, "ScaledObject", "video")["spec"].pop("advanced"),
    ),
    Seed(
        "nobody films while the database is away",
        "scaling_down_is_slow",
        lambda r: named(r, "ScaledObject", "video")["spec"].pop("fallback"),
    ),
    Seed(
        "more pods than shots at once",
        "gateways_use_what_is_scaled",
        lambda r: setting(r, "gateway", "SONGREEL_FILM_CONCURRENCY", "4"),
    ),
    Seed(
        "an alert on a metric of nobody",
        "alerts_read_metrics_that_exist",
        lambda r: named(r, "PrometheusRule", "songreel")["spec"]["groups"][0]["rules"][0].update(
            expr="songreel_scenes > 0"
        ),
    ),
)
