"""Songs and pictures on their way in, from any client, whole or in pieces."""
