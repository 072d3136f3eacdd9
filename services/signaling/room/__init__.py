"""What goes on in one visit's room, as seen from one instance. No clock, no loop, no bytes: inputs in, effects out."""
