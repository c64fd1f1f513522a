"""Plans the shots of an analysed song on the integer frame grid of the delivery rate."""

from songreel_audio.plan.planner import plan_shots

__all__ = ["plan_shots"]
