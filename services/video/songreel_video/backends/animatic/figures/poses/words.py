"""The kind of pose that an action's wording asks for."""

from __future__ import annotations

import re
from functools import lru_cache

# In the order in which they win: the rarer and more visible the pose, the earlier. Stems match every verb form.
_LEXICON = {
    "play_guitar": r"guitar|strum\w*|riff\w*|\bbass\b|ukulele|banjo",
    "play_piano": r"piano|keyboard\w*|synth\w*|organ\b",
    "play_drums": r"drum\w*|percussion",
    "embrace_self": (
        r"(hugs?|hugging|embrac\w+|wraps?|wrapping) (her|him|them|it)?(self|selves)|"
        r"(hugs?|hugging) (her|his|their) (arms|knees|coat)|shiver\w*|arms around (her|him|them)sel\w+|"
        r"holds? (her|him|them)self"
    ),
    "ride": r"bicycl\w*|\bbikes?\b|biking|cycl(es|ing|ist)|pedal\w*|\brid(e|es|ing)\b|\brode\b",
    "drive": r"\bdriv(e|es|ing)\b|\bdrove\b|steer\w*|behind the wheel|at the wheel|steering wheel",
    "sing": (
        r"\bsing(s|ing)?\b|\bsang\b|microphone|\bmic\b|vocal\w*|croon\w*|\brap(s|ping)?\b|belts? out|performs?\b|"
        r"performing"
    ),
    "dance": (
        r"danc\w*|twirl\w*|spins?\b|spinning|sways? to|grooves?|grooving|waltz\w*|whirl\w*|pirouett\w*|head-?bang\w*|"
        r"moves? to the (beat|music|rhythm)"
    ),
    "pull": (
        r"\bpull(s|ed|ing)?\b|haul\w*|\btug(s|ging)?\b|drag(s|ging|ged)?\b|heav(es|ing)\b|\breel(s|ing)? in|rope|"
        r"\bnets?\b|\brow(s|ing)\b"
    ),
    "run": (
        r"\brun(s|ning)?\b|\bran\b|sprint\w*|rac(es|ing)\b|chas(es|ing|e)\b|\bflee(s|ing)?\b|jog(s|ging)?\b|"
        r"dash(es|ing)\b|rush(es|ing)?\b|hurr(y|ies|ying)|escap(es|ing)"
    ),
    "jump": r"jump\w*|leap\w*|\bhop(s|ping)?\b|bounc(es|ing)|skip(s|ping)\b|flies\b|flying\b|\bfloat\w*",
    "wave": (
        r"wav(es|ing) (at|to|good|her|his|their|a hand|from|back)|\bwaves$|waves? goodbye|beckon\w*|greet\w*|salut\w*"
    ),
    "kneel": (
        r"kneel\w*|\bknelt\b|crouch\w*|squat\w*|\bpray(s|ing)?\b|bends? down|picks? up|on (her|his|their) knees|"
        r"plant(s|ing)\b|digs?\b|digging"
    ),
    "lie": (
        r"\bl(ie|ies|ying|aid|ay)\b|sleep\w*|asleep|rests? on (her|his|the) (back|bed|grass)|dream(s|ing)\b|collaps\w*"
    ),
    "read": (
        r"\bread(s|ing)?\b|letter|\bbook\b|newspaper|\bwrit(e|es|ing)\b|"
        r"looks? at (a|an|the|her|his|their) (old |faded )?(photo\w*|picture|map|phone|note|page)|stud(ies|ying)|"
        r"scroll\w*"
    ),
    "sit": (
        r"\bsit(s|ting)?\b|\bsat\b|seated|perch\w*|on a (bench|chair|stool|couch|sofa|swing)|"
        r"at (a|the) (table|bar|desk|counter)|drinks?\b|drinking|slump\w*"
    ),
    "look_away": (
        r"looks? away|turns? away|turns? (her|his|their) back|walks? away|back to (the )?camera|from behind|"
        r"gaz(es|ing) (out|over|across|at the (sea|horizon|city|ocean|skyline|distance|mountains?))|"
        r"look(s|ing) (out|over|across)|star(es|ing) (out|over|across|into the (distance|dark|sea))|"
        r"watch(es|ing) (the )?(sea|ocean|horizon|city|waves|sunset|sunrise|skyline|train|boat|ship)|"
        r"faces? the (sea|horizon|wind)"
    ),
    "look_up": (
        r"looks? up|looking up|gaz(es|ing) (up|at the (sky|stars?|moon))|"
        r"watch(es|ing) the (sky|stars?|moon|birds?|snow|fireworks)|"
        r"star(es|ing) (up|at the (sky|stars?|moon|ceiling))|lifts? (her|his|their) (face|head|eyes)|"
        r"tilts? (her|his|their) head|faces? the sky"
    ),
    "reach": (
        r"reach\w*|stretch\w*|touch\w*|point(s|ing)\b|grasp\w*|climb\w*|rais(es|ing)|lifts?\b|throws?|throwing|"
        r"opens? (her|his|their) arms|spreads?|open(s|ing) (a|the) door|knock\w*"
    ),
    "walk": (
        r"walk\w*|stroll\w*|wander\w*|stroll|\bstep(s|ping)?\b|march\w*|strid(es|ing)|pac(es|ing)\b|cross(es|ing)\b|"
        r"mov(es|ing) through|approach\w*|leav(es|ing)\b|enter\w*|arriv\w*|pass(es|ing)\b|return\w*|follow\w*|roam\w*|"
        r"drift\w*|trudg\w*|hik(es|ing)|carr(ies|ying)|comes?\b|coming|goes\b|going"
    ),
    "hold_object": (
        r"\bhold(s|ing)?\b|\bheld\b|clutch\w*|cradl\w*|offer\w*|gives?\b|giving|"
        r"lights? (a|the) (candle|lamp|lantern|cigarette|match)|carry|umbrella|lantern"
    ),
    "stand": (
        r"stand\w*|\bstood\b|wait\w*|lean\w*|stops?\b|paus\w*|still|watch\w*|look\w*|star(es|ing)|breath\w*|smil\w*|"
        r"think\w*|listen\w*|cr(ies|ying)|weep\w*"
    ),
}
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _LEXICON.items())


@lru_cache(maxsize=2048)
def pose_kind(action_text: str, energy: float = 0.5) -> str:
    """The pose of an action: "She runs through rain" gives "run". Without a known verb, the energy decides."""
    text = re.sub(r"[’']", "", action_text.lower())
    for kind, pattern in _PATTERNS:
        if pattern.search(text):
            return kind
    if energy > 0.82:
        return "dance"
    return "walk" if energy > 0.35 else "stand"
