"""What it takes to be a Songreel process, and nothing about songs, scripts or film."""
