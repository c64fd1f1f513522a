"""Animals as characters: four-legged ones and birds, seen from the side."""
