"""A mood for each passage, by rule from key, tempo, energy and tags: Thayer's plane of energy and valence.

R. E. Thayer, The Biopsychology of Mood and Arousal, 1989: how lively and how pleasant are two axes; a mood is a place.
"""

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

BRIGHT = {
    "happy": 0.7,
    "party": 0.6,
    "dance": 0.35,
    "pop": 0.2,
    "funk": 0.4,
    "soul": 0.15,
    "country": 0.2,
    "catchy": 0.3,
}
GLOOMY = {"sad": 0.7, "metal": 0.5, "heavy metal": 0.5, "industrial": 0.4, "ambient": 0.1, "dark": 0.6, "punk": 0.1}
LIVELY = {"metal": 0.3, "heavy metal": 0.3, "hard rock": 0.25, "punk": 0.3, "party": 0.25, "dance": 0.2, "rock": 0.1}
QUIET = {"ambient": 0.45, "mellow": 0.3, "chill": 0.3, "chillout": 0.35, "chill-out": 0.3, "acoustic": 0.15,
         "easy listening": 0.25, "folk": 0.1, "sad": 0.2, "classical": 0.15}  # fmt: skip
HARD = ("metal", "heavy metal", "hard rock", "punk", "industrial", "hip-hop")
AIRY = ("ambient", "electronica", "chillout", "chill", "chill-out", "experimental", "electronic")

KIND_DRIVE = {
    audio_pb2.SECTION_KIND_CHORUS: 0.08,
    audio_pb2.SECTION_KIND_SOLO: 0.05,
    audio_pb2.SECTION_KIND_INTRO: -0.15,
    audio_pb2.SECTION_KIND_OUTRO: -0.15,
    audio_pb2.SECTION_KIND_BRIDGE: -0.12,
    audio_pb2.SECTION_KIND_BREAK: -0.12,
    audio_pb2.SECTION_KIND_SILENCE: -0.5,
}


def tag_scores(analysis: audio_pb2.SongAnalysis) -> dict[str, float]:
    """The track's tags by lower-case label, each relative to the best one."""
    best = max((tag.score for tag in analysis.tags), default=0.0) or 1.0
    scores: dict[str, float] = {}
    for tag in analysis.tags:
        label = tag.label.lower().replace("hip hop", "hip-hop").replace("r&b", "rnb")
        scores[label] = max(scores.get(label, 0.0), tag.score / best)
    return scores


def arousal(analysis: audio_pb2.SongAnalysis, force: float) -> float:
    """How lively, from 0 to 1, a passage of that drive is in this kind of music."""
    tags = tag_scores(analysis)
    pace = min(max((analysis.tempo.bpm - 60) / 110, 0.0), 1.0) if analysis.tempo.bpm else 0.3
    lively = sum(tags.get(label, 0) * weight for label, weight in LIVELY.items())
    quiet = sum(tags.get(label, 0) * weight for label, weight in QUIET.items())
    kind = min(max(0.3 + 0.25 * pace + 0.5 * (lively - quiet), 0.0), 1.0)
    return 0.62 * min(max(force, 0.0), 1.0) + 0.38 * kind


def valence(analysis: audio_pb2.SongAnalysis) -> float:
    """How pleasant, from -1 to 1."""
    tags = tag_scores(analysis)
    sign = {audio_pb2.MODE_MAJOR: 1.0, audio_pb2.MODE_MINOR: -1.0}.get(analysis.key.mode, 0.0)
    value = sign * min(0.25 + analysis.key.confidence, 0.5)
    value += 0.6 * sum(tags.get(label, 0) * weight for label, weight in BRIGHT.items())
    value -= 0.6 * sum(tags.get(label, 0) * weight for label, weight in GLOOMY.items())
    return min(max(value, -1.0), 1.0)


def mood_of(analysis: audio_pb2.SongAnalysis, force: float) -> script_pb2.Mood.ValueType:
    """The mood of a passage with that drive (0 to 1)."""
    lively, pleasant, tags = arousal(analysis, force), valence(analysis), tag_scores(analysis)
    hard = max(tags.get(label, 0.0) for label in HARD) > 0.5
    airy = max(tags.get(label, 0.0) for label in AIRY) > 0.6
    if lively < 0.35:
        if airy:
            return script_pb2.MOOD_DREAMY
        return script_pb2.MOOD_CALM if pleasant >= 0 else script_pb2.MOOD_MELANCHOLIC
    if lively < 0.62:
        if pleasant >= 0.3:
            return script_pb2.MOOD_HAPPY
        if pleasant >= 0:
            return script_pb2.MOOD_DREAMY if airy else script_pb2.MOOD_TENDER
        return script_pb2.MOOD_TENSE if hard or lively > 0.5 else script_pb2.MOOD_MELANCHOLIC
    if hard and pleasant < 0.25:
        return script_pb2.MOOD_AGGRESSIVE if lively >= 0.74 else script_pb2.MOOD_EPIC
    if pleasant >= 0.1:
        return script_pb2.MOOD_EUPHORIC
    return script_pb2.MOOD_EPIC if lively > 0.75 or pleasant > -0.4 else script_pb2.MOOD_DARK


def drive(analysis: audio_pb2.SongAnalysis, section: audio_pb2.Section) -> float:
    """How hard a section drives, from 0 to 1: its energy, half as it is and half within this song's own range.

    A mastered rock song is loud from end to end; what a viewer feels is the step from verse to chorus.
    """
    energies = [other.energy for other in analysis.sections] or [section.energy]
    low, high = min(energies), max(energies)
    within = 0.5 + (section.energy - (low + high) / 2) / max(high - low, 0.3)
    return min(max(0.5 * section.energy + 0.5 * within + KIND_DRIVE.get(section.kind, 0.0), 0.0), 1.0)


def mood_word(mood: script_pb2.Mood.ValueType) -> str:
    """ "melancholic"."""
    return script_pb2.Mood.Name(mood).removeprefix("MOOD_").lower()


def film_mood(analysis: audio_pb2.SongAnalysis) -> script_pb2.Mood.ValueType:
    """The mood of the song as a whole: that of its mean drive."""
    length = sum(section.end_seconds - section.start_seconds for section in analysis.sections)
    force = sum(drive(analysis, s) * (s.end_seconds - s.start_seconds) for s in analysis.sections)
    return mood_of(analysis, force / length if length else 0.5)
