"""Films a shot as an animatic: the storyboard, drawn and in motion."""
