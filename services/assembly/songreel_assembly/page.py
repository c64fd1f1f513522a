"""The certificate as one page for people: HTML with its pictures in it, that needs nothing from anywhere."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import jinja2
from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2
from songreel.video.v1 import video_pb2

from songreel_assembly.figures import BLOCKING, INFORMATION, THRESHOLD, unwaived

KINDS = {BLOCKING: "blocks delivery", THRESHOLD: "threshold", INFORMATION: "information"}
SEVERITIES = {
    critic_pb2.SEVERITY_UNSPECIFIED: "not rated",
    critic_pb2.SEVERITY_PASSED: "passed",
    critic_pb2.SEVERITY_INFORMATION: "information",
    critic_pb2.SEVERITY_WARNING: "warning",
    critic_pb2.SEVERITY_DEFECT: "defect",
}
QUIET = frozenset({critic_pb2.SEVERITY_PASSED, critic_pb2.SEVERITY_INFORMATION})
SIGNATURES = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"RI": "image/webp"}


@dataclass(frozen=True)
class Pictures:
    """Files of pictures; None where there is none."""

    poster: bytes | None
    contact_sheet: bytes | None
    by_uri: Mapping[str, bytes]


def draw_page(certificate: assembly_pb2.Certificate, pictures: Pictures) -> str:
    """The page. Whatever others wrote (prompts, findings, names) is escaped."""
    loader = jinja2.FunctionLoader(lambda name: (files("songreel_assembly") / name).read_text("utf-8"))
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters |= {"number": number, "preset": preset}
    return environment.get_template("certificate.html").render(
        it=certificate,
        kinds=KINDS,
        severities=SEVERITIES,
        poster=embedded(pictures.poster),
        sheet=embedded(pictures.contact_sheet),
        noticed=[(each, embedded(pictures.by_uri.get(each.picture_uri))) for each in _noticed(certificate)],
        passed_count=sum(each.severity in QUIET for each in certificate.findings),
        open_defects=len(list(unwaived(certificate.findings, certificate.waivers))),
        shots=list(zip(certificate.clips, certificate.clip_files, strict=True)),
    )


def embedded(picture: bytes | None) -> str:
    """As a `data:` URI; empty for none."""
    if not picture:
        return ""
    kind = SIGNATURES.get(picture[:2], "application/octet-stream")
    return f"data:{kind};base64,{base64.b64encode(picture).decode()}"


def number(value: float) -> str:
    """Without needless digits."""
    return f"{value:.3f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.0005 else f"{value:,.6g}"


def preset(value: int) -> str:
    """Its name in the API."""
    return video_pb2.Preset.Name(value).removeprefix("PRESET_").lower()  # type: ignore[arg-type]  # any of them


def _noticed(certificate: assembly_pb2.Certificate) -> list[critic_pb2.Finding]:
    """Warnings and defects, the gravest first."""
    noticed = [each for each in certificate.findings if each.severity not in QUIET]
    return sorted(noticed, key=lambda each: (-each.severity, each.shot_index))
