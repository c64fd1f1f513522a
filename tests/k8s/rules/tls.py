"""TLS between our processes: on for all or for none, with certificates that come, and probes that get an answer."""

from collections.abc import Iterator

from tests.k8s.rendering import OUTSIDE_SECRETS, Manifest, Pod, Rendering
from tests.k8s.rules.probes import KINDS
from tests.k8s.rules.selectors import selected
from tests.k8s.rules.settings import ours, read

FILES = ("tls_certificate", "tls_key", "tls_authority")


def everybody_speaks_tls_or_nobody(rendering: Rendering) -> Iterator[str]:
    """One that speaks it and one that does not never hear one another."""
    speaks = {pod.name: _certificate(rendering, c, process) != "" for pod, c, process in ours(rendering)}
    if len(set(speaks.values())) > 1:
        yield f"TLS is off in {', '.join(sorted(name for name, on in speaks.items() if not on))} alone"


def probes_speak_what_servers_speak(rendering: Rendering) -> Iterator[str]:
    """The kubelet's gRPC probes speak no TLS: with it they ask the plain port that answers health checks alone."""
    for pod, container, process in ours(rendering):
        settings = read(rendering, container, process)
        plain = [settings.health_listen] if settings.tls_certificate else [settings.health_listen, settings.listen]
        ports = [int(address.rpartition(":")[2]) for address in plain if address]
        for kind in KINDS:
            asked = container.get(kind, {}).get("grpc", {}).get("port")
            if asked is not None and asked not in ports:
                yield f"{pod.name}: {kind} asks port {asked}, which answers no plain health check"


def certificates_come_and_are_renewed(rendering: Rendering) -> Iterator[str]:
    """Each file lies in a mounted secret that has it, and the whole folder is mounted: a file by subPath stays old."""
    for pod, container, process in ours(rendering):
        settings = read(rendering, container, process)
        for name in FILES if settings.tls_certificate else ():
            folder, _, file = str(getattr(settings, name)).rpartition("/")
            mount = next((each for each in container["volumeMounts"] if each["mountPath"] == folder), None)
            if mount is None or file not in OUTSIDE_SECRETS.get(_secret(pod, mount), ()):
                yield f"{pod.name}: no secret with {file} is mounted at {folder}"
            elif "subPath" in mount:
                yield f"{pod.name}: mounts {file} by subPath, so a renewed one never comes"


def certificates_are_what_they_are_used_for(rendering: Rendering) -> Iterator[str]:
    """By an issuer that is there; a service's for serving, under the name that is looked for; the gateway's to call."""
    made = {each["spec"]["secretName"]: each["spec"] for each in rendering.of("Certificate")}
    for spec in made.values():
        if rendering.find(spec["issuerRef"].get("kind", "Issuer"), spec["issuerRef"]["name"]) is None:
            yield f"{spec['secretName']}: there is no issuer {spec['issuerRef']['name']}"
    for issuer in rendering.of("Issuer"):
        if (secret := issuer["spec"].get("ca", {}).get("secretName")) and not made.get(secret, {}).get("isCA"):
            yield f"issuer {issuer['metadata']['name']}: no certificate of an authority comes into {secret}"
    for pod, container, process in ours(rendering):
        folder = _certificate(rendering, container, process).rpartition("/")[0]
        mounts = [each for each in container["volumeMounts"] if each["mountPath"] == folder]
        for spec in [made[secret] for secret in (_secret(pod, each) for each in mounts) if secret in made]:
            use = "client auth" if process == "gateway" else "server auth"
            if [each for each in spec["usages"] if each.endswith("auth")] != [use]:
                yield f"{pod.name}: its certificate is for {spec['usages']}, and should be for {use} alone"
            name = read(rendering, container, process).tls_name
            if process != "gateway" and name not in spec.get("dnsNames", []):
                yield f"{pod.name}: callers look for {name}, its certificate says {spec.get('dnsNames')}"


def services_say_what_is_spoken(rendering: Rendering) -> Iterator[str]:
    """`h2c` is HTTP/2 without TLS; a mesh or a router takes a service at its word."""
    tls = {
        pod.name for pod, c, process in ours(rendering) if process != "gateway" and _certificate(rendering, c, process)
    }
    for service in rendering.of("Service"):
        if any(port.get("appProtocol") == "kubernetes.io/h2c" for port in service["spec"]["ports"]):
            for pod in selected(rendering, service):
                if pod.name in tls:
                    yield f"service {service['metadata']['name']}: says h2c, and {pod.name} speaks TLS"


def _certificate(rendering: Rendering, container: Manifest, process: str) -> str:
    return read(rendering, container, process).tls_certificate


def _secret(pod: Pod, mount: Manifest) -> str:
    return str((pod.volume(mount["name"]) or {}).get("secret", {}).get("secretName", ""))
