"""The summary as each reader reads it, behind a second fact."""
