"""Pod Security `restricted`, and what goes beyond it."""

from collections.abc import Iterator

from tests.k8s.processes import process_of
from tests.k8s.rendering import Manifest, Pod, Rendering

VOLUMES = {
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "persistentVolumeClaim",
    "projected",
    "secret",
    "image",
}
GRANTED = {"list", "patch"}
HOST = ("hostNetwork", "hostPID", "hostIPC")


def pods_are_restricted(rendering: Rendering) -> Iterator[str]:
    """As the namespace demands of pods; of a Deployment the API server would only warn."""
    namespace = rendering.find("Namespace", "songreel") or {"metadata": {}}
    if namespace["metadata"].get("labels", {}).get("pod-security.kubernetes.io/enforce") != "restricted":
        yield "the namespace does not enforce Pod Security `restricted`"
    for pod in rendering.pods():
        yield from (f"{pod.name}: {fault}" for fault in _of_pod(pod))
        for container in pod.containers + pod.spec.get("initContainers", []):
            yield from (f"{pod.name}: {fault}" for fault in _of_container(container))


def roots_are_read_only(rendering: Rendering) -> Iterator[str]:
    """What a process can write is on a volume that is named."""
    for pod in rendering.pods():
        for container in pod.containers:
            if not container.get("securityContext", {}).get("readOnlyRootFilesystem"):
                yield f"{pod.name}: the root filesystem can be written to"


def nobody_holds_a_token_for_nothing(rendering: Rendering) -> Iterator[str]:
    """A pod whose account has no role needs no token; nor needs it everybody's services in its environment."""
    bound = {s["name"] for binding in rendering.of("RoleBinding", "ClusterRoleBinding") for s in binding["subjects"]}
    for pod in rendering.pods():
        if pod.spec.get("automountServiceAccountToken", True) and pod.spec.get("serviceAccountName") not in bound:
            yield f"{pod.name}: mounts a token of the API server that it has no use for"
        if pod.spec.get("enableServiceLinks", True):
            yield f"{pod.name}: enableServiceLinks fills its environment with names that are no settings"


def grants_are_narrow(rendering: Rendering) -> Iterator[str]:
    """What the code does with pods of its namespace, and nothing besides; bindings name roles and accounts here."""
    for role in rendering.of("Role", "ClusterRole"):
        for rule in role["rules"]:
            if role["kind"] == "ClusterRole" or rule["resources"] != ["pods"] or not set(rule["verbs"]) <= GRANTED:
                yield f"{role['kind']} {role['metadata']['name']}: grants {rule}"
    for binding in rendering.of("RoleBinding", "ClusterRoleBinding"):
        named = [(binding["roleRef"]["kind"], binding["roleRef"]["name"])]
        named += [(subject["kind"], subject["name"]) for subject in binding["subjects"]]
        yield from (f"binding {binding['metadata']['name']}: no {k} {n}" for k, n in named if not rendering.find(k, n))


def marks_can_be_set(rendering: Rendering) -> Iterator[str]:
    """A gateway that is to mark pods has a token, and whoever has one is to use it."""
    for pod in rendering.pods():
        for container in pod.containers:
            if process_of(container) == "gateway":
                marks = rendering.environment(container).get("SONGREEL_MARK_FILMING_PODS", "false") == "true"
                if marks != pod.spec.get("automountServiceAccountToken", True):
                    yield f"{pod.name}: SONGREEL_MARK_FILMING_PODS is {marks}, and its token says otherwise"


def images_are_pinned(rendering: Rendering) -> Iterator[str]:
    """A tag that moves is another program tomorrow."""
    for pod in rendering.pods():
        images = [container["image"] for container in pod.containers]
        images += [volume["image"]["reference"] for volume in pod.spec.get("volumes", []) if "image" in volume]
        for image in images:
            tag = image.rpartition("/")[2].partition(":")[2]
            if "@sha256:" not in image and tag in ("", "latest", "main", "nightly"):
                yield f"{pod.name}: the image {image} has no version"


def _of_pod(pod: Pod) -> Iterator[str]:
    context = pod.spec.get("securityContext", {})
    if not context.get("runAsNonRoot") or not context.get("runAsUser"):
        yield "may run as root"
    if context.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        yield "no seccomp profile"
    yield from (f"{name} is set" for name in HOST if pod.spec.get(name))
    for volume in pod.spec.get("volumes", []):
        if not set(volume) - {"name"} <= VOLUMES:
            yield f"the volume {volume['name']} is of a forbidden kind"


def _of_container(container: Manifest) -> Iterator[str]:
    context = container.get("securityContext", {})
    if context.get("allowPrivilegeEscalation") is not False or context.get("privileged"):
        yield "may gain privileges"
    capabilities = context.get("capabilities", {})
    if "ALL" not in capabilities.get("drop", []) or set(capabilities.get("add", [])) - {"NET_BIND_SERVICE"}:
        yield "keeps capabilities"
    if any(port.get("hostPort") for port in container.get("ports", [])):
        yield "takes a port of the node"
