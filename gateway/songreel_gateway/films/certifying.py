"""A film's certificate, issued anew with what was found in the whole film: that is known only once it is cut."""

from collections.abc import Iterable, Sequence

import grpc
from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2

from songreel_gateway.asking.patience import Patience, Step
from songreel_gateway.asking.services import Services
from songreel_gateway.store.waivers import Waiver


async def certify(
    services: Services,
    patience: Patience,
    video_id: str,
    cut: assembly_pb2.CutFilmResponse,
    found: Sequence[critic_pb2.Finding],
) -> None:
    """Writes the new certificate's places into the answer; they stay where nothing was found, or where the assembly
    service is of a version that issues a certificate only once."""
    if not found:
        return
    request = assembly_pb2.CertifyFilmRequest(certificate_uri=cut.certificate_uri, film=cut.film, findings=found)

    async def attempt() -> assembly_pb2.CertifyFilmResponse | None:
        try:
            return await services.assembly.CertifyFilm(request)
        except grpc.aio.AioRpcError as error:
            if error.code() == grpc.StatusCode.UNIMPLEMENTED:
                return None
            raise

    issued = await patience.call(Step(video_id, "certify", "assembly"), attempt)
    if issued is not None:
        cut.certificate_uri, cut.certificate_page_uri = issued.certificate_uri, issued.certificate_page_uri
        cut.certificate_pdf_uri = issued.certificate_pdf_uri


def places(issued: assembly_pb2.CertifyFilmResponse | assembly_pb2.CutFilmResponse) -> dict[str, str]:
    """Where its forms are, by the names that a cut's JSON has for them; one that it has not is left out."""
    found = {
        "certificateUri": issued.certificate_uri,
        "certificatePageUri": issued.certificate_page_uri,
        "certificatePdfUri": issued.certificate_pdf_uri,
    }
    return {name: uri for name, uri in found.items() if uri}


def as_messages(waivers: Iterable[Waiver]) -> list[assembly_pb2.Waiver]:
    """For certificates."""
    return [
        assembly_pb2.Waiver(
            measure=each.measure, shot_index=each.shot_index, waived_by=each.waived_by, reason=each.reason
        )
        for each in waivers
    ]
