"""What happens to a model's frames before they are coded: more of them a second, larger ones. Only as a preset says."""
