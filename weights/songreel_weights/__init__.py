"""The catalogue of model weights: where they come from, what they may be used for, and how they are fetched."""
