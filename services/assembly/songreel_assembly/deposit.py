"""Where a film's files go: each under the digest of its bytes, then the answer under the digest of its request.

The answer is written last. Who finds it finds everything, so a retry after a crash gets the same film and the same
certificate.
"""

from pathlib import Path

from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore

from songreel_assembly.captions import srt, vtt
from songreel_assembly.cutting import FilmCut
from songreel_assembly.delivering import DeliveryMade
from songreel_assembly.issuing import Issuer, keep_text
from songreel_assembly.splicing import clip_path


class Deposit:
    """The place of one request's film."""

    def __init__(self, store: ArtifactStore, issuer: Issuer, digest: str) -> None:
        self._store = store
        self._issuer = issuer
        self._answer_uri = f"artifact:films/{digest}.json"

    async def find(self) -> assembly_pb2.CutFilmResponse | None:
        """The answer of an earlier equal request, if its film is still there."""
        document = await self._store.read_text(self._answer_uri)
        if document is None:
            return None
        answer = json_format.Parse(document, assembly_pb2.CutFilmResponse())
        return answer if await self._store.exists(answer.film.film_uri) else None

    async def keep(self, request: assembly_pb2.CutFilmRequest, made: FilmCut) -> assembly_pb2.CutFilmResponse:
        """Stores all files and the answer."""
        poster = await self._store.add_file(made.stills.poster, "pictures", "jpg")
        sheet = await self._store.add_file(made.stills.contact_sheet, "pictures", "jpg")
        film = await self._store.add_file(made.film, "films", "mp4")
        cut = assembly_pb2.Film(
            film_uri=film.uri,
            frames=made.measure.frames,
            rate=request.analysis.rate,
            size=video_pb2.FrameSize(width_pixels=made.measure.width_pixels, height_pixels=made.measure.height_pixels),
            sha256=film.sha256,
            size_bytes=film.size_bytes,
            soundtrack=made.soundtrack,
            poster_uri=poster.uri,
            contact_sheet_uri=sheet.uri,
        )
        issued = await self._issuer.issue(made.certificate, cut)
        answer = assembly_pb2.CutFilmResponse(
            film=cut,
            captions=await self._captions(request, made.words),
            timeline=await self._timeline(request, made),
            certificate=issued.certificate,
            certificate_uri=issued.certificate_uri,
            certificate_page_uri=issued.certificate_page_uri,
            certificate_pdf_uri=issued.certificate_pdf_uri,
        )
        await self._store.put_json(self._answer_uri, json_format.MessageToJson(answer))
        return answer

    async def _timeline(self, request: assembly_pb2.CutFilmRequest, made: FilmCut) -> assembly_pb2.Timeline:
        media = [assembly_pb2.Media(path=made.song_path, uri=request.song_uri)]
        for clip in request.clips:
            uri = clip.clip_uri
            if whole := made.spliced.get(clip.shot_index):
                uri = (await self._store.add_file(whole, "clips", "mp4")).uri
            media.append(assembly_pb2.Media(path=clip_path(clip.shot_index), uri=uri))
        texts = {"otio": made.projects.otio, "edl": made.projects.edl, "fcpxml": made.projects.fcpxml}
        uris = {
            f"{suffix}_uri": await keep_text(self._store, "projects", suffix, text)
            for suffix, text in texts.items()
            if text
        }
        return assembly_pb2.Timeline(media=media, **uris)

    async def _captions(self, request: assembly_pb2.CutFilmRequest, words: Path | None) -> assembly_pb2.Captions | None:
        lyrics = request.analysis.lyrics
        if not request.captions or not lyrics.lines:
            return None
        return assembly_pb2.Captions(
            srt_uri=await keep_text(self._store, "captions", "srt", srt(lyrics)),
            vtt_uri=await keep_text(self._store, "captions", "vtt", vtt(lyrics)),
            ass_uri=await keep_text(self._store, "captions", "ass", words.read_text("utf-8")) if words else "",
        )


class Shelf:
    """The place of one request's delivery."""

    def __init__(self, store: ArtifactStore, digest: str) -> None:
        self._store = store
        self._answer_uri = f"artifact:deliveries/{digest}.json"

    async def find(self) -> assembly_pb2.DeliverFilmResponse | None:
        """The answer of an earlier equal request, if its file is still there."""
        document = await self._store.read_text(self._answer_uri)
        if document is None:
            return None
        answer = json_format.Parse(document, assembly_pb2.DeliverFilmResponse())
        return answer if await self._store.exists(answer.delivery.file_uri) else None

    async def keep(
        self, request: assembly_pb2.DeliverFilmRequest, made: DeliveryMade
    ) -> assembly_pb2.DeliverFilmResponse:
        """Stores the file and the answer."""
        stored = await self._store.add_file(made.path, "deliveries", made.path.suffix[1:])
        delivery = assembly_pb2.Delivery(
            profile=request.profile,
            file_uri=stored.uri,
            sha256=stored.sha256,
            size_bytes=stored.size_bytes,
            limits=made.limits,
        )
        answer = assembly_pb2.DeliverFilmResponse(delivery=delivery)
        await self._store.put_json(self._answer_uri, json_format.MessageToJson(answer))
        return answer
