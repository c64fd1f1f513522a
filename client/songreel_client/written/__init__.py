"""What was written for a song, for people: on a terminal, and as Markdown."""
