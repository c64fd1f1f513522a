"""The web page at `/`: three static files."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from songreel_gateway.problems import refuse

ROUTER = APIRouter(include_in_schema=False)

FOLDER = Path(__file__).parent.parent / "web"
FILES = {path.name: path for path in FOLDER.iterdir() if path.suffix in (".html", ".js", ".css", ".svg")}
HEADERS = {
    "content-security-policy": "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}


@ROUTER.get("/")
async def read_page() -> FileResponse:
    """The page."""
    return FileResponse(FILES["index.html"], headers=HEADERS)


@ROUTER.get("/web/{name}")
async def read_file(name: str) -> FileResponse:
    """What the page loads."""
    if name not in FILES:
        raise refuse("not-found", 404, "There is no such file.")
    return FileResponse(FILES[name], headers=HEADERS)
