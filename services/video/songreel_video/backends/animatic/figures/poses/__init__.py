"""What bodies do: a stance for each kind of pose, at any phase of its cycle, and the words that ask for it."""

from songreel_video.backends.animatic.figures.poses import dances, feats, gaits, moves, music, seats, standing, together
from songreel_video.backends.animatic.figures.poses.pose import STANCES, Moment, Pose
from songreel_video.backends.animatic.figures.poses.words import pose_kind

__all__ = ["KINDS", "STANCES", "Moment", "Pose", "pose_kind"]

_MODULES = (standing, gaits, moves, seats, music, dances, feats, together)  # importing them registers their stances
KINDS = tuple(STANCES)
