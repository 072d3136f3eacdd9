"""Lets aiortc's people meet on a machine whose only network is loopback.

aioice leaves 127.0.0.1 out of the addresses it offers, so that with no other interface nobody would find anybody.
`aioice.ice.get_host_addresses` is not public: aiortc is pinned, and a test asks whether the name is still there.
"""

import aioice.ice

_found = aioice.ice.get_host_addresses


def _with_loopback(use_ipv4: bool, use_ipv6: bool) -> list[str]:  # noqa: FBT001 (aioice's signature)
    return [*_found(use_ipv4=use_ipv4, use_ipv6=use_ipv6), *(["127.0.0.1"] if use_ipv4 else [])]


def offer_loopback() -> None:
    """Have aioice offer 127.0.0.1 beside the machine's other addresses. Safe to call twice."""
    aioice.ice.get_host_addresses = _with_loopback
