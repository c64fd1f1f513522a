"""Where pods may run and what they take."""

from collections.abc import Iterator

from tests.k8s.processes import process_of
from tests.k8s.rendering import Manifest, Pod, Rendering

GPU = "nvidia.com/gpu"
PRODUCT = "nvidia.com/gpu.product"


def gpus_are_whole(rendering: Rendering) -> Iterator[str]:
    """One generation on one GPU: a whole number, requested as it is limited, never by half."""
    for pod in rendering.pods():
        for container in pod.containers:
            resources = container.get("resources", {})
            limit, request = resources.get("limits", {}).get(GPU), resources.get("requests", {}).get(GPU)
            if limit != request:
                yield f"{pod.name}: requests {request} GPUs and is limited to {limit}"
            elif limit is not None and not str(limit).isdigit():
                yield f"{pod.name}: {limit} is no number of GPUs"


def gpus_are_all_used(rendering: Rendering) -> Iterator[str]:
    """A video pod takes as many as its setting lets film together; those beyond would stand idle."""
    for pod in rendering.pods():
        for container in pod.containers:
            limit = container.get("resources", {}).get("limits", {}).get(GPU)
            if limit is not None and process_of(container) == "video":
                wanted = rendering.environment(container).get("SONGREEL_VIDEO_GPUS", "1")
                if str(limit) != wanted:
                    yield f"{pod.name}: has {limit} GPUs, and SONGREEL_VIDEO_GPUS lets {wanted} film"


def gpu_pods_say_which_gpu(rendering: Rendering) -> Iterator[str]:
    """A pod that wants a GPU tolerates the nodes' taint and names the product, or claims a device; never a slice."""
    for pod in rendering.pods():
        if not wants_gpu(pod):
            continue
        if not _tolerates(pod):
            yield f"{pod.name}: does not tolerate the taint of GPU nodes"
        if pod.spec.get("resourceClaims"):
            continue
        expressions = [each for term in _terms(pod) for each in term.get("matchExpressions", [])]
        products = [value for each in expressions if each["key"] == PRODUCT for value in each["values"]]
        if not products:
            yield f"{pod.name}: tolerates every GPU node and says nothing about which"
        if any("MIG" in product for product in products):
            yield f"{pod.name}: takes a slice of a GPU"
        if not any(each["key"] == "nvidia.com/mig.strategy" and each["operator"] == "NotIn" for each in expressions):
            yield f"{pod.name}: may land on a node that cuts its GPUs up"


def others_stay_off_gpu_nodes(rendering: Rendering) -> Iterator[str]:
    """GPU nodes are for pods that want one."""
    for pod in rendering.pods():
        if _tolerates(pod) and not wants_gpu(pod):
            yield f"{pod.name}: tolerates GPU nodes and wants no GPU"


def memory_is_bounded(rendering: Rendering) -> Iterator[str]:
    """Requests for the scheduler, a limit of memory, none of CPU: throttling protects nobody."""
    for pod in rendering.pods():
        for container in pod.containers:
            resources = container.get("resources", {})
            if not {"cpu", "memory"} <= set(resources.get("requests", {})) or "memory" not in resources.get(
                "limits", {}
            ):
                yield f"{pod.name}: needs requests of CPU and memory, and a limit of memory"
            if "cpu" in resources.get("limits", {}):
                yield f"{pod.name}: has a limit of CPU"
        for volume in pod.spec.get("volumes", []):
            if "emptyDir" in volume and not (volume["emptyDir"] or {}).get("sizeLimit"):
                yield f"{pod.name}: the volume {volume['name']} may fill the node's disk"


def replicas_spread(rendering: Rendering) -> Iterator[str]:
    """Pods of which there are many stand on different nodes where that can be."""
    for pod in rendering.pods():
        many = pod.serves and pod.workload["spec"].get("replicas", 2) > 1  # none given: a scaler's
        if many and not pod.spec.get("topologySpreadConstraints"):
            yield f"{pod.name}: nothing spreads its pods over nodes"


def wants_gpu(pod: Pod) -> bool:
    """By the device plugin or by a claim."""
    limits = [container.get("resources", {}).get("limits", {}) for container in pod.containers]
    return bool(pod.spec.get("resourceClaims")) or any(GPU in limit for limit in limits)


def _tolerates(pod: Pod) -> bool:
    return any(each.get("key") in (GPU, None) for each in pod.spec.get("tolerations", []))


def _terms(pod: Pod) -> list[Manifest]:
    affinity = pod.spec.get("affinity", {}).get("nodeAffinity", {})
    return list(affinity.get("requiredDuringSchedulingIgnoredDuringExecution", {}).get("nodeSelectorTerms", []))
