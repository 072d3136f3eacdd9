"""Signing in: the same work and the same answers for names with and without an account."""

import secrets
from datetime import timedelta
from typing import Final

from services.contracts.ids import DeviceId
from services.runtime.ids import new_id
from services.session.accounts import rules, signed_in, store
from services.session.accounts.rules import Account, StaffSession
from services.session.accounts.signed_in import hash_of
from services.session.callers import OwnCaller, StaffCaller
from services.session.change import Change, Note
from services.session.errors import SignInClosed, WrongPassword
from services.session.parts import Parts

COOKIE_BYTES: Final = 32

MOST_TRIES, TRIES_WITHIN = 120, timedelta(minutes=5)
"""Sign-ins from one source, whatever the names: a large clinic behind one address still gets in at eight."""

SIGN_IN: Final = OwnCaller("sign_in")


async def begin(parts: Parts, name: str, password: str, source: str) -> tuple[StaffSession, str]:
    """A new session and its cookie. Errors: `staff.wrong`, `staff.locked`."""
    if not await parts.limits.allows("sign_in", source, MOST_TRIES, TRIES_WITHIN):
        raise SignInClosed(minutes=TRIES_WITHIN.seconds // 60)
    account = await _check(parts, name, password)
    now, cookie = parts.clock(), secrets.token_urlsafe(COOKIE_BYTES)
    session = StaffSession(
        id=new_id(),
        person_id=account.person_id,
        device_id=DeviceId(new_id()),
        started_at=now,
        used_at=now,
    )
    async with parts.edge.work(_caller(account, session)) as work:
        await signed_in.begin(work.tx, session, cookie)
        await work.tell(Change(session, notes=(Note("staff.signed_in", person_id=account.person_id),)))
    return session, cookie


async def _check(parts: Parts, name: str, password: str) -> Account:
    """The account, if the password fits.

    A try counts as wrong from before it is looked at until it was right: many at once get no more tries than one after
    the other, and no connection is held while the password is hashed.
    """
    name_hash = hash_of(name.strip().lower())
    async with parts.database.transaction() as tx:
        failures = await store.failures_of(tx, name_hash)
        _refuse_when_closed(parts, failures)
        failures = rules.one_more(failures, parts.clock())
        await store.keep_failures(tx, failures, parts.clock())
        account = await store.by_name(tx, name)
    right = await parts.passwords.fits(account.password_hash if account else None, password)
    if account is None or not right:
        _refuse_when_closed(parts, failures)
        raise WrongPassword
    async with parts.database.transaction() as tx:
        await store.forget_failures(tx, name_hash)
    return account


def _refuse_when_closed(parts: Parts, failures: rules.Failures) -> None:
    minutes = rules.minutes_closed(failures, parts.clock())
    if minutes is not None:
        raise SignInClosed(minutes=minutes)


async def end(parts: Parts, cookie: str | None) -> None:
    """Sign out; nothing to do without a session."""
    if cookie:
        async with parts.edge.work(SIGN_IN) as work:
            for person_id in await signed_in.end(work.tx, cookie, work.now):
                await work.tell(Change(person_id, notes=(Note("staff.signed_out", person_id=person_id),)))


def _caller(account: Account, session: StaffSession) -> StaffCaller:
    return StaffCaller(
        person_id=account.person_id,
        clinic_id=account.clinic_id,
        queue_ids=account.queue_ids,
        roles=account.roles,
        device_id=session.device_id,
    )
