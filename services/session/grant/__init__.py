"""Join grants: what opens one socket, once, within a minute; and access tokens for notes."""
