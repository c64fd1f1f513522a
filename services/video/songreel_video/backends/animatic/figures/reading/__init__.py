"""From the words about a character to the look of its figure."""
