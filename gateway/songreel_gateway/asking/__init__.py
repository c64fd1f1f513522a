"""What is asked of each service, and what is kept of its answers: the same for a film and for a part of one."""
