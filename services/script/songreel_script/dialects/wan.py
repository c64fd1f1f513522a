"""Wan's dialect: some 80 to 120 words: who does what where, what is near, camera, light, then look and mood.

Wan's own prompt extension (wan/utils/prompt_extend.py) asks for 80 to 100 words that bring out the subject's features,
the style, spatial relations and the scale of the shot, stress motion and camera moves, and use simple direct verbs. The
encoder reads 512 tokens.
"""

from songreel.script.v1 import script_pb2

from songreel_script.bans import free_of
from songreel_script.cast import short_name
from songreel_script.dialects.matter import Matter, listed, sentence

LEAST_WORDS, MOST_WORDS = 80, 120
FRAMINGS = {
    script_pb2.FRAMING_EXTREME_WIDE: "Extreme wide shot from far away, the place large around a small figure",
    script_pb2.FRAMING_WIDE: "Wide shot at eye level, the whole scene in the picture",
    script_pb2.FRAMING_MEDIUM: "Medium shot at eye level, seen from the waist up",
    script_pb2.FRAMING_CLOSE: "Close-up at eye level, every feature in sharp focus",
    script_pb2.FRAMING_INSERT: "Extreme close-up, the surface and its texture filling the picture",
}
MOVES = {
    script_pb2.CAMERA_MOVE_STATIC: "the camera stands still on a tripod",
    script_pb2.CAMERA_MOVE_PUSH_IN: "the camera slowly pushes in",
    script_pb2.CAMERA_MOVE_PULL_OUT: "the camera slowly pulls back",
    script_pb2.CAMERA_MOVE_PAN_LEFT: "the camera pans smoothly to the left",
    script_pb2.CAMERA_MOVE_PAN_RIGHT: "the camera pans smoothly to the right",
    script_pb2.CAMERA_MOVE_TRACK: "the camera tracks alongside at the same pace",
    script_pb2.CAMERA_MOVE_CRANE_UP: "the camera rises smoothly upwards",
    script_pb2.CAMERA_MOVE_CRANE_DOWN: "the camera comes down smoothly from above",
    script_pb2.CAMERA_MOVE_HANDHELD: "the handheld camera follows closely with a light sway",
}
MOODS = {
    "calm": "calm and unhurried",
    "tender": "tender and close, with gentle movement",
    "melancholic": "melancholic, with slow and heavy movement",
    "dreamy": "dreamy and floating, with soft slow movement",
    "happy": "happy and light, with lively movement",
    "euphoric": "euphoric, with wide and fast movement",
    "tense": "tense, with short and sudden movement",
    "dark": "dark and brooding, with slow and deliberate movement",
    "aggressive": "aggressive, with hard and fast movement",
    "epic": "epic and grand, with strong sweeping movement",
}

# Where there is little to say: what holds of any take, so that a prompt is not too short for the model.
WITH_PEOPLE = (
    (2, "The movement is natural: cloth and hair follow the body, each step and gesture has its weight."),
    (8, "One continuous take with steady focus and a natural sense of depth."),
)
WITHOUT = (
    (2, "The air is in motion: small parts stir by themselves, and the light changes slowly across each surface."),
    (8, "One continuous take with steady focus, fine texture and a natural sense of depth from near to far."),
)


def tell(matter: Matter) -> str:
    """The prompt."""
    needed = {0: sentence(f"{matter.act}{_where(matter)}"), 3: _camera(matter)}
    if matter.lights or matter.hour:
        needed[4] = _light(matter)
    if matter.styles:
        needed[5] = sentence(", ".join(matter.styles))
    wanted = [(1, _features(character)) for character in matter.cast[:1]]
    wanted += [(2, f"Also seen: {listed(matter.details)}.")] if matter.details else []
    wanted += [(6, f"A palette of {listed(matter.colours)}.")] if matter.colours else []
    wanted += [(7, f"The mood is {MOODS[matter.mood]}.")] if matter.mood else []
    wanted += [(1, _features(character)) for character in matter.cast[1:]]
    fillers = WITH_PEOPLE if matter.cast else WITHOUT
    parts = [(place, text) for place, text in needed.items() if text]
    for place, text in wanted:
        if text and count([*parts, (place, text)]) <= MOST_WORDS and free_of([text], matter.bans):
            parts.append((place, text))
    for place, text in fillers:
        if count(parts) < LEAST_WORDS and free_of([text], matter.bans):
            parts.append((place, text))
    return " ".join(text for _, text in sorted(parts, key=lambda part: part[0]))


def count(parts: list[tuple[int, str]]) -> int:
    """Words of all parts."""
    return sum(len(text.split()) for _, text in parts)


def _where(matter: Matter) -> str:
    return f", {matter.where}" if matter.where else ""


def _features(character: script_pb2.Character) -> str:
    """Build and hair, which the fixed wording may leave out; empty where they are not known."""
    known = [character.build] if character.build and character.build not in character.description else []
    hair = character.hair if character.hair and character.hair not in character.description else ""
    if not known and not hair:
        return ""
    who = sentence(short_name(character)).rstrip(".")
    return sentence(f"{who} {_is(known, hair)}")


def _is(known: list[str], hair: str) -> str:
    if not hair:
        return f"is {known[0]}"
    return f"is {known[0]}, with {hair}" if known else f"has {hair}"


def _camera(matter: Matter) -> str:
    phrases = (FRAMINGS.get(matter.framing, ""), MOVES.get(matter.camera, ""))
    return sentence("; ".join(phrase for phrase in phrases if phrase)) if any(phrases) else ""


def _light(matter: Matter) -> str:
    lights = listed(matter.lights)
    if not matter.hour:
        return sentence(lights)
    return sentence(f"lighting {matter.hour}: {lights}" if lights else f"the scene plays {matter.hour}")
