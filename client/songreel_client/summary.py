"""What was made, in a few lines for a person or as one JSON document for a program."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2

from songreel_client.reporting import print_json
from songreel_client.screens import Screen
from songreel_client.texts import clock, megabytes, printable
from songreel_client.video import Video


@dataclass(frozen=True)
class Delivered:
    """A film on this machine."""

    video: Video
    film_path: Path
    certificate_path: Path
    certificate: dict[str, Any]
    """JSON form of songreel.assembly.v1.Certificate."""
    files: dict[str, Path] = field(default_factory=dict)
    """What lies beside the film, by what it is."""

    def document(self) -> dict[str, Any]:
        """For `--json`: the JSON forms of the Film and Certificate messages, and where they are."""
        return {
            "video_id": self.video.id,
            "film_path": str(self.film_path),
            "certificate_path": str(self.certificate_path),
            "film": self.video.document.get("film"),
            "certificate": self.certificate,
            "files": {name: str(path) for name, path in self.files.items()},
        }

    def lines(self) -> list[str]:
        """For a person."""
        film = self.video.film or assembly_pb2.Film()
        measured = json_format.ParseDict(self.certificate, assembly_pb2.Certificate(), ignore_unknown_fields=True)
        return [
            f"Film         {printable(str(self.film_path))}",
            f"             {film_facts(film, len(self.video.shots))}",
            *(f"             {line}" for line in measured_facts(measured)),
            f"Certificate  {printable(str(self.certificate_path))}",
            *(f"{name.capitalize():<12} {printable(str(path))}" for name, path in self.files.items()),
        ]


def film_facts(film: assembly_pb2.Film, shots: int) -> str:
    """Length, frames, size and shots."""
    rate = film.rate.numerator / max(1, film.rate.denominator)
    length = clock(film.frames / rate) if rate else "?"
    size = f"{film.size.width_pixels}×{film.size.height_pixels}"
    return f"{length} · {film.frames} frames at {rate:g}/s · {size} · {shots} shots · {megabytes(film.size_bytes)}"


def measured_facts(certificate: assembly_pb2.Certificate) -> Iterable[str]:
    """What the certificate says of cuts, length and sync."""
    cuts = certificate.cuts
    if cuts.cut_count:
        worst = f"the worst {cuts.worst_error_frames:.1f} frames off"
        yield f"{cuts.musical_count} of {cuts.cut_count} cuts on the music, {worst}"
    length = f"{certificate.frames_off} frames off the song's length"
    sound = (
        "the song's own packets"
        if certificate.soundtrack.stream_copied
        else f"{certificate.soundtrack.codec}, encoded once"
    )
    yield f"{length} · sound starts {1000 * certificate.sync_error_seconds:+.2f} ms from the picture · {sound}"
    if certificate.animatic:
        yield "an animatic: drawn, not generated"
    if certificate.figures and not certificate.passed:
        yield f"not passed: {'; '.join(shortcomings(certificate))}"


def shortcomings(certificate: assembly_pb2.Certificate) -> Iterable[str]:
    """Why it did not pass: figures beyond their limits, and shots with defects."""
    missed = [figure for figure in certificate.figures if not figure.kept]
    yield from (f"{figure.name.replace('_', ' ')} {figure.value:g}" for figure in missed)
    defective = [each for each in certificate.findings if each.severity == critic_pb2.SEVERITY_DEFECT]
    where = sorted({f"shot {each.shot_index}" if each.shot_index >= 0 else "the film" for each in defective})
    if where:
        yield f"defects in {', '.join(where)}, see the certificate's page"


def listed(videos: list[Video]) -> list[tuple[str, str, str, str]]:
    """Rows of id, state, how far, and song."""
    return [
        (
            video.id,
            video.state,
            f"{video.progress.shots_done}/{video.progress.shots_total or '?'}",
            printable(video.song_name),
        )
        for video in videos
    ]


def tell(delivered: Delivered, as_json: bool, screen: Screen) -> None:
    """The result on standard output."""
    screen.close()
    if as_json:
        print_json(delivered.document())
    else:
        print("\n".join(delivered.lines()))
