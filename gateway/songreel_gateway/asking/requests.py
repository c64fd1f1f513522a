"""What is asked of each service. Pure: the same records and artifacts give the same bytes, today and after a crash.

The video service finds finished clips by the digest of the request, so nothing here may depend on the clock, on the
order of events or on which gateway asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.lalm.v1 import lalm_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import SCHEME

from songreel_gateway.asking import handles
from songreel_gateway.asking.film_plan import FilmPlan

IMAGES = "images"
"""The kind of artifact that uploaded pictures are."""
PRESETS = {
    "preview": video_pb2.PRESET_PREVIEW,
    "draft": video_pb2.PRESET_DRAFT,
    "final": video_pb2.PRESET_FINAL,
}
PIPELINES = {"clap": script_pb2.PIPELINE_CLAP, "lalm": script_pb2.PIPELINE_LALM}
NAMED_OTHERWISE = {"cut": "UNSPECIFIED"}  # a plain cut is no transition
EXPLICITNESSES = {"general": script_pb2.EXPLICITNESS_GENERAL, "mature": script_pb2.EXPLICITNESS_MATURE}
Words = tuple[script_pb2.Script, script_pb2.Shot]
"""The treatment, and one shot of it: all that filming needs of a script that may not be whole yet."""
CAPTIONS = {
    "none": assembly_pb2.CAPTION_STYLE_UNSPECIFIED,
    "sidecar": assembly_pb2.CAPTION_STYLE_SIDECAR,
    "karaoke": assembly_pb2.CAPTION_STYLE_KARAOKE,
}
SEGMENTATIONS = {
    name.removeprefix("SEGMENTATION_STRATEGY_").lower(): number
    for name, number in audio_pb2.SegmentationStrategy.items()
    if number
}


def hear_song(
    order: dict[str, Any], song_uri: str, rate: audio_pb2.FrameRate, legal_frame_counts: Sequence[int] = ()
) -> audio_pb2.HearSongRequest:
    """To the audio service, for a video or for a hearing by itself."""
    options = audio_pb2.PlanOptions(
        rate=rate,
        strategy=SEGMENTATIONS[order["segmentation"]],
        legal_frame_counts=legal_frame_counts,
        seed=order["seed"],
    )
    lyrics = audio_pb2.SuppliedLyrics(**order["lyrics"]) if order["lyrics"] else None
    return audio_pb2.HearSongRequest(song_uri=song_uri, plan=options, lyrics=lyrics)


def tell_narrative(
    order: dict[str, Any], song_uri: str, analysis: audio_pb2.SongAnalysis
) -> lalm_pb2.TellNarrativeRequest:
    """To the audio-language service."""
    brief = order["brief"]
    return lalm_pb2.TellNarrativeRequest(
        song_uri=song_uri,
        analysis=analysis,
        brief_text=brief["text"],
        story_cues=brief["story_cues"],
        language=brief["language"],
        seed=order["seed"],
    )


def write_script(
    order: dict[str, Any],
    dialect: "script_pb2.Dialect.ValueType",
    analysis: audio_pb2.SongAnalysis,
    narrative: lalm_pb2.Narrative | None,
) -> script_pb2.WriteScriptRequest:
    """To the script service."""
    brief = brief_of(order["brief"])
    brief.pipeline = PIPELINES[order["pipeline"]]
    return script_pb2.WriteScriptRequest(
        analysis=analysis, brief=brief, narrative=narrative, seed=order["seed"], dialect=dialect
    )


def brief_of(order: dict[str, Any]) -> script_pb2.Brief:
    """The client's words, and its choices in the API's lower-case names."""
    named = dict(order)
    choices = {
        "camera_moves": ("CAMERA_MOVE_", script_pb2.CameraMove),
        "transitions": ("TRANSITION_", script_pb2.Transition),
    }
    chosen: dict[str, list[int]] = {}
    for wish, (prefix, kind) in choices.items():
        chosen[wish] = [kind.Value(prefix + NAMED_OTHERWISE.get(name, name.upper())) for name in named.pop(wish, [])]
    explicitness = EXPLICITNESSES[named.pop("explicitness", "general")]
    named["characters"] = [_with_images(character) for character in named.get("characters", [])]
    brief = json_format.ParseDict(named, script_pb2.Brief())
    brief.MergeFrom(script_pb2.Brief(explicitness=explicitness, **chosen))  # type: ignore[arg-type]  # enum values
    return brief


def image_uri(image_id: str) -> str:
    """Of an uploaded picture."""
    return f"{SCHEME}{IMAGES}/{image_id}.png"


def image_id_of(uri: str) -> str:
    """The id of an uploaded picture; empty for any other artifact."""
    prefix = f"{SCHEME}{IMAGES}/"
    return uri.removeprefix(prefix).removesuffix(".png") if uri.startswith(prefix) else ""


def _with_images(character: dict[str, Any]) -> dict[str, Any]:
    """In the proto's words."""
    uris = [image_uri(image_id) for image_id in character.get("image_ids", [])]
    return {name: value for name, value in character.items() if name != "image_ids"} | {"image_uris": uris}


def adopt_script(
    order: dict[str, Any], dialect: "script_pb2.Dialect.ValueType", analysis: audio_pb2.SongAnalysis
) -> script_pb2.AdoptScriptRequest:
    """To the script service, with the order's own script."""
    script = json_format.ParseDict(order["script"], script_pb2.Script())
    return script_pb2.AdoptScriptRequest(analysis=analysis, script=script, dialect=dialect)


def film_shot(
    order: dict[str, Any],
    plan: FilmPlan,
    analysis: audio_pb2.SongAnalysis,
    words: Words,
    seed: int,
    references: Sequence[video_pb2.Reference] = (),
) -> video_pb2.FilmShotRequest:
    """To the video service."""
    treatment, shot = words
    return video_pb2.FilmShotRequest(
        shot=shot,
        timing=analysis.shots[shot.index],
        rate=plan.rate,
        look=treatment.look,
        characters=characters_in(treatment, shot),
        preset=PRESETS[order["preset"]],
        seed=seed,
        size=video_pb2.FrameSize(width_pixels=plan.width_pixels, height_pixels=plan.height_pixels),
        references=references,
        label_animatic=order["label_animatic"],
        closes_film=shot.index == len(analysis.shots) - 1,
        head_frames=handles.head_frames(order, max(plan.legal_frame_counts, default=None), analysis, shot),
    )


def check_take(analysis: audio_pb2.SongAnalysis, words: Words, clip: video_pb2.Clip) -> critic_pb2.CheckTakeRequest:
    """To the critic."""
    treatment, shot = words
    characters = characters_in(treatment, shot)
    return critic_pb2.CheckTakeRequest(clip=clip, timing=analysis.shots[shot.index], shot=shot, characters=characters)


@dataclass(frozen=True)
class Footage:
    """What a film is cut from."""

    clips: list[video_pb2.Clip]
    findings: list[critic_pb2.Finding]
    counts: list[assembly_pb2.ShotTakes]
    prices: list[assembly_pb2.DevicePrice]
    consents: list[assembly_pb2.Consent]
    waivers: list[assembly_pb2.Waiver]
    """Of takes that were in an earlier film too."""


def cut_film(
    song_uri: str,
    analysis: audio_pb2.SongAnalysis,
    script: script_pb2.Script,
    footage: Footage,
    captions: str,
) -> assembly_pb2.CutFilmRequest:
    """To the assembly service."""
    return assembly_pb2.CutFilmRequest(
        song_uri=song_uri,
        analysis=analysis,
        script=script,
        clips=footage.clips,
        captions=CAPTIONS[captions],
        findings=footage.findings,
        takes=footage.counts,
        prices=footage.prices,
        consents=footage.consents,
        waivers=footage.waivers,
    )


def characters_in(script: script_pb2.Script, shot: script_pb2.Shot) -> list[script_pb2.Character]:
    """Those of the script who are in the shot, in the script's order."""
    return [character for character in script.characters if character.id in shot.character_ids]
