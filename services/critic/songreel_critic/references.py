"""Which pictures say what each character looks like."""

from songreel.critic.v1 import critic_pb2
from songreel.video.v1 import video_pb2


def pictures_of(request: critic_pb2.CheckFilmRequest) -> dict[str, list[str]]:
    """URIs by character: those that the script names, then those that clips were filmed by; each once."""
    found: dict[str, list[str]] = {}
    for character in request.script.characters:
        found.setdefault(character.id, []).extend(character.image_uris)
    for clip in request.clips:
        for reference in clip.provenance.references:
            if reference.kind == video_pb2.REFERENCE_KIND_CHARACTER and reference.character_id:
                found.setdefault(reference.character_id, []).append(reference.image_uri)
    return {character: list(dict.fromkeys(uris)) for character, uris in found.items() if uris}
