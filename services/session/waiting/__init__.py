"""The line of those who wait for a clinician, and each one's place in it."""
