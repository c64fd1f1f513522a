"""How a revision becomes a film with its certificate, and what is delivered of it."""
