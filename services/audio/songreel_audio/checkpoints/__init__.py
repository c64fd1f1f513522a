"""Foreign checkpoints read as plain arrays, and kept as safetensors."""
