"""What the whole is told from, as JSON: data in a fence that it cannot leave."""

import json
from collections.abc import Sequence
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.lalm.v1 import lalm_pb2

from songreel_lalm.answers import one_line
from songreel_lalm.windows import Window

TAGS = 8
LYRIC_CHARACTERS = 400
LOW, HIGH = 0.4, 0.7
"""Between them a section's energy is "middle"."""


def section_name(section: audio_pb2.Section) -> str:
    """ "chorus"."""
    name = audio_pb2.SectionKind.Name(section.kind).removeprefix("SECTION_KIND_").lower().replace("_", "-")
    return "part" if name == "unspecified" else name


def part_name(window: Window, analysis: audio_pb2.SongAnalysis) -> str:
    """ "with its intro and its verse"."""
    names = [section_name(analysis.sections[index]) for index in window.section_indices]
    told = list(dict.fromkeys(names))
    return f"with its {' and its '.join(told)}" if told else "the whole of it"


def material(request: lalm_pb2.TellNarrativeRequest, windows: Sequence[Window], heard: Sequence[str]) -> str:
    """One JSON document."""
    analysis = request.analysis
    document: dict[str, Any] = {
        "heard": [
            {"part": number + 1, "sections": [index + 1 for index in window.section_indices], "heard": one_line(said)}
            for number, (window, said) in enumerate(zip(windows, heard, strict=True))
        ],
        "sections": [_section(section, analysis) for section in analysis.sections] or [{"section": 1}],
        "music": _music(analysis),
    }
    wishes = {
        "about": one_line(request.brief_text)[:600],
        "story": [one_line(cue)[:200] for cue in request.story_cues[:12]],
    }
    if any(wishes.values()):
        document["client wishes"] = {name: value for name, value in wishes.items() if value}
    return json.dumps(_harmless(document), ensure_ascii=False, indent=1)


def _section(section: audio_pb2.Section, analysis: audio_pb2.SongAnalysis) -> dict[str, Any]:
    energy = "low" if section.energy < LOW else "high" if section.energy > HIGH else "middle"
    about: dict[str, Any] = {"section": section.index + 1, "kind": section_name(section), "energy": energy}
    sung = " / ".join(
        line.text
        for line in analysis.lyrics.lines
        if section.start_seconds <= (line.start_seconds + line.end_seconds) / 2 < section.end_seconds
    )
    if sung:
        about["sung"] = one_line(sung)[:LYRIC_CHARACTERS]
    return about


def _music(analysis: audio_pb2.SongAnalysis) -> dict[str, Any]:
    music: dict[str, Any] = {}
    if analysis.tempo.bpm:
        music["beats a minute"] = round(analysis.tempo.bpm)
    if analysis.key.tonic:
        mode = audio_pb2.Mode.Name(analysis.key.mode).removeprefix("MODE_").lower().replace("unspecified", "")
        music["key"] = f"{analysis.key.tonic} {mode}".strip()
    tags = sorted(analysis.tags, key=lambda tag: -tag.score)[:TAGS]
    if tags:
        music["tags"] = [tag.label for tag in tags]
    return music


def _harmless(value: Any) -> Any:
    """The same data without what a chat template could take for its own marks: `<|im_end|>`, `[INST]`, `</think>`."""
    if isinstance(value, dict):
        return {key: _harmless(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_harmless(item) for item in value]
    if not isinstance(value, str):
        return value
    return value.replace("<", "‹").replace(">", "›").replace("[INST", "(INST").replace("[/INST", "(/INST")
