"""Beside for the phones of the same network: which address, and how a phone gets there."""

import hashlib
import io
import socket
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address
from pathlib import Path
from typing import Final

import segno

from services.embedded.ports import LOOPBACK, exists

ANY: Final = "1"
"""Instead of an address: let the kernel choose."""

# Nothing is sent: connecting a datagram socket only makes the kernel choose the address it would send from.
_ELSEWHERE = ("192.0.2.1", 9)


class NoNetworkError(RuntimeError):
    """This computer has no address that a phone could reach, or not the one that was named."""


@dataclass(frozen=True)
class Lan:
    """Where phones find us; `page_port` has the page about trust, over plain http."""

    address: str
    port: int
    page_port: int

    @property
    def origin(self) -> str:
        """The origin with TLS."""
        return f"https://{self.address}:{self.port}"

    @property
    def page(self) -> str:
        """Where a phone starts."""
        return f"http://{self.address}:{self.page_port}/"


def find_lan(page_port: int, wanted: str = ANY) -> Lan:
    """The wanted address of this computer; TLS has the port 363 further on, 8443 beside 8080."""
    address = _sending_address() if wanted == ANY else _own_address(wanted)
    return Lan(address=address, port=page_port + 363, page_port=page_port)


def _own_address(named: str) -> str:
    """Whoever has several network cards knows which of them the phones are at."""
    with suppress(AddressValueError):
        address = IPv4Address(named)
        if not address.is_unspecified and str(address) != LOOPBACK and exists(str(address)):
            return str(address)
    raise NoNetworkError(f"LAN={named} is no address of this computer that phones could open; LAN=1 chooses one.")


def _sending_address() -> str:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(_ELSEWHERE)
        except OSError as error:
            raise NoNetworkError("LAN=1 needs a network, and this computer is in none.") from error
        return str(probe.getsockname()[0])


def qr_code(text: str) -> str:
    """The text as a QR code of half blocks, for a terminal."""
    out = io.StringIO()
    segno.make(text, error="m").terminal(out=out, compact=True)
    return out.getvalue()


def qr_picture(text: str) -> str:
    """The text as a QR code for a page: an SVG document, dark on light in any theme."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=4, light="#fff")
    return out.getvalue().decode("utf-8")


def fingerprint(certificate: Path) -> str:
    """SHA-256 of the authority's certificate, as phones show it."""
    der = ssl.PEM_cert_to_DER_cert(certificate.read_text(encoding="ascii"))
    digits = hashlib.sha256(der).hexdigest().upper()
    return ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))
