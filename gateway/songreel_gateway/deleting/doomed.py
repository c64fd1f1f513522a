"""Files that nobody uses any more, deleted: after a video was, and at the start what a killed gateway left of that."""

from pathlib import PurePosixPath

import structlog
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import ServiceError

from songreel_gateway.store.uses import Uses

log = structlog.get_logger()

WITH_PAPERS = ("clips", "pictures")
"""Kinds whose artifacts have a document beside them, under the same digest."""


async def delete_doomed(uses: Uses, artifacts: ArtifactStore) -> None:
    """Deletes the files that nobody uses; those that cannot be now are deleted at the next call."""
    for uri in await uses.doomed():
        try:
            for each in beside(uri):
                await artifacts.delete(each)
        except ServiceError as error:
            log.warning("artifact_not_deleted", uri=uri, reason=error.message)
            continue
        await uses.forget(uri)


def beside(uri: str) -> list[str]:
    """The artifact and what lies about it: its document first, so that nobody finds what has no file."""
    kind, _, name = uri.removeprefix("artifact:").partition("/")
    digest = PurePosixPath(name).name.partition(".")[0]
    papers = [f"artifact:{kind}/{digest}.json"] if kind in WITH_PAPERS else []
    pauses = [f"artifact:pauses/{digest}.state"] if kind == "clips" else []
    return [*papers, *pauses, uri]
