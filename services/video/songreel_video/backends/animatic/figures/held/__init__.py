"""What figures hold, play, sit on and ride."""
