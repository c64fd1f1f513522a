"""Certificates as they are issued: signed, stored as JSON, and drawn as a page with the film's pictures in it, for
screens and for paper."""

import asyncio
import hashlib

from songreel.assembly.v1 import assembly_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import NotFound

from songreel_assembly.certificate import add
from songreel_assembly.keys import SigningKey
from songreel_assembly.page import draw_page
from songreel_assembly.paper.pdf import draw_pdf
from songreel_assembly.paper.whole import Pictures, whole_paper
from songreel_assembly.problems import CertificateForeign
from songreel_assembly.signing import document, is_signed, read, sign

MOST_PICTURES = 24
"""Of findings; a page that a browser opens at once."""


class Issuer:
    """Issues certificates with one key."""

    def __init__(self, store: ArtifactStore, key: SigningKey) -> None:
        self._store = store
        self._key = key

    async def issue(
        self, certificate: assembly_pb2.Certificate, film: assembly_pb2.Film
    ) -> assembly_pb2.CertifyFilmResponse:
        """The certificate, signed, and where it and its page are."""
        sign(certificate, self._key)
        paper = whole_paper(certificate, await self._pictures(certificate, film))
        # Typesetting takes a second for a long film; other calls are answered meanwhile.
        page, printed = await asyncio.to_thread(lambda: (draw_page(paper), draw_pdf(paper)))
        return assembly_pb2.CertifyFilmResponse(
            certificate=certificate,
            certificate_uri=await keep_text(self._store, "certificates", "json", document(certificate)),
            certificate_page_uri=await keep_text(self._store, "certificates", "html", page),
            certificate_pdf_uri=await keep_bytes(self._store, "certificates", "pdf", printed),
        )

    async def again(self, request: assembly_pb2.CertifyFilmRequest) -> assembly_pb2.CertifyFilmResponse:
        """Issues a film's certificate anew, with today's key. Raises CertificateForeign for one that is not ours."""
        stored = await self._store.read_text(request.certificate_uri)
        if stored is None:
            raise NotFound(f"There is no certificate {request.certificate_uri}. Cut the film again.")
        certificate = read(stored)
        # By the key itself: its id is a word that anybody can write.
        if not is_signed(stored) or certificate.signing_public_key not in self._key.ours:
            raise CertificateForeign(
                "The certificate was changed since it was issued, or a key signed it that is neither this service's nor"
                " one of SONGREEL_ASSEMBLY_FORMER_CHAINS. Name that key's chain there, or have the film cut again.",
                field="certificate_uri",
            )
        if certificate.film_sha256 != request.film.sha256:
            raise CertificateForeign("The certificate is of another film.", field="film.sha256")
        add(certificate, request.findings, request.waivers)
        return await self.issue(certificate, request.film)

    async def _pictures(self, certificate: assembly_pb2.Certificate, film: assembly_pb2.Film) -> Pictures:
        """Of the film, and of what was found in it; one that is gone is left out."""
        found = [finding.picture_uri for finding in certificate.findings if finding.picture_uri][:MOST_PICTURES]
        uris = list(dict.fromkeys([film.poster_uri, film.contact_sheet_uri, *found]))
        data = await asyncio.gather(*(self._store.read_bytes(uri) for uri in uris if uri))
        known = {uri: each for uri, each in zip([uri for uri in uris if uri], data, strict=True) if each is not None}
        return Pictures(known.get(film.poster_uri), known.get(film.contact_sheet_uri), known)


async def keep_text(store: ArtifactStore, kind: str, suffix: str, text: str) -> str:
    """The URI of a text, which is stored under its digest."""
    return await keep_bytes(store, kind, suffix, text.encode())


async def keep_bytes(store: ArtifactStore, kind: str, suffix: str, data: bytes) -> str:
    """The URI of a file's bytes, which are stored under their digest."""
    uri = f"artifact:{kind}/{hashlib.sha256(data).hexdigest()}.{suffix}"
    await store.put_bytes(uri, data)
    return uri
