"""Who heard, wrote and filmed it: models, weights, seeds and prompts, shot by shot; and what was done while cutting."""

from collections.abc import Iterator

from songreel.assembly.v1 import assembly_pb2
from songreel.video.v1 import video_pb2

from songreel_assembly.paper.forms import Chapter, Column, Words, number, table

SHORT = 16
"""Digits of a digest that tell it apart; the JSON has all of them."""


def transitions_chapter(it: assembly_pb2.Certificate) -> Chapter | None:
    """Openings that were laid over joined clips; None without."""
    if not it.transitions:
        return None
    columns = [Column("into shot", 1, number=True), Column("frames", 2, number=True), Column("", 5)]
    rows = [
        [
            Words(str(each.shot_index)),
            Words(f"{each.start_frame} to {each.end_frame}"),
            Words(each.left_out or "made", "dim" if each.left_out else ""),
        ]
        for each in it.transitions
    ]
    return Chapter("Transitions made while cutting", (table(columns, rows),))


def makers_chapter(it: assembly_pb2.Certificate) -> Chapter:
    """Models that heard the song and wrote the script."""
    columns = [Column("task", 2), Column("model", 4), Column("licence", 2), Column("weights", 3)]
    rows = [
        [Words(f"heard {each.task}"), Words(each.model), Words(each.licence), digest(each.weights_sha256)]
        for each in it.heard_by
    ]
    by = it.written_by
    rows.append([Words("written"), Words(by.model or by.backend), Words(by.licence), digest(by.weights_sha256)])
    return Chapter("Who heard the song and wrote the script", (table(columns, rows),))


def shots_chapter(it: assembly_pb2.Certificate) -> Chapter:
    """Every clip: its model, how it was filmed, its files and its prompt."""
    used = {each.shot_index: each for each in it.takes}
    columns = [Column("shot", 0.6, number=True), Column("model", 2), Column("how", 2.6), Column("files", 2.2),
               Column("prompt", 4)]  # fmt: skip
    rows = [
        [
            Words(str(file.shot_index)),
            Words("\n".join(_model(clip))),
            Words("\n".join(_how(clip, used.get(file.shot_index)))),
            Words("\n".join(_files(clip, file)), code=True),
            Words(clip.prompt),
        ]
        for clip, file in zip(it.clips, it.clip_files, strict=True)
    ]
    title = f"How {len(rows)} shots were filmed, each with its model, seed and prompt"
    return Chapter(title, (table(columns, rows),), folded=True)


def digest(sha256: str) -> Words:
    """Its first digits."""
    return Words(sha256[:SHORT], code=True)


def _model(clip: video_pb2.Provenance) -> Iterator[str]:
    yield f"{clip.model or clip.backend} {clip.model_revision}".strip()
    yield clip.licence or "no licence is told"
    if clip.animatic:
        yield "drawn, not generated"
    for lora in clip.loras:
        yield f"with {lora.name} at {number(lora.weight)}"


def _how(clip: video_pb2.Provenance, takes: assembly_pb2.ShotTakes | None) -> Iterator[str]:
    yield f"preset {video_pb2.Preset.Name(clip.preset).removeprefix('PRESET_').lower()}, seed {clip.seed}"
    if takes:
        accepted = "" if takes.accepted else ", which the critic did not accept"
        yield f"take {takes.used_take} of {takes.filmed_count}{accepted}"
    yield f"lossy: {', '.join(clip.lossy_options) or 'nothing'}"
    if clip.finishing:
        yield f"then {', '.join(clip.finishing)}"
    if clip.references:
        yield f"followed {len(clip.references)} picture{'s' if len(clip.references) != 1 else ''}"
    again = f", gone on with {clip.resumed_count} times" if clip.resumed_count else ""
    gpus = f"{clip.gpu_count} x " if clip.gpu_count > 1 else ""
    ran = f", {clip.execution}" if clip.execution else ""
    yield f"{number(round(clip.filming_seconds, 1))} s on {gpus}{clip.device or 'an unnamed device'}{ran}{again}"


def _files(clip: video_pb2.Provenance, file: assembly_pb2.ClipFile) -> Iterator[str]:
    yield f"clip {file.sha256[:SHORT]}"
    if clip.weights_sha256:
        yield f"weights {clip.weights_sha256[:SHORT]}"
    for lora in clip.loras:
        yield f"{lora.name} {lora.sha256[:SHORT]}"
