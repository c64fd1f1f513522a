"""How a take comes to be: what it follows, what it may cost, and what happens when it is rejected."""
