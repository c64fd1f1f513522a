"""Whose pictures a film follows, and what was declared of them: for its certificate."""

from collections.abc import Iterable
from datetime import UTC, datetime

from songreel.assembly.v1 import assembly_pb2
from songreel.script.v1 import script_pb2

from songreel_gateway.asking.identity import Ability, unfollowed
from songreel_gateway.asking.requests import image_id_of
from songreel_gateway.store.consents import Consents


async def consents_of(
    consents: Consents, tenant_id: str, characters: Iterable[script_pb2.Character], known: Iterable[Ability]
) -> list[assembly_pb2.Consent]:
    """One for each declaration of each uploaded picture; where nobody declared anything, one that says only that.

    Pictures that no pod follows are not in the film, so nobody's face is.
    """
    cast = list(characters)
    ignored = set(unfollowed(cast, list(known)))
    followed = [(each.id, uri) for each in cast if each.id not in ignored for uri in each.image_uris]
    uploaded = [(character_id, uri, image_id_of(uri)) for character_id, uri in followed]
    declared = await consents.of(tenant_id, {image_id for _, _, image_id in uploaded if image_id})
    found = []
    for character_id, uri, image_id in uploaded:
        if not image_id:
            continue
        mine = [each for each in declared if each.image_id == image_id]
        found += [
            assembly_pb2.Consent(
                character_id=character_id,
                image_uri=uri,
                declared_by=each.declared_by,
                statement=each.statement,
                declared_at=rfc3339(each.created_at),
            )
            for each in mine
        ] or [assembly_pb2.Consent(character_id=character_id, image_uri=uri)]
    return found


def rfc3339(unix_seconds: float) -> str:
    """In UTC, to the second."""
    return datetime.fromtimestamp(int(unix_seconds), UTC).isoformat().replace("+00:00", "Z")
