"""How near a person's sentence has the camera, and how it moves, and the sentence without these words."""

import re

from songreel.script.v1 import script_pb2

# In the order in which they are tried: "extreme close-up" before "close-up".
FRAMINGS = (
    (script_pb2.FRAMING_INSERT, r"extreme close-?\s?up|macro shot|detail shot|insert shot|filling the picture"),
    (script_pb2.FRAMING_CLOSE, r"(?:tight |medium )?close-?\s?up|close shot"),
    (
        script_pb2.FRAMING_EXTREME_WIDE,
        r"extreme wide shot|establishing shot|aerial (?:shot|view)|drone shot|seen from far away",
    ),
    (script_pb2.FRAMING_WIDE, r"wide shot|long shot|full-figure shot|full shot"),
    (script_pb2.FRAMING_MEDIUM, r"medium shot|mid shot|half-length shot|waist-up shot|two-shot"),
)
MOVES = (
    (
        script_pb2.CAMERA_MOVE_STATIC,
        r"camera (?:does not move|stands? still|is static|stays still)|static (?:shot|camera)|locked-off",
    ),
    (
        script_pb2.CAMERA_MOVE_PUSH_IN,
        r"camera (?:\w+ )?(?:push(?:es)?|moves?|dollies|glides) in(?:to)?|push(?:es)?-in|dolly-in|dollies in",
    ),
    (
        script_pb2.CAMERA_MOVE_PULL_OUT,
        r"camera (?:\w+ )?(?:pulls?|moves?|dollies) (?:out|back|away)|pull(?:s)?-out|dolly-out",
    ),
    (script_pb2.CAMERA_MOVE_PAN_LEFT, r"(?:camera (?:\w+ )?)?pan(?:s|ning)? (?:\w+ )?(?:to the )?left"),
    (script_pb2.CAMERA_MOVE_PAN_RIGHT, r"(?:camera (?:\w+ )?)?pan(?:s|ning)? (?:\w+ )?(?:to the )?right"),
    (script_pb2.CAMERA_MOVE_HANDHELD, r"hand-?held(?: camera)?(?: follows closely)?"),
    (script_pb2.CAMERA_MOVE_TRACK, r"camera (?:\w+ )?(?:tracks|follows)(?: alongside)?|tracking shot"),
    (
        script_pb2.CAMERA_MOVE_CRANE_UP,
        r"camera (?:\w+ )?(?:rises|cranes up|goes up)(?: on a crane)?|crane(?:s)?-up|crane shot",
    ),
    (
        script_pb2.CAMERA_MOVE_CRANE_DOWN,
        r"camera (?:\w+ )?(?:comes down|sinks|descends|cranes down)(?: on a crane)?|crane-down",
    ),
)
NEAR = "|".join(pattern for _, pattern in FRAMINGS)
MOVING = "|".join(pattern for _, pattern in MOVES)
OPENING = re.compile(
    rf"^(?:in |from )?(?:an? |the )?(?:{NEAR})(?:\s+(?:of|on|shows|showing)\b|[,:])?\s*", re.IGNORECASE
)
CAMERA_CLAUSE = re.compile(
    rf"(?:^|[,;.]|\band\b|\bas\b|\bwhile\b)\s*[^,;.]*(?:{MOVING})[^,;.]*(?=[,;.]|$)", re.IGNORECASE
)


def framing_in(sentence: str) -> script_pb2.Framing.ValueType:
    """The framing that the sentence names; unspecified when it names none."""
    for framing, pattern in FRAMINGS:
        if re.search(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE):
            return framing
    return script_pb2.FRAMING_UNSPECIFIED


def camera_in(sentence: str) -> script_pb2.CameraMove.ValueType:
    """The move that the sentence names; unspecified when it names none."""
    for move, pattern in MOVES:
        if re.search(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE):
            return move
    return script_pb2.CAMERA_MOVE_UNSPECIFIED


def without_filming(sentence: str) -> str:
    """The sentence without its words about framing and camera: what can be seen."""
    seen = CAMERA_CLAUSE.sub("", OPENING.sub("", sentence.strip()))
    return seen.strip(" ,;.") or sentence.strip(" .")
