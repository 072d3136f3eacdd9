"""Staff accounts: sign in, time-outs, lock-out, and which roles and queues somebody has."""
