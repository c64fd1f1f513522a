"""What lies beside a film: captions, the certificate's page, files for platforms, and the editor's project."""

import time
from dataclasses import dataclass
from pathlib import Path

from songreel.assembly.v1 import assembly_pb2

from songreel_client.errors import BadInput
from songreel_client.screens import Screen
from songreel_client.texts import printable
from songreel_client.video import Video

ASK_SECONDS = 1.0
PROFILES = ("youtube", "instagram", "tiktok", "web", "prores", "teaser")
SUFFIXES = {"prores": "mov"}
"""Of deliveries that are no MP4."""


@dataclass(frozen=True)
class Extras:
    """What is wanted beyond the film and its certificate."""

    deliveries: tuple[str, ...] = ()
    """Of PROFILES."""
    project: bool = False

    @classmethod
    def of(cls, deliveries: str, project: bool) -> "Extras":
        """From the command's options. Raises BadInput."""
        names = tuple(dict.fromkeys(name.strip().lower() for name in deliveries.split(",") if name.strip()))
        if unknown := [name for name in names if name not in PROFILES]:
            raise BadInput(f"Nothing is delivered as {printable(unknown[0])}. There are: {', '.join(PROFILES)}.")
        return cls(names, project)


NO_EXTRAS = Extras()


def fetch(video: Video, film: Path, extras: Extras, screen: Screen) -> dict[str, Path]:
    """The files by what they are; captions and the certificate's page come along wherever the video has them."""
    links, found = video.links, {}
    for form in ("srt", "vtt", "ass"):
        if f"captions_{form}" in links:
            found[f"captions {form}"] = video.download_part(f"captions/{form}", film.with_suffix(f".{form}"))
    if "certificate_page" in links:
        found["certificate page"] = video.download_part("certificate-page", film.with_suffix(".certificate.html"))
    for profile in extras.deliveries:
        screen.busy(f"Making the file for {profile}")
        for complaint in complaints(wait_for_delivery(video, profile)):
            screen.say(f"{profile}: {complaint}")
        path = film.with_name(f"{film.stem}.{profile}.{SUFFIXES.get(profile, 'mp4')}")
        found[profile] = video.download_part(f"deliveries/{profile}", path)
    if extras.project:
        found["project"] = video.download_part("project", film.with_name(f"{film.stem}.project.zip"))
    return found


def wait_for_delivery(video: Video, profile: str) -> assembly_pb2.Delivery:
    """The delivery, once it is made."""
    while (delivery := video.delivery(profile)) is None:
        time.sleep(ASK_SECONDS)
    return delivery


def complaints(delivery: assembly_pb2.Delivery) -> list[str]:
    """What the platform would mind, as sentences."""
    return [f"{limit.name} is {limit.found}, allowed: {limit.allowed}" for limit in delivery.limits if not limit.kept]
