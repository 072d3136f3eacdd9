"""What session does for summaries: says who is in a visit and where they are written to, hears what was signed."""
