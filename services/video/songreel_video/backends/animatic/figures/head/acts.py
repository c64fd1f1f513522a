"""The acts that an action's words ask of a face.

"shouts with closed eyes"  ->  shout, eyes_closed  ->  each changes the face that the one before has left
"""

from __future__ import annotations

import re
from functools import lru_cache

_EYES = r"(both |the |her |his |their )*eyes"
_HEAD = r"(the |her |his |their )*head"
ACTS = {
    "sad": r"\bcr(y|ies|ying)\b|\bweep\w*|\bsob(s|bing)?\b|\btears?\b|sorrow\w*|\bsad(ly)?\b|griev\w*|mourn\w*",
    "frown": r"frown\w*|glar(es|ing)|scowl\w*|\bangr\w*|\brage\b|\bfur(y|ious\w*)\b|clench\w* .*(jaw|teeth)|snarl\w*",
    "happy": r"laugh\w*|grin(s|ning)?\b|(?<!the )\bbeam(s|ing)\b|giggl\w*|smil(es|ing)\b|"
    r"(with|into) (a|the) (\w+ )?smile\b|"
    r"\bjoy\b|delight\w*|cheer(s|ing)\b",
    "laugh": r"laugh\w*|giggl\w*",
    "shout": r"shout\w*|scream\w*|yell(s|ing)?\b|roar(s|ing)?\b|calls? (out|across|after|to|for|into)\b",
    "smile_passes": r"smile (come|comes|coming) and go|"
    r"(faint|brief|fleeting|passing|half) smile|smiles? (briefly|faintly)",
    "breathe_out": r"breath(es|ing) (out|in|deep\w*|slow\w*)|\bsigh(s|ing)?\b|exhal\w*",
    "pant": r"breath(es|ing) (hard|heavily|fast|quick\w*)|\bpant(s|ing)\b|"
    r"out of breath|gasp(s|ing)?\b|catch\w* .*breath",
    "whisper": r"whisper\w*|murmur\w*|mouths (the|a|every|one)\b|\bspeak(s|ing)?\b|\btalk(s|ing)?\b|\bsays?\b",
    "bite_lip": r"\bbit(es|ing) .*\blips?\b",
    "tears": r"\bcr(ies|ying)\b(?! out)|\bweep\w*|\bsob(s|bing)?\b|\btears? (run|roll|fall|in|on|down)\b|"
    r"through tears|\btear\b",
    "look_up": r"looks? (slowly )?up\b|lifts? (the |her |his |their )*(face|head|eyes|chin)|raises? .*(face|head|eyes)",
    "look_down": r"(looks?|gaz(es|ing)) (slowly )?down(?! and then)|lowers? .*(face|head|eyes|gaze)|bows? .*head",
    "down_then_ahead": r"looks? down and then (ahead|up|away)",
    "look_round": r"looks? (a)?round\b|search(es|ing) the|looks? (from )?side to side|"
    r"over (the|her|his|their) shoulder",
    "head_back": rf"(throws?|tips?|tilts?|leans?|drops?) (back )?{_HEAD}( back(wards?)?)?\b",
    "turn_sharply": r"turns? (sharply|suddenly|quickly|at once)|spins? round to|whips? round",
    "turn": r"turns? and (smiles?|looks?)|turns? (slowly )?(to|towards?) (the )?(camera|light|window|viewer|us)",
    "listen": r"listen(s|ing)?\b|\bhears?\b",
    "past_camera": r"(looks?|gaz(es|ing)|star(es|ing)) past|(looks?|star(es|ing)) (in|on)to the distance",
    "to_camera": r"(looks?|gaz(es|ing)|star(es|ing)|smil(es|ing)|winks?|sings?) "
    r"(straight |directly |right )?(in|at)(to)? "
    r"(the |a )?(camera|lens|viewer)|looks? (straight|directly) (ahead|at us)",
    "shake_head": rf"shak(es|ing) {_HEAD}",
    "nod": r"\bnod(s|ding)?\b(?! off)",
    "eyes_wide": rf"{_EYES} (\w+ )?wide|wide[- ]eyed|wide open eyes|opens? {_EYES}|startl\w*|amaz\w*|in (awe|wonder)",
    "wink": r"\bwink(s|ing)?\b",
    "eyes_close": rf"clos(es|ing) {_EYES}|{_EYES} (slowly )?clos(e|es|ing)\b|shuts? {_EYES}",
    "eyes_closed": rf"\b(with )?(closed|shut) eyes|{_EYES} (\w+ )?(closed|shut)\b|"
    r"asleep|sleep(s|ing)\b|\bpray(s|ing)?\b",
}  # fmt: skip
"""The words of each act; all that are found are played, a later one over an earlier one."""
_PATTERNS = tuple((act, re.compile(pattern)) for act, pattern in ACTS.items())


@lru_cache(maxsize=2048)
def acts_of(action: str) -> tuple[str, ...]:
    """The acts that a wording asks of a face, in the order in which they are laid over one another."""
    words = re.sub(r"[’']", "", action.lower())
    found = {act for act, pattern in _PATTERNS if pattern.search(words)}
    if "smile_passes" in found:
        found.discard("happy")
    return tuple(act for act in ACTS if act in found)
