"""Which device of a person stands where: the first keeps its place until the second is let in."""

from dataclasses import replace

from services.contracts.ids import DeviceId
from services.contracts.standing import ONE_DEVICE
from services.contracts.states import DevicePlace, Standing
from services.session.errors import from_table
from services.session.visit.rules.model import Participant


def with_device(person: Participant, device_id: DeviceId) -> Participant:
    """The person with this device among theirs, at the place that their standing gives it.

    The same device coming back takes its own place.
    """
    if person.role in ONE_DEVICE:
        is_in = person.standing is Standing.ADMITTED
        return replace(person, devices={device_id: DevicePlace.ADMITTED if is_in else DevicePlace.AT_DOOR})
    if device_id in person.devices:
        return person
    return replace(person, devices={**person.devices, device_id: DevicePlace.AT_DOOR})


def let_in(person: Participant, device_id: DeviceId | None) -> Participant:
    """An admitted person, of whom one device has the place: the named one, else the one that knocked last.

    A device that had the place before loses it; others of the person go on standing at the door only if not chosen.
    """
    knocking = [id_ for id_, where in person.devices.items() if where is DevicePlace.AT_DOOR]
    if device_id is not None and device_id not in person.devices:
        raise from_table("participant.not_here", standing=person.standing.value)
    chosen = device_id or (knocking[-1] if knocking else None)
    if chosen is None or person.devices[chosen] is DevicePlace.ADMITTED:
        return person
    waiting = {id_: DevicePlace.AT_DOOR for id_ in knocking if id_ != chosen}
    return replace(person, devices={**waiting, chosen: DevicePlace.ADMITTED})


def without_devices(person: Participant, device_ids: frozenset[DeviceId]) -> Participant:
    """The person without these devices."""
    kept = {id_: where for id_, where in person.devices.items() if id_ not in device_ids}
    return replace(person, devices=kept) if len(kept) != len(person.devices) else person
