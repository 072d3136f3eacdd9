"""Every wait and bound of a room, in one place. Times are seconds."""

from typing import Final

from services.contracts.wire import RESUME_LIFE_HIDDEN_S, RESUME_LIFE_S

RECONNECTING_AFTER: Final = 1.5
"""A lost socket shows only after this: a page that is back within a second was never away."""

ABSENT_AFTER: Final = 14.0
"""Since the last sign of a visible page; with a tick's delay this stays below the 15 s that people were promised."""

ABSENT_AFTER_HIDDEN: Final = 90.0
"""The same for a page that said `hidden` first: a phone that was put down is not a person who left."""

FORGOTTEN_AFTER: Final = float(RESUME_LIFE_S)
FORGOTTEN_AFTER_HIDDEN: Final = float(RESUME_LIFE_HIDDEN_S)
"""How long a lost connection can be resumed; afterwards it has no number any more."""

PRESENCE_EVERY: Final = 5.0
PRESENCE_OFTEN: Final = 0.5
"""While others may still be coming back to the bus: what was said before they did is lost on them."""
COMING_BACK_FOR: Final = 5.0
PEER_DOUBTED_AFTER: Final = 7.0
"""An instance that missed one report: its people show as reconnecting."""

PEER_FORGOTTEN_AFTER: Final = 12.0
"""An instance that missed two reports is not believed any more."""

GATHERED_FOR: Final = 0.1
"""Changes that come faster than this reach the screens together."""

RECEIVING_FOR: Final = 2.5
"""A page reports whose packets came in about once a second; two missed reports end the claim."""

SETTLED_WITHIN: Final = 2.0
"""How long a page has to say that it closed what may no longer flow: then a guest's is dropped, others' are named."""

GIVEN_UP_AFTER: Final = 2.5
"""When another instance should have dropped such a guest's page, and is not believed to hold it any more."""

ENDED_KEPT_FOR: Final = 1800.0
"""How long pages of an ended visit may stay connected: a visit can be reopened for 30 minutes."""

MAX_CANDIDATES: Final = 64
"""Towards one connection for one description. A phone with every kind of network gathers about 30."""

MAX_DESCRIPTION_BYTES: Final = 48 * 1024
MAX_CANDIDATE_BYTES: Final = 2 * 1024
MAX_PLEASE_OFFER_BYTES: Final = 256
"""Payload bounds of relayed messages. A description of a call of ten people stays below 30 kB."""
