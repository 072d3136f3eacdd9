"""The subjects on which the services talk over NATS, each built in one place."""

from typing import Final

from services.contracts.ids import ClinicId, MessageId, PersonId, QueueId, VisitId

EVENTS_STREAM: Final = "EVENTS"
CHAT_STREAM: Final = "CHAT"
STANDING_BUCKET: Final = "standing"
KEYS_BUCKET: Final = "keys"

ASK_CLAIM_GRANT: Final = "ask.session.grant.claim"
ASK_SIGNED_OUT: Final = "ask.session.staff.signed_out"
ASK_PEOPLE_FACTS: Final = "ask.session.people.facts"
ASK_PEOPLE_CONTACT: Final = "ask.session.people.contact"
ASK_CONSENT_SCOPES: Final = "ask.session.consent.scopes"
ASK_FORGET_CHAT: Final = "ask.signaling.chat.forget"

ALL_HINTS: Final = "hint.>"
ALL_PRESENCE: Final = "presence.>"
ALL_STANDING: Final = "standing.>"
ALL_KNOCKS: Final = "knock.>"
ALL_RELAY: Final = "relay.>"
ALL_CHAT: Final = "chat.>"
ALL_CHAT_MOVED: Final = "chat_moved.>"


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


def knock(visit: VisitId) -> str:
    """Where session's instances hand each other the picture of somebody who knocks; nothing keeps it."""
    return f"knock.{visit}"


def relay(visit: VisitId) -> str:
    """What signaling instances pass on to each other for one visit."""
    return f"relay.{visit}"


def chat_message(visit: VisitId, writer: PersonId, message: MessageId) -> str:
    """Where one message of a visit is kept in the stream: the last there is the message as it is now."""
    return f"chat.{visit}.{writer}.{message}"


def chat_of(visit: VisitId, writer: PersonId | None = None) -> str:
    """All messages of a visit, or those that one person wrote."""
    return f"chat.{visit}.{writer or '*'}.*"


def chat_moved(visit: VisitId) -> str:
    """Where a signaling instance says that it stored something of a visit's chat, so that the others fetch it."""
    return f"chat_moved.{visit}"
