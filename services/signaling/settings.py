"""What the signalling service is told from outside."""

from pydantic import field_validator

from services.runtime.settings import ServiceSettings


class SignalingSettings(ServiceSettings):
    """Beside the common ones: where pages' sockets come in, and which pages may open one."""

    socket_host: str = "127.0.0.1"
    """Address on which pages' sockets come in, through the proxy."""
    socket_port: int = 8000
    """Caddy proxies `/ws` to it. Health and figures are on `http_port`, which no stranger reaches."""
    more_origins: str = ""
    """Further origins whose pages may open sockets, separated by blanks: the embedded run's address on the LAN."""
    sockets: int = 10_000
    """How many at once."""
    message_burst: int = 256
    """Frames that one socket may send at once."""
    message_rate: float = 64.0
    """Frames that one socket may send every second from then on."""
    ice_urls: str = ""
    """STUN and TURN addresses for the pages, separated by blanks; none: pages use their own addresses only."""

    @field_validator("more_origins", "ice_urls")
    @classmethod
    def _single_blanks(cls, value: str) -> str:
        return " ".join(value.split())

    @property
    def origins(self) -> tuple[str | None, ...]:
        """Which `Origin` headers may open a socket; None is a client that is no browser."""
        return (self.public_origin, *self.more_origins.split(), None)
