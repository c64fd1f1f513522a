"""What hangs from the shoulders and the waist."""
