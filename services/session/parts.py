"""What the routes of this process work with, made once by app.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends

from services.contracts.ids import PersonId, VisitId
from services.contracts.states import Link
from services.runtime.clock import Clock
from services.runtime.database import Database, Tx
from services.runtime.routes import parts_of
from services.runtime.settings import ServiceSettings
from services.runtime.tokens import KeyRing
from services.runtime.words import Words
from services.session.accounts.passwords import Passwords
from services.session.knock.pictures import Pictures
from services.session.limits import Limits
from services.session.visit.rules.times import Times
from services.session.work import Edge


class Presence(Protocol):
    """Who is live now, as far as signaling has told."""

    async def links_of(self, tx: Tx, visit_id: VisitId) -> Mapping[PersonId, Link]:
        """How the people of a visit are reached; whoever is not in it is absent."""

    async def hidden_in(self, tx: Tx, visit_id: VisitId) -> frozenset[PersonId]:
        """Who of a visit put the phone down: reached, but looking at something else."""

    async def is_live(self, tx: Tx, person_id: PersonId) -> bool:
        """Whether somebody is live in any visit."""

    def is_away(self, visit_id: VisitId, person_id: PersonId) -> bool:
        """Whether a well watcher says that no device of this person is reached."""


@dataclass(frozen=True, slots=True)
class Parts:
    """`link_key` is what link secrets and one-time codes are computed from; `keys` sign grants and tokens.

    `times` are the windows of a visit.
    """

    edge: Edge
    database: Database
    settings: ServiceSettings
    clock: Clock
    times: Times
    presence: Presence
    words: Words
    link_key: bytes
    limits: Limits
    passwords: Passwords
    keys: KeyRing
    pictures: Pictures


InParts = Annotated[Parts, Depends(parts_of)]
