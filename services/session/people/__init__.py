"""Persons, who exist over many visits, and where they are written to."""
