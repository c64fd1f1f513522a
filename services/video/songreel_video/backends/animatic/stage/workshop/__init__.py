"""What sets are built from: paints, plants, houses, land, furniture, lamps, traffic. Places choose and arrange."""
