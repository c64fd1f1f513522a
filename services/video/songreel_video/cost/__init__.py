"""What a shot will cost: its floating point operations by formula, and the seconds that a device takes for them."""
