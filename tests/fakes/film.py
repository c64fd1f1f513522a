"""Verdicts by rule, and films that are their clips' bytes."""

from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2, assembly_pb2_grpc
from songreel.critic.v1 import critic_pb2, critic_pb2_grpc
from songreel_chassis.artifacts import request_digest

from tests.fakes.ways import Context, Ways


class Critic(critic_pb2_grpc.CriticServiceServicer):
    """Content with everything, save the first take of one shot."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self.rejected: set[int] = set()

    async def CheckTake(self, request: critic_pb2.CheckTakeRequest, context: Context) -> critic_pb2.CheckTakeResponse:  # noqa: N802
        index = request.shot.index
        if index == self.ways.reject_every_take:
            return critic_pb2.CheckTakeResponse(findings=self.complaints(index), accepted=False)
        if index != self.ways.reject_first_take or index in self.rejected:
            return critic_pb2.CheckTakeResponse(accepted=True)
        self.rejected.add(index)
        defect = critic_pb2.Finding(
            measure="black_frames", severity=critic_pb2.SEVERITY_DEFECT, shot_index=index, sentence="It is black."
        )
        return critic_pb2.CheckTakeResponse(findings=[defect], accepted=False)

    def complaints(self, index: int) -> list[critic_pb2.Finding]:
        """One of the first take, two of each further one."""
        measures = ["shows_place", "black_frames"] if index in self.rejected else ["shows_place"]
        self.rejected.add(index)
        return [
            critic_pb2.Finding(
                measure=measure, severity=critic_pb2.SEVERITY_DEFECT, shot_index=index, sentence=f"Wrong: {measure}."
            )
            for measure in measures
        ]

    async def CheckFilm(self, request: critic_pb2.CheckFilmRequest, context: Context) -> critic_pb2.CheckFilmResponse:  # noqa: N802
        found = critic_pb2.Finding(measure="cut_to_beat", severity=critic_pb2.SEVERITY_PASSED, shot_index=-1)
        return critic_pb2.CheckFilmResponse(findings=[found], accepted=True)


class Assembly(assembly_pb2_grpc.AssemblyServiceServicer):
    """The film is its clips' bytes, line by line."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways

    async def CutFilm(self, request: assembly_pb2.CutFilmRequest, context: Context) -> assembly_pb2.CutFilmResponse:  # noqa: N802
        store = self.ways.store()
        pieces = [await store.read_bytes(clip.clip_uri) or b"" for clip in request.clips]
        digest = request_digest(*pieces)
        records = [each.SerializeToString() for each in (*request.waivers, *request.takes, *request.findings)]
        told = request_digest(*pieces, *records)
        uri, certificate_uri = f"artifact:films/{digest}.mp4", f"artifact:films/{told}.json"
        poster_uri = f"artifact:pictures/{digest}.jpg"
        await store.put_bytes(uri, b"\n".join(pieces))
        await store.put_bytes(poster_uri, b"picture")
        certificate = assembly_pb2.Certificate(
            film_sha256=digest, animatic=True, findings=request.findings, film_frames=request.analysis.frames,
            takes=request.takes, consents=request.consents, waivers=request.waivers,
        )  # fmt: skip
        await store.put_json(certificate_uri, json_format.MessageToJson(certificate))
        film = assembly_pb2.Film(
            film_uri=uri, frames=request.analysis.frames, poster_uri=poster_uri, contact_sheet_uri=poster_uri
        )
        timeline = assembly_pb2.Timeline(otio_uri=certificate_uri)
        timeline.media.add(path="media/song.mp3", uri=request.song_uri)
        captions = assembly_pb2.Captions(srt_uri=certificate_uri) if request.captions else None
        return assembly_pb2.CutFilmResponse(
            film=film, certificate=certificate, certificate_uri=certificate_uri, timeline=timeline, captions=captions
        )

    async def DeliverFilm(  # noqa: N802
        self, request: assembly_pb2.DeliverFilmRequest, context: Context
    ) -> assembly_pb2.DeliverFilmResponse:
        limit = assembly_pb2.Limit(name="length", allowed="1 s", found="2 s")
        delivery = assembly_pb2.Delivery(profile=request.profile, file_uri=request.film.film_uri, limits=[limit])
        return assembly_pb2.DeliverFilmResponse(delivery=delivery)

    async def CertifyFilm(  # noqa: N802
        self, request: assembly_pb2.CertifyFilmRequest, context: Context
    ) -> assembly_pb2.CertifyFilmResponse:
        store = self.ways.store()
        certificate = json_format.Parse(
            await store.read_text(request.certificate_uri) or "{}", assembly_pb2.Certificate()
        )
        certificate.waivers.extend(each for each in request.waivers if each not in certificate.waivers)
        certificate.findings.extend(each for each in request.findings if each not in certificate.findings)
        document = json_format.MessageToJson(certificate)
        uri = f"artifact:films/{request_digest(document)}.json"
        await store.put_json(uri, document)
        await store.put_bytes(page := uri.replace("json", "html"), b"<p>a page</p>")
        await store.put_bytes(paper := uri.replace("json", "pdf"), b"%PDF")
        return assembly_pb2.CertifyFilmResponse(
            certificate_uri=uri, certificate_page_uri=page, certificate_pdf_uri=paper
        )
