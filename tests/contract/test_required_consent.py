"""A gateway that asks for consent with every picture takes none without it."""

import io
import tempfile
from pathlib import Path

import PIL.Image

from tests.fake_stack import fake_stack

DECLARED = {"declared_by": "Ada Byron", "consent": "Ada is seen, and agreed to be seen in films."}


def test_where_consent_is_required_no_picture_is_kept_without_it() -> None:
    """422 that says what is missing, whole or half, and nothing is kept; the same picture with both is."""
    buffer = io.BytesIO()
    PIL.Image.new("RGB", (96, 128), (200, 40, 90)).save(buffer, "PNG")
    picture = buffer.getvalue()
    settings = {"SONGREEL_IMAGE_CONSENT": "required"}
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder), **settings) as stack:
        stack.start_gateway()  # pictures go no further than the gateway
        stack.wait_until_alive()
        for said in ({}, {"declared_by": DECLARED["declared_by"]}, {"consent": DECLARED["consent"]}):
            refused = stack.http.post("/v1/images", content=picture, params=said)
            assert refused.status_code == 422
            assert "declared_by" in refused.json()["detail"]
        assert not list(Path(folder, "artifacts").rglob("*.png"))
        kept = stack.http.post("/v1/images", content=picture, params=DECLARED)
        assert kept.status_code == 201
        (consent,) = kept.json()["consents"]
        assert (consent["declared_by"], consent["statement"]) == tuple(DECLARED.values())
