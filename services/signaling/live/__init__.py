"""Who is where: pages and their sockets, the rooms they are in, and what instances tell each other."""
