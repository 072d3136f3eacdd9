"""Who has looked: what screens showed about whom goes into the audit, and the person can read it."""
