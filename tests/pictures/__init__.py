"""A picture of every screen in every state, looked at by axe and then by people."""
