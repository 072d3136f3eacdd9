"""What counts as a second fact, of whom, and for how long. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.contracts.states import Role
from services.session.link.code_rules import CodeState
from services.session.link.rules import Device

PROOF_LIFE: Final = timedelta(minutes=30)


class FactKind(StrEnum):
    """Which second fact a person gives.

    A patient's code goes to their own channel. A guest's only channel brought the link, so a code there would show
    nothing: they set one on the device on which they were admitted, or get one from the desk by phone.
    """

    MAILED_CODE = "mailed_code"
    OWN_CODE = "own_code"
    DESK_CODE = "desk_code"


def kind_of(role: Role, state: CodeState) -> FactKind:
    """The second fact that this person is asked for. A guest with a code of their own may still use the desk's."""
    if role is Role.PATIENT:
        return FactKind.MAILED_CODE
    return FactKind.OWN_CODE if state.own_hash is not None else FactKind.DESK_CODE


def is_mailed(role: Role) -> bool:
    """Whether a code by mail shows anything of this person."""
    return role is Role.PATIENT


def proven_until(device: Device, now: datetime) -> datetime | None:
    """Until when the last second fact of this device counts; None when none does."""
    if device.proved_at is None or device.ended_at is not None:
        return None
    until = device.proved_at + PROOF_LIFE
    return until if now < until else None


def may_set_code(role: Role, device: Device, state: CodeState, now: datetime) -> bool:
    """Whether a guest may set a code here: where the clinician admitted them, once; again only after a proof."""
    if role is Role.PATIENT or device.went_in_at is None or device.ended_at is not None:
        return False
    return state.own_hash is None or proven_until(device, now) is not None
