"""Log lines without secrets: whatever was written, keys and passwords are masked before a line leaves the process.

Nothing here logs a secret on purpose. This is for the line that somebody adds in haste, a URL in an exception's text, a
library that logs the headers that it sends.
"""

import re
from collections.abc import Mapping
from typing import Any

from structlog.typing import EventDict, WrappedLogger

MASK = "***"
NAMES = re.compile(
    r"authorization|cookie|password|secret|(?:^|[_-])token$|(?:admin|api|access|private)_?-?key", re.IGNORECASE
)
"""Of fields whose value is never shown."""
TEXTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(sr_[0-9a-z]{12})_[A-Za-z0-9_-]{16,}"), rf"\1_{MASK}"),  # an API key: its id may be seen
    (re.compile(r"\bwhsec_[A-Za-z0-9+/=_-]{16,}"), f"whsec_{MASK}"),
    (re.compile(r"\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"(://[^\s:/@]*):[^\s/@]+@"), rf"\1:{MASK}@"),  # a password in a URL
    (re.compile(r"([?&](?:signature|X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token)=)[^&\s\"']+"), rf"\1{MASK}"),
    (re.compile(r"(AWS_SECRET_ACCESS_KEY|SONGREEL_[A-Z_]*(?:KEY|SECRET|PASSWORD))=\S+"), rf"\1={MASK}"),
)


def mask_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The event without secrets."""
    return {name: masked(name, value) for name, value in event.items()}


def masked(name: str, value: Any) -> Any:
    """A field's value, all the way down."""
    if value is not None and not name.startswith("_") and NAMES.search(name):
        return MASK
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, Mapping):
        return {key: masked(str(key), each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [masked("", each) for each in value]
    if isinstance(value, BaseException):
        return without_secrets(repr(value))
    return value


def without_secrets(text: str) -> str:
    """A text in which every secret of a known form is masked."""
    for form, shown in TEXTS:
        text = form.sub(shown, text)
    return text
