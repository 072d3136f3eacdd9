"""Showing that it is you, before a summary opens: a code by mail, one that a guest set, or one that the desk says."""
