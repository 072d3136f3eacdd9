"""What consent says, as events tell it, so that whatever was taken back is closed at once, session up or not."""

from services.contracts.events import (
    Event,
    InvitationAgreed,
    InvitationChanged,
    InvitationDeclined,
    InvitationExpired,
    InvitationRevoked,
    PersonRemoved,
    RemovalUndone,
)
from services.contracts.states import Scope
from services.notes.audience import store
from services.notes.callers import EVENTS
from services.notes.change import Change, Note
from services.notes.work import Edge
from services.runtime.database import Tx
from services.runtime.inbox import Reactions

_Consent = InvitationAgreed | InvitationChanged | InvitationDeclined | InvitationRevoked | InvitationExpired


class ConsentNews:
    """Hears of consents; each that is new is a line of the audit here as well."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def said(self, tx: Tx, event: Event, fact: _Consent) -> None:
        """What the decision-maker's answer opens from now on."""
        scopes = fact.scopes if isinstance(fact, InvitationAgreed | InvitationChanged) else frozenset[Scope]()
        if await store.keep_scopes(tx, fact.visit_id, fact.person_id, scopes, fact.version):
            await self._note(tx, event, fact, "consent.heard", scopes=sorted(scopes))

    async def removed(self, tx: Tx, event: Event, fact: PersonRemoved | RemovalUndone) -> None:
        """Whoever is put out of the visit reads nothing of it."""
        is_removed = isinstance(fact, PersonRemoved)
        if await store.keep_removed(tx, fact.visit_id, fact.person_id, fact.version, removed=is_removed):
            await self._note(tx, event, fact, "removal.heard" if is_removed else "removal_undone.heard")

    async def _note(
        self, tx: Tx, event: Event, fact: _Consent | PersonRemoved | RemovalUndone, action: str, **details: object
    ) -> None:
        async with self._edge.inside(tx, EVENTS) as work:
            work.concerns(event, fact.visit_id)
            told = {"version": fact.version, **details}
            work.tell(Change(fact, notes=(Note(action, fact.visit_id, fact.person_id, told),)))


def react(reactions: Reactions, edge: Edge) -> None:
    """Say which events this capability hears."""
    news = ConsentNews(edge)
    reactions.on(InvitationAgreed, news.said)
    reactions.on(InvitationChanged, news.said)
    reactions.on(InvitationDeclined, news.said)
    reactions.on(InvitationRevoked, news.said)
    reactions.on(InvitationExpired, news.said)
    reactions.on(PersonRemoved, news.removed)
    reactions.on(RemovalUndone, news.removed)
