"""Telling each reader of what is new in their own view, by a message with their own link."""
