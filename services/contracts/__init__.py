"""What the services say to each other and to clients: events, grants, wire messages, ids, tables, error codes.

Pydantic models, tables as data, and the pure functions over them. Nothing here reads a clock, a socket or a file.
"""
