"""Whether a grant that nobody used yet still opens a socket. Pure."""

from services.contracts.grants import GrantCode
from services.contracts.questions import ClaimGrant
from services.session.visit.rules.model import Visit


def is_superseded(visit: Visit, claim: ClaimGrant, highest_claimed: int) -> bool:
    """Whether something newer took the grant's place.

    The device came back with a later grant, the device is no longer the person's, or the visit ended or moved since.
    """
    person = visit.people.get(claim.person_id)
    return (
        claim.n <= visit.grants_died_at
        or claim.n < highest_claimed
        or person is None
        or not visit.takes_part(person)
        or claim.device_id not in person.devices
    )


def code_for(*, is_first: bool, is_superseded: bool) -> GrantCode | None:
    """The answer to a claim. A grant that was used says so, whatever else is the matter with it."""
    if not is_first:
        return GrantCode.USED
    return GrantCode.SUPERSEDED if is_superseded else None
