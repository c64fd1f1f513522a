"""Requests of the OpenAPI document that run as they are, once the ids in them are those of things that are there: a
test puts real ones in their places and sends each."""

from typing import Any

SONG_ID = "song-0b6ef2a87f1f4d0a9c51c7de"

EXAMPLES: dict[str, dict[str, Any]] = {
    "upload_song": {"url": "https://example.com/song.mp3"},
    "begin_upload": {"name": "song.flac", "size_bytes": 20_000_000},
    "ask_for_hearing": {"song_id": SONG_ID, "segmentation": "beat"},
    "ask_for_script": {"song_id": SONG_ID, "brief": {"text": "a lighthouse keeper's last night"}},
    "quote_video": {"song_id": SONG_ID, "presets": ["preview"]},
    "order_video": {
        "song_id": SONG_ID,
        "brief": {
            "text": "a lighthouse keeper's last night",
            "characters": [{"id": "keeper", "description": "an old man in a yellow oilskin coat"}],
            "style": "watercolour",
        },
        "preset": "preview",
        "aspect": "9:16",
        "seed": 7,
        "captions": "sidecar",
    },
    "add_webhook": {"url": "https://example.com/songreel", "events": ["film.cut", "video.failed"]},
    "edit_video": {"shots": [{"index": 0, "retake": True}], "based_on": 1},
    "approve_video": {"shots": [{"index": 0, "sentence": "The keeper climbs the last stair, a lamp in his hand."}]},
    "resolve_shots": {"shots": [{"index": 0, "animatic": True}]},
    "set_budget": {"gpu_seconds": 3600},
    "sign_links": {"paths": ["film", "poster"], "seconds": 3600},
    "make_key": {"name": "ci", "scopes": ["read", "write"]},
    "rotate_key": {"overlap_seconds": 3600},
    "make_tenant": {"id": "acme", "name": "Acme Records"},
    "change_tenant": {"name": "Acme Music"},
    "waive_defect": {
        "measure": "black_frames",
        "shot_index": 3,
        "waived_by": "Ada Lovelace",
        "reason": "The singer closes her eyes here; it is meant to be black.",
    },
}
"""By the operation's id."""
