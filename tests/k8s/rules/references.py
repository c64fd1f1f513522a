"""What is named is there: in the rendering, or on the short list of what the operator makes."""

from collections.abc import Iterator

from tests.k8s.rendering import OUTSIDE_SECRETS, Manifest, Pod, Rendering

BUILT_IN_PRIORITIES = {"system-cluster-critical", "system-node-critical"}


def references_exist(rendering: Rendering) -> Iterator[str]:
    """ConfigMaps, secrets and their keys, claims, accounts, priorities, device claims, the scaler's key."""
    there = {(each["kind"], each["metadata"]["name"]) for each in rendering.objects}
    for pod in rendering.pods():
        for kind, name in _of_pod(pod):
            if (kind, name) not in there and name not in BUILT_IN_PRIORITIES:
                yield f"{pod.name}: there is no {kind} {name}"
        for container in pod.containers:
            yield from (f"{pod.name}: {fault}" for fault in _secrets(container))
        for claim in {each["name"] for c in pod.containers for each in c.get("resources", {}).get("claims", [])}:
            if claim not in [each["name"] for each in pod.spec.get("resourceClaims", [])]:
                yield f"{pod.name}: claims {claim}, which the pod does not have"
    for scaled in rendering.of("ScaledObject"):
        for trigger in scaled["spec"]["triggers"]:
            name = trigger.get("authenticationRef", {}).get("name")
            if name and ("TriggerAuthentication", name) not in there:
                yield f"scaler {scaled['metadata']['name']}: there is no TriggerAuthentication {name}"
    for authentication in rendering.of("TriggerAuthentication"):
        for each in authentication["spec"].get("secretTargetRef", []):
            yield from _secret(each["name"], each["key"])


def mounts_have_volumes(rendering: Rendering) -> Iterator[str]:
    """Each mount a volume, each volume a mount, each path once."""
    for pod in rendering.pods():
        mounts = [mount for container in pod.containers for mount in container.get("volumeMounts", [])]
        for mount in mounts:
            if pod.volume(mount["name"]) is None:
                yield f"{pod.name}: mounts {mount['name']}, which is no volume"
        for volume in pod.spec.get("volumes", []):
            if volume["name"] not in [mount["name"] for mount in mounts]:
                yield f"{pod.name}: the volume {volume['name']} is mounted nowhere"
        paths = [mount["mountPath"] for mount in mounts]
        if len(set(paths)) < len(paths):
            yield f"{pod.name}: two volumes are mounted at one path: {paths}"


def _of_pod(pod: Pod) -> Iterator[tuple[str, str]]:
    yield "ServiceAccount", pod.spec.get("serviceAccountName", "default")
    if "priorityClassName" in pod.spec:
        yield "PriorityClass", pod.spec["priorityClassName"]
    for volume in pod.spec.get("volumes", []):
        if "persistentVolumeClaim" in volume:
            yield "PersistentVolumeClaim", volume["persistentVolumeClaim"]["claimName"]
        if "secret" in volume and volume["secret"]["secretName"] not in OUTSIDE_SECRETS:
            yield "Secret", volume["secret"]["secretName"]
        if "configMap" in volume:
            yield "ConfigMap", volume["configMap"]["name"]
    for claim in pod.spec.get("resourceClaims", []):
        yield "ResourceClaimTemplate", claim["resourceClaimTemplateName"]
    for container in pod.containers:
        for source in container.get("envFrom", []):
            if "configMapRef" in source:
                yield "ConfigMap", source["configMapRef"]["name"]


def _secrets(container: Manifest) -> Iterator[str]:
    for source in container.get("envFrom", []):
        if "secretRef" in source and source["secretRef"]["name"] not in OUTSIDE_SECRETS:
            yield f"nobody is told to make the secret {source['secretRef']['name']}"
    for each in container.get("env", []):
        if reference := each.get("valueFrom", {}).get("secretKeyRef"):
            yield from _secret(reference["name"], reference["key"])


def _secret(name: str, key: str) -> Iterator[str]:
    if key not in OUTSIDE_SECRETS.get(name, ()):
        yield f"nobody is told to make the secret {name} with a key {key}"
