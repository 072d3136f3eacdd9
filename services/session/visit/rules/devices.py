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


def knocking(person: Participant) -> DeviceId | None:
    """The device that is let in where no other is named: of those at the door the one that knocked last."""
    if person.standing not in {Standing.AT_DOOR, Standing.ADMITTED}:
        return None
    return next(reversed(_at_door(person)), None)


def _at_door(person: Participant) -> list[DeviceId]:
    return [id_ for id_, where in person.devices.items() if where is DevicePlace.AT_DOOR]


def let_in(person: Participant, device_id: DeviceId | None) -> Participant:
    """An admitted person, of whom one device has the place: the named one, else the one that knocked last.

    A device that had the place before loses it; others of the person go on standing at the door only if not chosen.
    """
    waiting = _at_door(person)
    if device_id is not None and device_id not in person.devices:
        raise from_table("participant.not_here", standing=person.standing.value)
    chosen = device_id or next(reversed(waiting), None)
    if chosen is None or person.devices[chosen] is DevicePlace.ADMITTED:
        return person
    others = {id_: DevicePlace.AT_DOOR for id_ in waiting if id_ != chosen}
    return replace(person, devices={**others, chosen: DevicePlace.ADMITTED})


def without_devices(person: Participant, device_ids: frozenset[DeviceId]) -> Participant:
    """The person without these devices."""
    kept = {id_: where for id_, where in person.devices.items() if id_ not in device_ids}
    return replace(person, devices=kept) if len(kept) != len(person.devices) else person
