"""Takes a code: the one that was sent or said last, or the one that a guest set. Mistakes are counted and kept."""

from datetime import datetime, timedelta
from typing import Final

from services.runtime.database import Tx
from services.session.callers import LinkCaller
from services.session.change import Change, Note
from services.session.errors import SecondFactClosed, SecondFactNeeded, SecondFactWrong, TooMany
from services.session.link import code_rules, store
from services.session.link.rules import Link
from services.session.parts import Parts

MOST_TRIES, TRIES_WITHIN = 400, timedelta(minutes=10)
"""From one source, whatever the links: a large clinic's readers behind one address still get in."""

_MINUTES: Final = TRIES_WITHIN.seconds // 60


async def spend(parts: Parts, caller: LinkCaller, link: Link, code: str | None, source: str) -> None:
    """Go on when the code fits; the device, where there is one, has shown it then. A transaction of its own, so that a
    mistake counts whatever becomes of the request. Sent once more by the same device the code fits as it did: only the
    answer got lost.

    Errors: `second_fact.needed`, `second_fact.wrong`, `second_fact.closed`, `request.too_many`.
    """
    if code and not await parts.limits.allows("code_try", source, MOST_TRIES, TRIES_WITHIN):
        raise TooMany(minutes=_MINUTES)
    async with parts.edge.work(caller) as work:
        now, state = work.now, await store.code_state(work.tx, link.id)
        _refuse_when_closed(state, now)
        if not code:
            raise SecondFactNeeded
        if code_rules.was_taken(state, parts.link_key, code, now) and await _showed_it(work.tx, caller, state):
            return
        is_sent = code_rules.fits(state, parts.link_key, code, now)
        right = is_sent or code_rules.fits_own(state, parts.link_key, code)
        after = code_rules.right(state, is_sent=is_sent) if right else code_rules.wrong(state, now)
        await store.put_code_state(work.tx, after)
        if right:
            await store.mark_proved(work.tx, caller.device_id, now)
        tried = Note(f"link.code_{'right' if right else 'wrong'}", link.visit_id, link.person_id)
        await work.tell(Change(after, notes=(tried,)))
    if not right:
        _refuse_when_closed(after, now)
        raise SecondFactWrong(tries_left=code_rules.tries_left(after))


async def _showed_it(tx: Tx, caller: LinkCaller, state: code_rules.CodeState) -> bool:
    """Whether it was this device that showed the code that was sent last."""
    return state.sent_at is not None and await store.proved_since(tx, caller.device_id, state.sent_at)


def _refuse_when_closed(state: code_rules.CodeState, now: datetime) -> None:
    minutes = code_rules.minutes_closed(state, now)
    if minutes is not None:
        raise SecondFactClosed(minutes=minutes)
