"""The subjects on which the services talk over NATS, each built in one place."""

from typing import Final

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId

EVENTS_STREAM: Final = "EVENTS"
STANDING_BUCKET: Final = "standing"
KEYS_BUCKET: Final = "keys"

ASK_CLAIM_GRANT: Final = "ask.session.grant.claim"
ASK_SIGNED_OUT: Final = "ask.session.staff.signed_out"
ASK_PEOPLE_FACTS: Final = "ask.session.people.facts"
ASK_PEOPLE_CONTACT: Final = "ask.session.people.contact"
ASK_CONSENT_SCOPES: Final = "ask.session.consent.scopes"

ALL_HINTS: Final = "hint.>"
ALL_PRESENCE: Final = "presence.>"
ALL_STANDING: Final = "standing.>"
ALL_RELAY: Final = "relay.>"


def event(clinic: ClinicId, queue: QueueId, event_type: str) -> str:
    """Where an event of a clinic's queue is published in the stream."""
    return f"ev.{clinic}.{queue}.{event_type}"


def hint(clinic: ClinicId, queue: QueueId) -> str:
    """Where session says, at most once, that something changed."""
    return f"hint.{clinic}.{queue}"


def standing(visit: VisitId) -> str:
    """The core copy of a visit's standing entry, so that a removal need not wait for the bucket's watcher."""
    return f"standing.{visit}"


def presence(clinic: ClinicId, visit: VisitId) -> str:
    """Where a signaling instance says who is live in a visit."""
    return f"presence.{clinic}.{visit}"


def relay(visit: VisitId) -> str:
    """What signaling instances pass on to each other for one visit."""
    return f"relay.{visit}"


def relay_of(visit: VisitId, person: PersonId) -> str:
    """What is passed on to one person of a visit, at whichever instance they are."""
    return f"relay.{visit}.{person}"
