"""Who gets in: keys and what they allow, how often, and links that open one thing without a key."""
