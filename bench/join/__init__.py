"""How long people wait until they see each other."""
