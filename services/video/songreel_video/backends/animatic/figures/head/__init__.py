"""The head: skull, face, hair and what is worn on it."""
