"""Who is live in which visit, as the signaling instances tell it, and what follows from that."""
