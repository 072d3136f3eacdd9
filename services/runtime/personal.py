"""Keys of persons: names, contacts and what was written about somebody are stored under a key that is theirs alone.

Erasing the key erases the person, in every row and every copy of a row at once (cryptographic erase, NIST SP 800-88
Rev. 1). Each key is 256 random bits and lies in the table `person_keys`, wrapped under the service's own key, which
lies in a file and never in the database. All encryption is AES-256-GCM (NIST SP 800-38D) under random nonces; what
is authenticated beside the words names the person, the table and the column, so that no value can be moved.

How rows are written and read with them is told in `person_keys.py`.
"""

import hmac
import secrets
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Column

from services.runtime.key_files import KEY_BYTES, load_or_make

FILE: Final = "persons.key"
NONCE_BYTES: Final = 12
VERSION: Final = b"\x01"
"""Begins every sealed value, so that a later method can be told from this one."""

INDEX_BYTES: Final = 16
"""Of a blind index: enough that two words never meet by chance."""


class PersonErasedError(Exception):
    """Nothing more is written about a person who was erased."""


class PersonKey:
    """The key of one person. Without one (the person was erased) nothing opens, and nothing is sealed."""

    __slots__ = ("_cipher", "_person")

    def __init__(self, person_id: UUID, key: bytes | None) -> None:
        self._person = person_id.bytes
        self._cipher = AESGCM(key) if key is not None else None

    @property
    def is_erased(self) -> bool:
        """Whether the person was erased, or never had a key here."""
        return self._cipher is None

    def seal(self, column: Column[Any], words: str) -> bytes:
        """What the column stores instead of the words. Error: `PersonErasedError`."""
        if self._cipher is None:
            raise PersonErasedError
        nonce = secrets.token_bytes(NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, words.encode(), self._place(column))

    def seal_some(self, column: Column[Any], words: str | None) -> bytes | None:
        """The same for words that may be missing."""
        return None if words is None else self.seal(column, words)

    def open(self, column: Column[Any], sealed: bytes | None) -> str | None:
        """The words; None where there are none, or none any more.

        Raises `cryptography.exceptions.InvalidTag` for a value that was changed, or moved from another place.
        """
        if self._cipher is None or sealed is None:
            return None
        nonce, words = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        return self._cipher.decrypt(nonce, words, self._place(column)).decode()

    def _place(self, column: Column[Any]) -> bytes:
        return VERSION + self._person + _named(column)


@cache
def _named(column: Column[Any]) -> bytes:
    """There are few of them, and each is asked for with every value."""
    return f"{column.table.name}.{column.name}".encode()


class Personal:
    """What a service needs to make and open the keys of persons. One a process; it travels with its transactions."""

    def __init__(self, root: bytes) -> None:
        self._wrapping = AESGCM(_derived(root, b"wrapping keys of persons"))
        self._index_key = _derived(root, b"blind index")

    def new_key(self, person_id: UUID) -> tuple[PersonKey, bytes]:
        """A new key, and how it is stored."""
        key, nonce = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(NONCE_BYTES)
        return PersonKey(person_id, key), VERSION + nonce + self._wrapping.encrypt(nonce, key, person_id.bytes)

    def key(self, person_id: UUID, wrapped: bytes | None) -> PersonKey:
        """A stored key; `wrapped` is None where there is none (any more)."""
        if wrapped is None:
            return PersonKey(person_id, None)
        nonce, key = wrapped[1 : 1 + NONCE_BYTES], wrapped[1 + NONCE_BYTES :]
        return PersonKey(person_id, self._wrapping.decrypt(nonce, key, person_id.bytes))

    def index(self, *words: str) -> bytes:
        """A keyed hash (HMAC-SHA-256) to find a row by words that it holds sealed.

        The first of the words says what kind they are.
        """
        framed = b"".join(len(word).to_bytes(4, "big") + word for word in (one.encode() for one in words))
        return hmac.digest(self._index_key, framed, "sha256")[:INDEX_BYTES]


def _derived(root: bytes, purpose: bytes) -> bytes:
    """One key for each purpose (HKDF, RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"beside " + purpose).derive(root)


def open_personal(folder: Path | None) -> Personal:
    """With the service's own key from its folder. Whoever loses that key has erased everybody."""
    return Personal(load_or_make(folder, FILE, "the key that the keys of persons are wrapped under"))
