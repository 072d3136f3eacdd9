"""What every service needs of the outside: settings, database, bus, tokens, messages, health, life cycle."""
