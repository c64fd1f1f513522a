"""No secret leaves in a log line, however it got there."""

import json
import logging

import pytest
import structlog
from songreel_chassis.logs import configure_logs
from songreel_chassis.masking import masked, without_secrets
from songreel_chassis.settings import ProcessSettings

KEY = "sr_4kq2m7x1p0zc_" + "Vb0s-_Xy" * 5 + "abc"
SECRETS = {
    "a key": (KEY, KEY[16:]),
    "a webhook's secret": ("whsec_" + "QUJD" * 11, "QUJDQUJD"),
    "a header": ("Authorization: Bearer abcdefghijklmnop1234", "abcdefghijklmnop"),
    "a password in a URL": ("postgresql+psycopg://songreel:hunter22@db/songreel", "hunter22"),
    "a signed link": ("GET /v1/videos/v/film?tenant=a&expires=1&signature=Zm9vYmFyYmF6", "Zm9vYmFyYmF6"),
    "S3's signature": ("https://s3/x?X-Amz-Credential=AKIAX&X-Amz-Signature=deadbeef01", "deadbeef01"),
    "an environment": ("SONGREEL_ADMIN_KEY=0123456789abcdef", "0123456789abcdef"),
}


@pytest.mark.parametrize("what", SECRETS)
def test_a_secret_in_a_text_is_masked(what: str) -> None:
    """And the rest of the text is not."""
    text, secret = SECRETS[what]
    shown = without_secrets(f"before {text} after")
    assert secret not in shown
    assert shown.startswith("before ")
    assert shown.endswith(" after")


def test_a_key_can_still_be_told_by_its_id() -> None:
    """That is what the id is for."""
    assert without_secrets(KEY) == "sr_4kq2m7x1p0zc_***"


@pytest.mark.parametrize(
    "name", ["authorization", "Cookie", "db_password", "admin_key", "api-key", "old_secret", "access_token"]
)
def test_a_field_that_is_named_like_a_secret_is_masked(name: str) -> None:
    """Whatever is in it, and however deep it lies."""
    assert masked("headers", [{name: "anything"}]) == [{name: "***"}]


@pytest.mark.parametrize("field", ["key", "tokens", "video", "event"])
def test_what_is_no_secret_is_shown(field: str) -> None:
    """Ids, names, numbers."""
    assert (masked(field, 7), masked(field, "v019ac")) == (7, "v019ac")


def test_lines_of_ours_of_libraries_and_of_tracebacks_are_masked(capsys: pytest.CaptureFixture[str]) -> None:
    """Through the very configuration that every process has."""
    configure_logs(ProcessSettings(log_format="json"), "test")
    try:
        structlog.get_logger().info("asked", url=SECRETS["a signed link"][0], key="4kq2m7x1p0zc", admin_key="x")
        logging.getLogger("httpx").warning("sent %s", KEY)
        try:
            raise ValueError(f"cannot open {SECRETS['a password in a URL'][0]}")
        except ValueError:
            structlog.get_logger().exception("failed")
            logging.getLogger("library").exception("failed with %s", KEY)
    finally:
        structlog.reset_defaults()
        structlog.contextvars.clear_contextvars()
        logging.getLogger().handlers.clear()
    told = capsys.readouterr().err
    assert len([json.loads(line) for line in told.splitlines()]) == 4
    assert "4kq2m7x1p0zc" in told
    assert not any(secret in told for _, secret in SECRETS.values())
