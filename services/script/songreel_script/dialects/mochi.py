"""Mochi's dialect: one concise photoreal sentence of some 30 to 45 words.

Genmo's own examples are plain prose that says who does what, where, in what light. Its model card says that Mochi 1 is
optimised for photorealistic styles and poor at animated ones. The encoder reads 256 tokens.
"""

from songreel.script.v1 import script_pb2

from songreel_script.bans import free_of
from songreel_script.dialects.matter import Matter, sentence
from songreel_script.repertoire import table
from songreel_script.wording import words

MOST_WORDS = 45
NEAR = {
    script_pb2.FRAMING_EXTREME_WIDE: "Seen from far away",
    script_pb2.FRAMING_WIDE: "In a wide shot",
    script_pb2.FRAMING_MEDIUM: "In a medium shot",
    script_pb2.FRAMING_CLOSE: "In a close-up",
    script_pb2.FRAMING_INSERT: "In an extreme close-up",
}


def tell(matter: Matter) -> str:
    """The prompt."""
    near = NEAR.get(matter.framing, "")
    where = f"{matter.where} {matter.hour}".strip()
    core = ", ".join(part for part in (near, matter.act, where) if part)
    # Each with its place in the sentence; they are taken in the order of how much they matter.
    wanted = [(2, light) for light in matter.lights[:1]]
    wanted += [(3, realism(matter.styles))] if matter.styles else [(3, "photorealistic")]
    wanted += [(1, detail) for detail in matter.details[:1]]
    wanted += [(4, style) for style in matter.styles[1:3]]
    wanted += [(2, light) for light in matter.lights[1:]] + [(1, detail) for detail in matter.details[1:]]
    taken: list[tuple[int, str]] = []
    for place, part in wanted:
        whole = " ".join([core, *(text for _, text in taken), part])
        if count(whole) <= MOST_WORDS and free_of([part], matter.bans):
            taken.append((place, part))
    return sentence(", ".join([core.rstrip(","), *(part for _, part in sorted(taken, key=lambda one: one[0]))]))


def realism(styles: tuple[str, ...]) -> str:
    """The style's first clause, called photorealistic unless it is a drawn one."""
    drawn = set(table("styles")["drawn"].split()) & set(words(" ".join(styles)))
    return styles[0] if drawn or "photo" in styles[0] else f"photorealistic {styles[0]}"


def count(text: str) -> int:
    """Words of the text."""
    return len(text.split())
