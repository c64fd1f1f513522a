"""The body: trunk, arms and legs with what covers them closely."""
