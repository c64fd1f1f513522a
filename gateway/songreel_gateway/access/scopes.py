"""What a key allows: `read`, `write` or `admin`, or one kind of thing at a time, as `videos:read`.

| scope | allows |
| --- | --- |
| `read` | to read everything of the tenant, but not who else has a key |
| `write` | to order, change and delete everything of the tenant, but not its keys |
| `<kind>:read`, `<kind>:write` | the same for one kind of thing; `keys` only so |
| `admin` | everything, tenants and their quotas too |
"""

from collections.abc import Iterable

KINDS = ("songs", "images", "hearings", "scripts", "videos", "webhooks", "keys")
BROAD = ("read", "write", "admin")
SCOPES = (*BROAD, *(f"{kind}:{verb}" for kind in KINDS for verb in ("read", "write")))

ASIDE = ("keys", "tenants", "metrics")
"""What `read` and `write` do not reach."""
BELONGING = {"uploads": "songs", "styles": "scripts", "quotes": "videos", "shots": "videos", "health": "videos"}
"""Paths whose kind is called otherwise."""
ANY = ""
"""Every key may."""
PUBLIC = ("/", "/livez", "/healthz", "/readyz", "/readyz/gateway", "/openapi.json")
"""What nobody needs a key for; and what is under `/web/`, the page's own files."""


def is_public(path: str) -> bool:
    """Whether nobody needs a key for it."""
    return path in PUBLIC or path.startswith("/web/")


def needed(method: str, path: str) -> str:
    """The scope that a request asks for; `ANY` where every key may. Unknown paths ask for what is under them."""
    parts = [part for part in path.split("/") if part]
    kind = parts[1] if len(parts) > 1 and parts[0] == "v1" else "metrics" if path == "/metrics" else ""
    if kind in ("me", ""):
        return ANY
    verb = "read" if method in ("GET", "HEAD", "OPTIONS") else "write"
    return f"{BELONGING.get(kind, kind)}:{verb}"


def allows(scopes: Iterable[str], wanted: str) -> bool:
    """Whether one of the scopes is enough for the wanted one, which may be a broad one too."""
    held = set(scopes)
    if wanted == ANY or "admin" in held or wanted in held:
        return True
    kind, _, verb = wanted.partition(":")
    return bool(verb) and kind not in ASIDE and verb in held
