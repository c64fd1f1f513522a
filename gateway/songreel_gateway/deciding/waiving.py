"""A defect waived: by somebody who gives a name and a reason, for a film that is cut, in a certificate issued anew."""

from collections.abc import Iterable, Mapping
from typing import Any

import grpc
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel_chassis.errors import read_rpc_error

from songreel_gateway.films.certifying import as_messages, places
from songreel_gateway.films.standing import FILM, since
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import Refusal, problem_of_call, refuse
from songreel_gateway.store.videos import Video
from songreel_gateway.store.waivers import Waiver
from songreel_gateway.takes.retaking import DEFECT
from songreel_gateway.telemetry.tracing import traced

CERTIFY_SECONDS = 60.0
TRIES = 5


async def waive(gateway: Gateway, video: Video, waiver: Waiver) -> Waiver:
    """The waiver as it is kept. Raises a refusal for a defect that was not found, or a film that is not cut.

    Kept before it is certified: should the assembly service be away, asking again certifies what was kept.
    """
    shots = await gateway.records.shots.of(video.id)
    found = [finding for shot in shots for finding in shot.findings or []] + list(video.findings or [])
    if not is_defect(waiver, found):
        where = "the film" if waiver.shot_index == FILM else f"shot {waiver.shot_index}"
        known = ", ".join(sorted(f"{measure} in shot {shot}" for measure, shot in defects(found))) or "none"
        detail = f"No defect {waiver.measure[:80]} was found in {where}. Found: {known} (shot -1 is the whole film)."
        raise refuse("unprocessable", 422, detail)
    standing = await since(gateway.records, video.id)
    kept = await gateway.records.waivers.add(video.id, waiver, standing.of(waiver.shot_index))
    for _ in range(TRIES):
        waivers = await gateway.records.waivers.of(video.id)
        issued = await _certify(gateway, video, standing.standing(waivers))
        await gateway.records.uses.claim(video.id, places(issued).values())
        if await gateway.records.waivers.certified(video.id, places(issued), len(waivers)):
            break
    return kept


def defects(findings: Iterable[Mapping[str, Any]]) -> set[tuple[str, int]]:
    """Measures and shots; protobuf's JSON leaves out a shot 0."""
    defective = [each for each in findings if each.get("severity") == DEFECT]
    return {(str(each.get("measure", "")), int(each.get("shotIndex", 0))) for each in defective}


def is_defect(waiver: Waiver, findings: Iterable[Mapping[str, Any]]) -> bool:
    """Whether there is something to waive: in that shot, or with -1 anywhere in the film."""
    known = defects(findings)
    if waiver.shot_index == FILM:
        return any(measure == waiver.measure for measure, _ in known)
    return (waiver.measure, waiver.shot_index) in known


async def _certify(gateway: Gateway, video: Video, waivers: list[Waiver]) -> assembly_pb2.CertifyFilmResponse:
    cut = json_format.ParseDict(video.cut or {}, assembly_pb2.CutFilmResponse(), ignore_unknown_fields=True)
    request = assembly_pb2.CertifyFilmRequest(
        certificate_uri=cut.certificate_uri,
        film=cut.film,
        waivers=as_messages(waivers),
    )
    try:
        with traced(video, "certify"):
            return await gateway.services.assembly.CertifyFilm(request, timeout=CERTIFY_SECONDS)
    except grpc.aio.AioRpcError as error:
        raise Refusal(problem_of_call(read_rpc_error(error), "certify", None)) from error
