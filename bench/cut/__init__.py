"""How long after the tap the last packet reaches a guest who is put out, or no longer agreed to."""
