"""Faults with TLS on between services, and in who is asked."""

from tests.k8s.rendering import Rendering
from tests.k8s.sowing import Seed, box, named, setting, spec
from tests.k8s.variants import TLS


def alone(rendering: Rendering) -> None:
    """One service without TLS."""
    for name in ("CERTIFICATE", "KEY", "AUTHORITY"):
        setting(rendering, "script", f"SONGREEL_TLS_{name}", "")


def mount(rendering: Rendering, name: str) -> dict[str, object]:
    """Where its certificates are."""
    (found,) = [each for each in box(rendering, name)["volumeMounts"] if each["name"] == "tls"]
    return dict(found)


def by_subpath(rendering: Rendering) -> None:
    """One file of the secret in the folder's place."""
    mounts = box(rendering, "audio")["volumeMounts"]
    mounts.remove(mount(rendering, "audio"))
    mounts.append({"name": "tls", "mountPath": "/tls", "subPath": "tls.crt", "readOnly": True})


def volume(rendering: Rendering, name: str) -> dict[str, str]:
    """The secret of its certificates."""
    (found,) = [each["secret"] for each in spec(rendering, name)["volumes"] if each["name"] == "tls"]
    secret: dict[str, str] = found
    return secret


SPOKEN = (
    Seed(
        "TLS on with a probe that speaks none",
        "probes_speak_what_servers_speak",
        lambda r: box(r, "video-wan")["livenessProbe"]["grpc"].update(port=50051),
        TLS,
    ),
    Seed(
        "TLS on without a port for probes",
        "probes_speak_what_servers_speak",
        lambda r: setting(r, "process", "SONGREEL_HEALTH_LISTEN", ""),
        TLS,
    ),
    Seed(
        "probes of a port that nobody opened",
        "ports_are_the_settings",
        lambda r: setting(r, "process", "SONGREEL_HEALTH_LISTEN", "0.0.0.0:50053"),
        TLS,
    ),
    Seed(
        "TLS on in some alone",
        "everybody_speaks_tls_or_nobody",
        alone,
        TLS,
    ),
    Seed(
        "certificates that are mounted nowhere",
        "certificates_come_and_are_renewed",
        lambda r: box(r, "gateway")["volumeMounts"].remove(mount(r, "gateway")),
        TLS,
    ),
    Seed("certificates that stay old", "certificates_come_and_are_renewed", by_subpath, TLS),
    Seed(
        "a service that may call",
        "certificates_are_what_they_are_used_for",
        lambda r: volume(r, "critic").update(secretName="songreel-gateway-tls"),
        TLS,
    ),
    Seed(
        "a certificate of another name",
        "certificates_are_what_they_are_used_for",
        lambda r: setting(r, "process", "SONGREEL_TLS_NAME", "songreel"),
        TLS,
    ),
    Seed(
        "a certificate of no issuer",
        "certificates_are_what_they_are_used_for",
        lambda r: named(r, "Certificate", "service-tls")["spec"]["issuerRef"].update(name="letsencrypt"),
        TLS,
    ),
    Seed(
        "an unknown field of a certificate",
        "fields_are_known",
        lambda r: named(r, "Certificate", "service-tls")["spec"].update(renewAfter="720h"),
        TLS,
    ),
    Seed(
        "an unknown use of a certificate",
        "fields_are_known",
        lambda r: named(r, "Certificate", "gateway-tls")["spec"].update(usages=["client"]),
        TLS,
    ),
    Seed(
        "a service that denies its TLS",
        "services_say_what_is_spoken",
        lambda r: named(r, "Service", "critic")["spec"]["ports"][0].update(appProtocol="kubernetes.io/h2c"),
        TLS,
    ),
)
ASKED = (
    Seed(
        "a shot that nobody can draw",
        "gateways_know_whom_to_ask",
        lambda r: named(r, "ConfigMap", "gateway")["data"].pop("SONGREEL_ANIMATIC_ADDRESS"),
    ),
    Seed(
        "a listener that nobody asks",
        "gateways_know_whom_to_ask",
        lambda r: named(r, "ConfigMap", "gateway")["data"].pop("SONGREEL_LALM_ADDRESS"),
    ),
)
