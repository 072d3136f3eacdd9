"""Resume secrets: given to one page, known here and in Redis only by their hash."""

import secrets
from hashlib import sha256

_BYTES = 32


def new_secret() -> str:
    """256 bits of randomness, safe in JSON."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(secret: str) -> str:
    """By what a secret is looked up. It is random and long, so a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()
