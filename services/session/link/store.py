"""Links, devices and one-time codes in the database."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.contracts.ids import DeviceId, PersonId, VisitId
from services.contracts.states import ConsentState, Role, Standing, VisitState
from services.runtime.database import Tx
from services.session.link.code_rules import CodeState
from services.session.link.rules import Device, Link, Surroundings, WhyClosed
from services.session.link.tables import devices, link_codes, links
from services.session.visit.tables import participants, visits

MOST_COMING: Final = 5
"""Links sent again at once."""


def _link_of(row: Row[Any]) -> Link:
    return Link(
        id=row.id,
        handle=row.handle,
        clinic_id=row.clinic_id,
        queue_id=row.queue_id,
        visit_id=row.visit_id,
        person_id=row.person_id,
        generation=row.generation,
        secret_hash=row.secret_hash,
        closed=WhyClosed(row.closed) if row.closed else None,
        opened_at=row.opened_at,
        first_tap_at=row.first_tap_at,
    )


def _device_of(row: Row[Any]) -> Device:
    return Device(
        id=row.id,
        link_id=row.link_id,
        generation=row.generation,
        cookie_hash=row.cookie_hash,
        bound_at=row.bound_at,
        ended_at=row.ended_at,
        went_in_at=row.went_in_at,
        proved_at=row.proved_at,
    )


async def by_handle(tx: Tx, handle: str) -> Link | None:
    """The link with this address, if there is one."""
    row = (await tx.execute(select(links).where(links.c.handle == handle))).first()
    return _link_of(row) if row else None


async def around(tx: Tx, link: Link) -> Surroundings | None:
    """What beside a link decides whether it opens; None where nobody has such a place. Always one query."""
    row = (
        await tx.execute(
            select(
                participants.c.role,
                participants.c.standing,
                participants.c.consent,
                visits.c.state,
                (visits.c.decision_maker_id == participants.c.person_id).label("decides"),
                func.coalesce(visits.c.ended_at, visits.c.scheduled_at).label("over_at"),
            )
            .join(visits, visits.c.id == participants.c.visit_id)
            .where(participants.c.visit_id == link.visit_id, participants.c.person_id == link.person_id)
        )
    ).first()
    if row is None:
        return None
    return Surroundings(
        role=Role(row.role),
        standing=Standing(row.standing),
        visit_state=VisitState(row.state),
        visit_over_at=row.over_at,
        invitation=ConsentState(row.consent) if row.consent else None,
        decides=row.decides,
    )


async def of_person(tx: Tx, visit_id: VisitId, person_id: PersonId) -> Link | None:
    """A person's link to a visit, held until the transaction ends."""
    mine = select(links).where(links.c.visit_id == visit_id, links.c.person_id == person_id)
    row = (await tx.execute(mine.with_for_update())).first()
    return _link_of(row) if row else None


async def of_visit(tx: Tx, visit_id: VisitId) -> dict[PersonId, Link]:
    """Every link of a visit, by person."""
    rows = await tx.execute(select(links).where(links.c.visit_id == visit_id))
    return {row.person_id: _link_of(row) for row in rows}


async def coming_of(tx: Tx, person_id: PersonId) -> list[Link]:
    """A person's living links to visits that are not over, the nearest first."""
    over = VisitState.ENDED.value, VisitState.CANCELLED.value, VisitState.NO_SHOW.value
    rows = await tx.execute(
        select(links)
        .join(visits, visits.c.id == links.c.visit_id)
        .where(links.c.person_id == person_id, links.c.closed.is_(None), visits.c.state.not_in(over))
        .order_by(visits.c.scheduled_at)
        .limit(MOST_COMING)
    )
    return [_link_of(row) for row in rows]


async def hold(tx: Tx, link: Link) -> None:
    """Let only one tap at a time change the devices of a link.

    It is the visit's row that is locked: whatever else changes a link holds that one first.
    """
    await tx.execute(select(visits.c.id).where(visits.c.id == link.visit_id).with_for_update())


async def put(tx: Tx, link: Link) -> None:
    """Write a link, new or changed."""
    values = {
        "generation": link.generation,
        "secret_hash": link.secret_hash,
        "closed": link.closed,
        "opened_at": link.opened_at,
        "first_tap_at": link.first_tap_at,
    }
    row = upsert(links).values(
        id=link.id,
        handle=link.handle,
        clinic_id=link.clinic_id,
        queue_id=link.queue_id,
        visit_id=link.visit_id,
        person_id=link.person_id,
        **values,
    )
    await tx.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


async def devices_of(tx: Tx, link_id: UUID) -> tuple[Device, ...]:
    """Every device that a link ever bound, the first one first."""
    rows = await tx.execute(select(devices).where(devices.c.link_id == link_id).order_by(devices.c.bound_at))
    return tuple(_device_of(row) for row in rows)


async def device(tx: Tx, device_id: DeviceId) -> Device:
    """One bound device."""
    return _device_of((await tx.execute(select(devices).where(devices.c.id == device_id))).one())


async def bind(tx: Tx, device: Device) -> None:
    """Keep a device that a tap bound."""
    await tx.execute(
        insert(devices).values(
            id=device.id,
            link_id=device.link_id,
            generation=device.generation,
            cookie_hash=device.cookie_hash,
            bound_at=device.bound_at,
        )
    )


async def take_over(tx: Tx, link_id: UUID, device_id: DeviceId, now: datetime) -> None:
    """End every other device of a link; this one goes on, even if it had been ended before."""
    others = devices.c.link_id == link_id, devices.c.id != device_id, devices.c.ended_at.is_(None)
    await tx.execute(update(devices).where(*others).values(ended_at=now))
    await tx.execute(update(devices).where(devices.c.id == device_id).values(ended_at=None))


async def end_all(tx: Tx, link_id: UUID, now: datetime) -> frozenset[DeviceId]:
    """End every device of a link, and say which were still in use."""
    ended = update(devices).where(devices.c.link_id == link_id, devices.c.ended_at.is_(None)).values(ended_at=now)
    return frozenset((await tx.execute(ended.returning(devices.c.id))).scalars())


async def mark_tap(tx: Tx, link_id: UUID, now: datetime) -> None:
    """The first tap in the open window: from then on the person is not late."""
    first = links.c.id == link_id, links.c.first_tap_at.is_(None)
    await tx.execute(update(links).where(*first).values(first_tap_at=now))


async def mark_gone_in(tx: Tx, device_id: DeviceId, now: datetime) -> None:
    """Somebody tapped "Go in" on this device."""
    first = devices.c.id == device_id, devices.c.went_in_at.is_(None)
    await tx.execute(update(devices).where(*first).values(went_in_at=now))


async def mark_proved(tx: Tx, device_id: DeviceId, now: datetime) -> None:
    """A second fact was given on this device."""
    await tx.execute(update(devices).where(devices.c.id == device_id).values(proved_at=now))


async def proved_since(tx: Tx, device_id: DeviceId, moment: datetime) -> bool:
    """Whether a second fact was given on this device after that moment, and no other one took over."""
    mine = devices.c.id == device_id, devices.c.proved_at > moment, devices.c.ended_at.is_(None)
    return (await tx.execute(select(devices.c.id).where(*mine))).first() is not None


async def code_state(tx: Tx, link_id: UUID) -> CodeState:
    """Where a link stands with its one-time code, held until the transaction ends."""
    new = upsert(link_codes).values(link_id=link_id, serial=0, used=False, wrong=0, window_sends=0)
    await tx.execute(new.on_conflict_do_nothing())
    row = (await tx.execute(select(link_codes).where(link_codes.c.link_id == link_id).with_for_update())).one()
    return CodeState(
        link_id=link_id,
        serial=row.serial,
        sent_at=row.sent_at,
        used=row.used,
        wrong=row.wrong,
        closed_until=row.closed_until,
        window_from=row.window_from,
        window_sends=row.window_sends,
        own_hash=row.own_hash,
    )


async def put_code_state(tx: Tx, state: CodeState) -> None:
    """Write what became of a link's code."""
    await tx.execute(
        update(link_codes)
        .where(link_codes.c.link_id == state.link_id)
        .values(
            serial=state.serial,
            sent_at=state.sent_at,
            used=state.used,
            wrong=state.wrong,
            closed_until=state.closed_until,
            window_from=state.window_from,
            window_sends=state.window_sends,
            own_hash=state.own_hash,
        )
    )


async def forget_code(tx: Tx, link_id: UUID) -> None:
    """A newer link starts without a code and without a lock. The numbers go on, so that no code comes a second time."""
    nothing = dict.fromkeys(("sent_at", "closed_until", "window_from", "own_hash"))
    fresh = update(link_codes).where(link_codes.c.link_id == link_id)
    await tx.execute(fresh.values(**nothing, used=False, wrong=0, window_sends=0))


async def forget_first_tap(tx: Tx, visit_id: VisitId) -> None:
    """After a visit moved nobody has come to it yet."""
    await tx.execute(update(links).where(links.c.visit_id == visit_id).values(first_tap_at=None))
