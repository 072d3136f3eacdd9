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
from services.notes.audience import store
from services.runtime.database import Tx
from services.runtime.inbox import Reactions


async def _agreed(tx: Tx, _: Event, fact: InvitationAgreed | InvitationChanged) -> None:
    await store.keep_scopes(tx, fact.visit_id, fact.person_id, fact.scopes, fact.version)


async def _ended(tx: Tx, _: Event, fact: InvitationDeclined | InvitationRevoked | InvitationExpired) -> None:
    await store.keep_scopes(tx, fact.visit_id, fact.person_id, frozenset(), fact.version)


async def _removed(tx: Tx, _: Event, fact: PersonRemoved) -> None:
    await store.keep_removed(tx, fact.visit_id, fact.person_id, fact.version, removed=True)


async def _removal_undone(tx: Tx, _: Event, fact: RemovalUndone) -> None:
    await store.keep_removed(tx, fact.visit_id, fact.person_id, fact.version, removed=False)


def react(reactions: Reactions) -> None:
    """Say which events this capability hears."""
    reactions.on(InvitationAgreed, _agreed)
    reactions.on(InvitationChanged, _agreed)
    reactions.on(InvitationDeclined, _ended)
    reactions.on(InvitationRevoked, _ended)
    reactions.on(InvitationExpired, _ended)
    reactions.on(PersonRemoved, _removed)
    reactions.on(RemovalUndone, _removal_undone)
