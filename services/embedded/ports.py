"""Free ports for the parts behind the origin."""

import os
import random
import socket
from contextlib import closing
from typing import Final

LOOPBACK: Final = "127.0.0.1"

# Below the range from which the kernel takes ports for outgoing connections: while a part is being restarted
# nobody else can be given its port, not even the client that keeps calling it.
_RANGE: Final = range(15_000, 32_000)
_TRIES: Final = 200


class NoFreePortError(RuntimeError):
    """Every port that was tried is in use."""


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether something could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_ports(count: int, *, but: int | None = None, share: str | None = None) -> list[int]:
    """So many different ports that nobody listens on, `but` one that somebody is about to.

    With the `share` 1/4, or `BESIDE_PORT_SHARE=1/4` in the environment, they are of the second of four shares of the
    range: runs that start at the same moment, told to use different shares, cannot choose the same.
    """
    found: list[int] = []
    for port in random.sample(_of_range(share or os.environ.get("BESIDE_PORT_SHARE", "0/1")), _TRIES + count):
        if len(found) == count:
            break
        if port != but and is_free(port):
            found.append(port)
    if len(found) < count:
        raise NoFreePortError(f"no {count} free ports between {_RANGE.start} and {_RANGE.stop}")
    return found


def _of_range(share: str) -> range:
    index, _, count = share.partition("/")
    return _RANGE[int(index) :: int(count)]


def loopback_hosts() -> tuple[str, ...]:
    """The addresses that `localhost` may mean to a browser here."""
    return tuple(host for host in (LOOPBACK, "::1") if exists(host))


def exists(host: str) -> bool:
    """Whether it is an address of this computer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
            probe.bind((host, 0))
    except OSError:
        return False
    return True
