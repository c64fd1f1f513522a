"""Why the film cuts, in words that a director would use."""

from songreel.audio.v1 import audio_pb2

from songreel_audio.plan.moments import Moment, Reason

Kind = audio_pb2.SectionKind


def section_name(section: audio_pb2.Section | None) -> str:
    """ "chorus", "pre-chorus", ...; "song" when the section is unknown or of no kind."""
    if section is None or section.kind == Kind.SECTION_KIND_UNSPECIFIED:
        return "song"
    return Kind.Name(section.kind).removeprefix("SECTION_KIND_").lower().replace("_", "-")


def cut_sentence(cut: Moment, section: audio_pb2.Section | None) -> str:
    """The reason of a cut that begins a shot of the section."""
    name = section_name(section)
    match cut.reason:
        case Reason.CUT_REASON_SONG_START:
            return "the song begins"
        case Reason.CUT_REASON_SECTION_EDGE:
            return "silence falls" if name == "silence" else f"the {name} begins"
        case Reason.CUT_REASON_DOWNBEAT:
            return f"downbeat of bar {cut.number}, in the {name}"
        case Reason.CUT_REASON_BEAT:
            return f"beat {cut.number} of the bar, in the {name}"
        case Reason.CUT_REASON_LYRIC_START:
            return f"a line begins to be sung, in the {name}"
        case Reason.CUT_REASON_ONSET:
            return f"something begins to sound, in the {name}, where no beat can be trusted"
        case Reason.CUT_REASON_PHRASE:
            return f"a breath between two phrases of the {name}"
        case Reason.CUT_REASON_LENGTH_LIMIT:
            return "the shot had reached its length and no musical moment was near"
        case _:
            return "the strategy does not listen"
