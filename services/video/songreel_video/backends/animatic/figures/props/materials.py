"""Colours of the materials that several props are made of."""

from __future__ import annotations

BRASS = (0.80, 0.62, 0.34)
LAMP_BRASS = (0.72, 0.55, 0.30)
STEEL = (0.74, 0.76, 0.80)
BLACK = (0.13, 0.12, 0.14)
CHROME = (0.78, 0.80, 0.84)
RUBBER = (0.11, 0.11, 0.13)
GOLD = (0.86, 0.68, 0.36)
PAPER = (0.95, 0.91, 0.82)
