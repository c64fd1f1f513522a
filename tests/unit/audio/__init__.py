"""The audio service's pure parts."""
