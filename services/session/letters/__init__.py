"""Letters: what session writes to people, when, and in which words."""
