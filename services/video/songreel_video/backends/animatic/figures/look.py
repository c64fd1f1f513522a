"""How one figure looks, for the whole film."""

from __future__ import annotations

from dataclasses import dataclass

from songreel_video.backends.animatic.figures.ink.shading import Colour


@dataclass(frozen=True, slots=True)
class FigureLook:
    """Everything that stays the same about a figure from shot to shot. Colours are sRGB in 0..1."""

    # Chooses what the wording leaves open, such as the dance; made of the wording, so it is the same in every shot.
    seed: int = 0
    # "human", "robot", or an animal: "dog", "cat", "fox", "wolf", "horse", "deer", "bear", "rabbit", "bird".
    species: str = "human"
    # "woman", "man" or "neutral".
    gender: str = "neutral"
    # "child", "teen", "adult", "elder".
    age: str = "adult"
    # Height and width against an average adult's.
    stature: float = 1.0
    girth: float = 1.0
    skin: Colour = (0.85, 0.64, 0.50)
    eyes: Colour = (0.25, 0.18, 0.13)
    # "bald", "buzz", "short", "swept", "curly", "afro", "bob", "long", "wavy", "ponytail", "bun", "braid", "locs",
    # "mohawk".
    hair_style: str = "short"
    hair: Colour = (0.16, 0.11, 0.09)
    # "none", "stubble", "short", "full", "moustache".
    beard: str = "none"
    # "none", "cap", "beanie", "brim", "cowboy", "sou_wester", "straw", "beret", "hood", "helmet", "headscarf",
    # "crown", "top_hat", "headphones".
    hat: str = "none"
    hat_colour: Colour = (0.2, 0.2, 0.24)
    # "none", "glasses", "sunglasses".
    glasses: str = "none"
    # "tee", "shirt", "sweater", "hoodie", "tank", "dress", "suit", "spacesuit", "overalls".
    top: str = "tee"
    top_colour: Colour = (0.75, 0.74, 0.70)
    # 0 bare arms .. 1 to the wrist.
    sleeves: float = 1.0
    # "none", "jacket", "leather", "coat", "raincoat", "blazer", "cloak", "vest".
    outer: str = "none"
    outer_colour: Colour = (0.3, 0.3, 0.35)
    # Where a coat or skirt ends: 0 at the hip, 1 at the knee, 2 at the ankle; negative for none.
    outer_hem: float = -1.0
    skirt_hem: float = -1.0
    # 0 straight .. 1 a wide swing.
    flare: float = 0.4
    skirt_colour: Colour = (0.6, 0.3, 0.35)
    # "trousers", "jeans", "wide", "shorts", "leggings", "bare".
    bottom: str = "trousers"
    bottom_colour: Colour = (0.22, 0.24, 0.32)
    # "sneakers", "boots", "leather", "heels", "wellingtons", "bare".
    shoes: str = "sneakers"
    shoes_colour: Colour = (0.9, 0.9, 0.88)
    # Scarf, tie, belt, stripes; `scarf` tells whether one is worn, `tie` likewise.
    accent: Colour = (0.8, 0.3, 0.25)
    scarf: bool = False
    tie: bool = False
    # What the wording puts into the hand: "none" or one of `held.CARRIED`.
    carries: str = "none"
    carries_colour: Colour = (0.75, 0.15, 0.15)
