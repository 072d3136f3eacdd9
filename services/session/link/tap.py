"""The tap: binds a device to a link, after the second fact where one is needed."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from services.contracts.ids import DeviceId
from services.runtime.database import Tx
from services.runtime.ids import new_id
from services.session.callers import LinkCaller
from services.session.errors import SecondFactNeeded
from services.session.link import proving, rules, store
from services.session.link.door import NO_DEVICE, AtDoor
from services.session.link.rules import Binding, Device
from services.session.parts import Parts

COOKIE_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Bound:
    """Who tapped, on which device, and the cookie of a device that is new."""

    caller: LinkCaller
    cookie: str | None
    binding: Binding


async def prove(parts: Parts, at_door: AtDoor, code: str | None, source: str) -> bool:
    """Ask for the second fact where this tap needs one, and say whether it was given.

    A wrong one is counted in a transaction that is kept.
    Errors: `second_fact.needed`, `second_fact.wrong`, `second_fact.closed`, `request.too_many`.
    """
    if rules.binding_of(at_door.link, at_door.around.role, at_door.devices, at_door.device) is not Binding.INSTEAD:
        return False
    await proving.spend(parts, at_door.caller(NO_DEVICE), at_door.link, code, source)
    return True


async def bind(tx: Tx, parts: Parts, at_door: AtDoor, *, proven: bool) -> Bound:
    """Bind the device that tapped. Error: `second_fact.needed` when another one was bound a moment ago."""
    await store.hold(tx, at_door.link)
    now = parts.clock()
    devices = await store.devices_of(tx, at_door.link.id)
    binding = rules.binding_of(at_door.link, at_door.around.role, devices, at_door.device)
    if binding is Binding.INSTEAD and not proven:
        raise SecondFactNeeded
    device, cookie = at_door.device, None
    if device is None:
        device, cookie = _new_device(at_door, now)
        await store.bind(tx, device)
    if binding is Binding.INSTEAD:
        await store.take_over(tx, at_door.link.id, device.id, now)
        await store.mark_proved(tx, device.id, now)
    if at_door.link.opened_at is None:
        await store.put(tx, replace(at_door.link, opened_at=now))
    return Bound(at_door.caller(device.id), cookie, binding)


def _new_device(at_door: AtDoor, now: datetime) -> tuple[Device, str]:
    cookie = secrets.token_urlsafe(COOKIE_BYTES)
    device = Device(
        id=DeviceId(new_id()),
        link_id=at_door.link.id,
        generation=at_door.link.generation,
        cookie_hash=rules.hash_of(cookie),
        bound_at=now,
    )
    return device, cookie
