"""The cut as Final Cut Pro XML, version 1.10: times as exact fractions, each on its frame.

Final Cut Pro centres a dissolve on its edit, so the edit stands half a dissolve before the music's moment:

    film    │ shot 6  ▒▒▒▒▒▒│ shot 7            the new picture is whole at the cut
    fcpxml  │ shot 6  ▒▒▒│▒▒▒ shot 7           the same pictures, from shot 7's handle
"""

import xml.etree.ElementTree as Tree
from fractions import Fraction

from songreel.script.v1 import script_pb2

from songreel_assembly.order import CutOrder
from songreel_assembly.splicing import clip_path, song_path

RATES = frozenset(Fraction(rate) for rate in ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60"))
"""Those that Final Cut Pro has."""
CROSS_DISSOLVE = "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265"
SHORTEST_DISSOLVE = 2
"""Frames: one on each side of the edit."""


def fcpxml(order: CutOrder, dissolves: dict[int, int], title: str) -> str:
    """The document; empty at rates that Final Cut Pro has not. `dissolves` are lengths in frames, by shot."""
    if order.rate not in RATES:
        return ""
    root = Tree.Element("fcpxml", version="1.10")
    dissolves = {index: frames for index, frames in dissolves.items() if frames >= SHORTEST_DISSOLVE}
    _resources(order, Tree.SubElement(root, "resources"), bool(dissolves))
    project = Tree.SubElement(Tree.SubElement(root, "event", name=title), "project", name=title)
    timing = {"format": "format", "duration": _seconds(order, order.frames), "tcStart": "0s", "tcFormat": "NDF"}
    _spine(order, Tree.SubElement(Tree.SubElement(project, "sequence", timing), "spine"), dissolves)
    Tree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{Tree.tostring(root, encoding="unicode")}\n'


def _resources(order: CutOrder, resources: Tree.Element, dissolving: bool) -> None:
    size = order.request.clips[0].size
    Tree.SubElement(
        resources, "format", id="format", frameDuration=_seconds(order, 1), width=str(size.width_pixels),
        height=str(size.height_pixels), colorSpace="1-1-1 (Rec. 709)",
    )  # fmt: skip
    for index, clip in enumerate(order.request.clips):
        duration = _seconds(order, clip.head.frames + clip.frames)
        kind = {"hasVideo": "1", "videoSources": "1", "format": "format"}
        _asset(resources, _shot_name(index), clip_path(index), {"duration": duration, **kind})
    kind = {"hasAudio": "1", "audioSources": "1"}
    _asset(resources, "song", song_path(order), {"duration": _seconds(order, order.frames), **kind})
    if dissolving:
        Tree.SubElement(resources, "effect", id="dissolve", name="Cross Dissolve", uid=CROSS_DISSOLVE)


def _asset(resources: Tree.Element, name: str, path: str, said: dict[str, str]) -> None:
    asset = Tree.SubElement(resources, "asset", {"id": name, "name": name, "start": "0s", **said})
    Tree.SubElement(asset, "media-rep", kind="original-media", src=f"./{path}")


def _spine(order: CutOrder, spine: Tree.Element, dissolves: dict[int, int]) -> None:
    """Shots end to end, a transition before those that dissolve, the song below the first of them."""
    clips, shots = order.request.clips, order.request.analysis.shots
    early = [dissolves.get(index, 0) // 2 for index in range(len(clips))]
    edits = [shot.start_frame - before for shot, before in zip(shots, early, strict=True)] + [order.frames]
    sentences = {shot.index: shot for shot in order.request.script.shots}
    for index, clip in enumerate(clips):
        if frames := dissolves.get(index):
            offset = _seconds(order, edits[index] + early[index] - frames)
            dissolve = Tree.SubElement(
                spine, "transition", name="Cross Dissolve", offset=offset, duration=_seconds(order, frames)
            )
            Tree.SubElement(dissolve, "filter-video", ref="dissolve", name="Cross Dissolve")
        start = clip.head.frames - early[index]
        shot = Tree.SubElement(spine, "asset-clip", _span(order, edits[index], start, edits[index + 1] - edits[index]))
        shot.attrib |= {"ref": _shot_name(index), "name": _shot_name(index)}
        if sentence := _plain(sentences.get(index, script_pb2.Shot()).sentence):
            Tree.SubElement(shot, "note").text = sentence
        if not index:
            song = Tree.SubElement(shot, "asset-clip", _span(order, start, 0, order.frames))
            song.attrib |= {"ref": "song", "name": "song", "lane": "-1", "audioRole": "music"}
        for section in order.sections:
            if edits[index] <= section.frame < edits[index + 1]:
                at = _seconds(order, start + section.frame - edits[index])
                Tree.SubElement(shot, "marker", start=at, duration=_seconds(order, 1), value=section.name)


def _span(order: CutOrder, offset: int, start: int, frames: int) -> dict[str, str]:
    """Where an item stands in what it is in, from which frame of its source on, and how many frames."""
    told = {"offset": offset, "start": start, "duration": frames}
    return {name: _seconds(order, count) for name, count in told.items()}


def _seconds(order: CutOrder, frames: int) -> str:
    """So many frames, as FCPXML writes time."""
    seconds = frames / order.rate
    return f"{seconds.numerator}{f'/{seconds.denominator}' if seconds.denominator > 1 else ''}s"


def _shot_name(index: int) -> str:
    return f"shot-{index:03d}"


def _plain(text: str) -> str:
    """Without the letters that XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable())
