"""How soon after its end a visit has a draft of its summary."""
