"""The chain that seals the audit, as bytes in and bytes out. Pure.

Each seal is a keyed hash (HMAC-SHA-256, RFC 2104) over the seal before it, the line's number and every column of the
line: the hash chain of Schneier and Kelsey, "Secure Audit Logs to Support Computer Forensics" (ACM TISSEC 2 (2),
1999). What goes into the hash is framed as in the pre-authentication encoding of DSSE: every piece is preceded by its
length, so that no two lines give the same bytes. The first piece says what is sealed, and by which method.

The key lies in a file beside the services' other keys: with the database alone nobody makes another chain that fits.
"""

import hmac
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from services.runtime.key_files import load_or_make

FILE: Final = "audit.key"
METHOD: Final = b"beside audit 1"
BEGINNING: Final = bytes(32)
"""The seal before the first one."""


def open_audit_key(folder: Path | None) -> bytes:
    """The key of the chain. Whoever loses it can check nothing that was sealed before."""
    return load_or_make(folder, FILE, "the key that the audit is sealed with")


def seal_of(key: bytes, before: bytes, number: int, columns: Mapping[str, str | None]) -> bytes:
    """The seal of the line with this number.

    `columns`: what the line holds, by the name of the column, as PostgreSQL writes it; empty columns are left out, so
    that a column which a later release adds changes no seal.
    """
    pieces = [METHOD, before, str(number).encode()]
    for name, value in sorted(columns.items()):
        if value is not None:
            pieces += [name.encode(), value.encode()]
    return hmac.digest(key, b"".join(len(piece).to_bytes(8, "big") + piece for piece in pieces), "sha256")


def chain(key: bytes, before: bytes, lines: Sequence[tuple[int, Mapping[str, str | None]]]) -> list[bytes]:
    """The seals of several lines, one after the other; each line is its number and its columns."""
    seals: list[bytes] = []
    for number, columns in lines:
        before = seal_of(key, before, number, columns)
        seals.append(before)
    return seals
