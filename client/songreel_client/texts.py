"""Values as a person reads them, on one line and without control characters."""

import math


def printable(text: str) -> str:
    """The text with line breaks, control codes and undecodable bytes spelled out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def finite(value: float, otherwise: float = 0.0) -> float:
    """The value, or the other one for infinities and what is no number."""
    return value if math.isfinite(value) else otherwise


def clock(seconds: float) -> str:
    """1:05 for 65 seconds, 1:01:05 beyond the hour."""
    whole = max(0, round(finite(seconds)))
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def megabytes(count: int) -> str:
    """Of a number of bytes."""
    return f"{count / 1e6:,.1f} MB" if count < 1e8 else f"{count / 1e6:,.0f} MB"


def shortened(text: str, length: int) -> str:
    """The text on one line, cut with an ellipsis."""
    text = printable(text)
    return text if len(text) <= length else text[: max(0, length - 1)].rstrip() + "…"
