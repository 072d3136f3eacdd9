"""What staff see: the day, one visit in detail, and its history in plain sentences."""
