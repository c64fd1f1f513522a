"""The FastAPI application, whole."""

from collections.abc import Sequence

from fastapi import Depends, FastAPI

from songreel_gateway.access.browsers import let_in
from songreel_gateway.api import (
    answers,
    decisions,
    deliveries,
    downloads,
    events,
    health,
    hearings,
    images,
    keyframes,
    keys,
    links,
    me,
    page,
    projects,
    quotes,
    removals,
    revisions,
    scripts,
    shots,
    songs,
    styles,
    tenants,
    tus,
    uploads,
    videos,
    waivers,
    webhooks,
)
from songreel_gateway.api.callers import the_caller
from songreel_gateway.api.document import DescribedApp, operation_id
from songreel_gateway.api.gate import Gate
from songreel_gateway.api.manners import Manners

DESCRIPTION = """\
A song in, a music video out.

1. `POST /v1/songs` with the song; the answer has its `id`.
2. `POST /v1/videos` with `{"song_id": ...}`; send an `Idempotency-Key` and repeat the call as often as you like.
3. Follow `GET /v1/videos/{id}/events`, or read `GET /v1/videos/{id}` now and then.
4. `GET /v1/videos/{id}/film`; `/deliveries/youtube` and the like for platforms, `/project` for editors, `/certificate`.

What a video would cost, before it is ordered: `POST /v1/quotes`; what it may cost: `budget` of the order.

To change a film that is there: `POST /v1/videos/{id}/revisions` with all edits that you want; only what they change is
filmed, and the film before stays. In state `requires_action` a video waits for you; its `required_action` says why.

To hear a song without filming it: `POST /v1/hearings`, then `GET /v1/hearings/{id}/analysis`.
To have the words first: `POST /v1/scripts`, then `GET /v1/scripts/{id}/script`; edit them, and give them as `script` in
`POST /v1/videos`.

To have somebody look as on a picture: `POST /v1/images`, and its `id` in `image_ids` of a character of the brief.

To be told instead of asking: `POST /v1/webhooks`.

Where keys are asked for: `Authorization: Bearer sr_...`. For what cannot send one: `POST /v1/videos/{id}/links`.

Errors are problem details after RFC 9457.
"""


def make_app(origins: Sequence[str] = ()) -> FastAPI:
    """The app, which pages of these origins may call; its `state.gateway` is set when the server starts."""
    whose = [Depends(the_caller)]  # no route without it
    app = DescribedApp(
        title="Songreel",
        version="1",
        description=DESCRIPTION,
        redoc_url=None,
        docs_url=None,
        dependencies=whose,
        generate_unique_id_function=operation_id,
        telemetry={"operation_spans": False, "metrics": False, "logs": False},  # one span a request says enough
    )
    answers.install(app)
    app.add_middleware(Manners)
    app.add_middleware(Gate)  # goes round the other, since what is added later is further out
    let_in(app, origins)  # a browser asks first, without a key
    for part in (keys, tenants, me, links):
        app.include_router(part.ROUTER)
    for part in (songs, images, hearings, styles, scripts, quotes, videos, events, downloads, webhooks, health, page):
        app.include_router(part.ROUTER)
    for part in (revisions, shots, decisions, removals):
        app.include_router(part.ROUTER)
    for part in (keyframes, deliveries, projects, waivers, uploads, tus):
        app.include_router(part.ROUTER)
    return app
