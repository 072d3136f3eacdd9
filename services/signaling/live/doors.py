"""Whether a grant, or what resumes a page, belongs at the door through which it came. Pure."""

from services.contracts.grants import Door, JoinGrant
from services.signaling.errors import GrantForged, GrantForWrongRole, GrantForWrongVisit
from services.signaling.live.facts import Facts
from services.signaling.socket.handshake import Opening


def check(grant: JoinGrant, opening: Opening) -> None:
    """Raise why a well-signed grant does not open a socket at this address.

    The address is said by the proxy: `door`, and at a person's door the `handle` of their link.
    """
    if opening.door != grant.door or (grant.kind == "staff" and grant.door is not Door.STAFF):
        raise GrantForWrongRole
    if grant.door is Door.VISIT and opening.handle != grant.handle:
        raise GrantForWrongVisit
    if grant.kind == "visit" and None in (grant.visit_id, grant.queue_id, grant.role):
        raise GrantForged


def is_same_door(facts: Facts, opening: Opening) -> bool:
    """Whether a page comes back through the door by which it first came."""
    return opening.door == facts.door and (facts.door is Door.STAFF or opening.handle == facts.handle)
