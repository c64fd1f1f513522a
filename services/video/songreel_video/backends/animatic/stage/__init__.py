"""Where the shots play: sky, sets, light, weather and the camera that looks at them."""
