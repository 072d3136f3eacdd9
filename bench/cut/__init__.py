"""How long after the tap nothing reaches a guest any more who is held, put out, or no longer agreed to."""
