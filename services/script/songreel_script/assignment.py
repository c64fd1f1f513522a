"""What is to be written, cleaned: the brief as data, and the song cut into passages that are written one by one."""

import dataclasses
import math
import re
from dataclasses import dataclass, field

from songreel.audio.v1 import audio_pb2
from songreel.lalm.v1 import lalm_pb2
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import InvalidInput

from songreel_script.draws import dice
from songreel_script.explicit import check_cast, clean_lyrics, without
from songreel_script.heard import section_tags
from songreel_script.wording import clean

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # BCP 47, without its rarer forms
FORBIDS = re.compile(r"(?:no|without|never any)\s+([\w'-]+(?:\s[\w'-]+){0,2})[.!]?", re.IGNORECASE)
"""A constraint that names nothing but a thing to leave out."""
PASSAGE_SHOTS = 9
"""More shots than this in one place get tiring: a longer section is written in parts."""
PASSAGES = 24
"""Bound of language model calls a script, whatever the song's length."""


@dataclass(frozen=True)
class Passage:
    """A section, or part of a long one, that is written in one go.

    song      |intro|    verse    |      chorus (14 shots)      | ...
    passages  |  0  |      1      |      2       |      3       | ...
    """

    index: int
    section: audio_pb2.Section
    shots: tuple[audio_pb2.TimedShot, ...]
    part: int
    """0 for the first part of its section."""
    position: float
    """Of its first frame in the film, from 0 to 1."""
    occurrence: int
    """How many sections of the same letter came before."""
    lyrics: str
    """What is sung in it; may be empty."""
    heard: str
    """The narrative's sentence for its section; may be empty."""
    tags: str = ""
    """What is heard in its section, with scores: "guitar 0.61, loud 0.40"; may be empty."""


@dataclass(frozen=True)
class Assignment:
    """A request that can be written."""

    analysis: audio_pb2.SongAnalysis
    brief: script_pb2.Brief
    """Cleaned; every text is one line of bounded length."""
    narrative: lalm_pb2.Narrative
    seed: int
    """For every draw: of the request's seed and the song, so that two songs of one seed are two films."""
    passages: tuple[Passage, ...] = field(default=())
    asked_seed: int = 0
    """The request's own."""
    dialect: script_pb2.Dialect.ValueType = script_pb2.DIALECT_UNSPECIFIED
    """Whose prompts the shots get."""
    written: script_pb2.Script = field(default_factory=script_pb2.Script)
    """What there is of the script already; empty at the first time."""

    @property
    def seconds(self) -> float:
        """The film's length."""
        return self.analysis.shots[-1].end_frame / frame_rate(self.analysis)

    @property
    def theme(self) -> str:
        """What the client or the narrative wants it to be about; may be empty."""
        parts = [self.brief.text, *self.brief.story_cues, self.narrative.concept]
        return clean(". ".join(part.rstrip(".") for part in parts if part), 600)

    @property
    def foreign(self) -> str:
        """The language of the parts for readers where it is not English: "de"; else empty."""
        tag = self.brief.language.lower().split("-")[0]
        return "" if tag == "en" else tag


def read_request(request: script_pb2.WriteScriptRequest) -> Assignment:
    """The cleaned assignment; raises InvalidInput when the shots are missing or not one to one."""
    analysis = request.analysis
    check_analysis(analysis)
    check_choices(request.brief)
    check_cast(request.brief)
    analysis = clean_lyrics(analysis, request.brief.explicitness)
    seed = dice(request.seed, "song", analysis.song_sha256).getrandbits(48)
    draft = Assignment(analysis, clean_brief(request.brief), clean_narrative(request.narrative), seed)
    return dataclasses.replace(
        draft, passages=cut_passages(draft), asked_seed=request.seed, dialect=request.dialect, written=request.written
    )


def check_analysis(analysis: audio_pb2.SongAnalysis) -> None:
    """Raises InvalidInput when the song has no plan of shots that words can answer."""
    if not analysis.shots:
        raise InvalidInput("The analysis has no shots. Plan them with AudioService first.", field="analysis.shots")
    if [shot.index for shot in analysis.shots] != list(range(len(analysis.shots))):
        raise InvalidInput("The shots' indices must be 0, 1, 2, ... in film order.", field="analysis.shots.index")
    if any(shot.end_frame <= shot.start_frame for shot in analysis.shots):
        raise InvalidInput("Every shot needs at least one frame.", field="analysis.shots.end_frame")


def check_choices(brief: script_pb2.Brief) -> None:
    """Raises InvalidInput for a choice of the brief that there is not."""
    if brief.language and not LANGUAGE.fullmatch(brief.language):
        raise InvalidInput(
            f"{clean(brief.language, 30)!r} is no language tag. Write one such as 'de' or 'pt-BR'.",
            field="brief.language",
        )
    for name, kind in (("camera_moves", script_pb2.CameraMove), ("transitions", script_pb2.Transition)):
        for position, value in enumerate(getattr(brief, name)):
            if value not in kind.values():
                options = ", ".join(kind.keys())
                raise InvalidInput(f"There is no {value} among: {options}.", field=f"brief.{name}[{position}]")


def clean_brief(brief: script_pb2.Brief) -> script_pb2.Brief:
    """The same brief as bounded single lines, without words that its explicitness does not allow.

    A constraint such as "no cars" moves to what is not to be shown: a model that reads of cars shows them.
    """
    constraints = _lines(brief.constraints, 8, 120)
    forbidden = [match.group(1) for line in constraints if (match := FORBIDS.fullmatch(line))]
    kept = script_pb2.Brief(
        text=clean(without(brief.text, brief.explicitness), 500),
        story_cues=_lines([without(cue, brief.explicitness) for cue in brief.story_cues], 12, 120),
        style=clean(without(brief.style, brief.explicitness), 120),
        palette=_lines(brief.palette, 6, 7),
        do_not_show=_lines([*brief.do_not_show, *forbidden], 20, 60),
        constraints=[line for line in constraints if not FORBIDS.fullmatch(line)],
        pipeline=brief.pipeline or script_pb2.PIPELINE_CLAP,
        language=brief.language,
        explicitness=brief.explicitness or script_pb2.EXPLICITNESS_GENERAL,
        camera_moves=brief.camera_moves,
        transitions=brief.transitions,
        title=clean(brief.title, 120),
        artist=clean(brief.artist, 120),
    )
    for character in brief.characters:
        entry = kept.characters.add()
        entry.CopyFrom(character)
        for name, limit in (("name", 80), ("description", 160), ("build", 60), ("hair", 60), ("wardrobe", 80)):
            setattr(entry, name, clean(getattr(character, name), limit))
    return kept


def clean_narrative(narrative: lalm_pb2.Narrative) -> lalm_pb2.Narrative:
    """The same narrative as bounded single lines."""
    return lalm_pb2.Narrative(
        concept=clean(narrative.concept, 400),
        arc=[
            lalm_pb2.NarrativeBeat(section_index=b.section_index, sentence=clean(b.sentence, 160))
            for b in narrative.arc
        ],
        people=[
            lalm_pb2.NarrativePerson(name=clean(p.name, 80), description=clean(p.description, 160))
            for p in narrative.people
        ],
        places=_lines(narrative.places, 5, 60),
        imagery=_lines(narrative.imagery, 5, 60),
        moods=_lines(narrative.moods, 8, 30),
        model=narrative.model,
        scenes=[
            lalm_pb2.NarrativeScene(
                section_index=scene.section_index,
                place=clean(scene.place, 60),
                light=clean(scene.light, 80),
                action=clean(scene.action, 110),
                then=clean(scene.then, 110),
                details=_lines(scene.details, 6, 60),
            )
            for scene in narrative.scenes
        ],
    )


def cut_passages(assignment: Assignment) -> tuple[Passage, ...]:
    """Every shot in exactly one passage, in film order."""
    analysis = assignment.analysis
    shots = list(analysis.shots)
    longest = max(PASSAGE_SHOTS, math.ceil(len(shots) / (PASSAGES * 0.6)))
    frames = shots[-1].end_frame
    arc = {beat.section_index: beat.sentence for beat in assignment.narrative.arc}
    sections = {section.index: section for section in analysis.sections}
    seen: dict[str, int] = {}
    passages: list[Passage] = []
    for index, group in _by_section(shots):
        section = sections.get(index) or audio_pb2.Section(index=index, energy=0.5)
        letter = section.letter or f"#{index}"
        parts = math.ceil(len(group) / longest)
        for part in range(parts):
            own = group[len(group) * part // parts : len(group) * (part + 1) // parts]
            passages.append(
                Passage(
                    index=len(passages),
                    section=section,
                    shots=tuple(own),
                    part=part,
                    position=own[0].start_frame / frames,
                    occurrence=seen.get(letter, 0),
                    lyrics=sung(analysis, own[0].start_frame, own[-1].end_frame, 140),
                    heard=arc.get(index, ""),
                    tags=section_tags(analysis, index),
                )
            )
        seen[letter] = seen.get(letter, 0) + 1
    return tuple(passages)


def sung(analysis: audio_pb2.SongAnalysis, start_frame: int, end_frame: int, limit: int) -> str:
    """The lyric lines of which at least a third lies in the frames, joined; may be empty."""
    rate = frame_rate(analysis)
    start, end = start_frame / rate, end_frame / rate
    found = []
    for line in analysis.lyrics.lines:
        length = max(line.end_seconds - line.start_seconds, 1e-3)
        if min(end, line.end_seconds) - max(start, line.start_seconds) >= min(length, end - start) / 3:
            found.append(clean(line.text, limit))
    return clean(" / ".join(found), limit)


def frame_rate(analysis: audio_pb2.SongAnalysis) -> float:
    """Frames a second; 24 where the analysis does not say."""
    return analysis.rate.numerator / (analysis.rate.denominator or 1) or 24.0


def _by_section(shots: list[audio_pb2.TimedShot]) -> list[tuple[int, list[audio_pb2.TimedShot]]]:
    groups: list[tuple[int, list[audio_pb2.TimedShot]]] = []
    for shot in shots:
        if not groups or groups[-1][0] != shot.section_index:
            groups.append((shot.section_index, []))
        groups[-1][1].append(shot)
    return groups


def _lines(texts: object, count: int, limit: int) -> list[str]:
    return [line for text in list(texts)[:count] if (line := clean(text, limit))]  # type: ignore[call-overload]  # a repeated field
