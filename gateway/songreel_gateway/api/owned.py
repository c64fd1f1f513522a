"""What a caller may name: things of its own tenant. Anybody else's are answered as if they were not there."""

from songreel_gateway.access.callers import Caller
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import refuse
from songreel_gateway.store.songs import Song


async def own_song(gateway: Gateway, caller: Caller, song_id: str) -> Song:
    """The song; 404 when there is none, or it is another tenant's."""
    song = await gateway.records.songs.owned(caller.tenant_id, song_id)
    if song is None:
        raise refuse("not-found", 404, f"There is no song {song_id}. Upload it with POST /v1/songs.")
    return song
