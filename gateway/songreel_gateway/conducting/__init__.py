"""How a film is made: each step asks one service, patiently, and keeps the answer. Read `workflow` first."""
