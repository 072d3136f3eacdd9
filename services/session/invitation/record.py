"""The record of consent: every act as it was done, only ever added to; and who is not to be proposed again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.contracts.ids import ClinicId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.states import ConsentAct, ConsentBasis, ConsentState, Scope
from services.contracts.visit_table import Actor
from services.runtime import person_keys
from services.runtime.database import Tx
from services.runtime.person_keys import personal_of
from services.runtime.personal import Personal
from services.runtime.record_tables import person_keys as keys
from services.session.invitation.hand import Act, AskedOn, Hand
from services.session.invitation.tables import consent_acts, invitations, not_carried_over
from services.session.visit.tables import visits

MOST_EMERGENCIES: Final = 200
"""On the list at once, the newest first."""


async def add(tx: Tx, act: Act, words_of: PersonId) -> None:
    """Keep an act. Its words are erased with the person whom they are about."""
    words = None
    if act.hand.words is not None:
        words = (await person_keys.of(tx, [words_of]))[words_of].seal(consent_acts.c.words, act.hand.words)
    await tx.execute(
        insert(consent_acts).values(
            id=act.id,
            clinic_id=act.clinic_id,
            queue_id=act.queue_id,
            visit_id=act.visit_id,
            invitation_id=act.invitation_id,
            person_id=act.person_id,
            did=act.did,
            state=act.state,
            scopes=sorted(act.scopes),
            basis=act.hand.basis,
            by_actor=act.hand.actor,
            by_person=act.hand.person_id,
            screen=act.hand.screen,
            device_id=act.hand.device_id,
            words=words,
            words_of=words_of if words is not None else None,
            at=act.at,
        )
    )


async def of_invitation(tx: Tx, invitation_id: InvitationId) -> list[Act]:
    """All acts of one invitation, the first one first."""
    return await _read(tx, _acts().where(consent_acts.c.invitation_id == invitation_id))


async def of_visit(tx: Tx, visit_id: VisitId) -> dict[InvitationId, list[Act]]:
    """All acts of a visit by invitation, the first one first."""
    found: defaultdict[InvitationId, list[Act]] = defaultdict(list)
    for act in await _read(tx, _acts().where(consent_acts.c.visit_id == visit_id)):
        found[act.invitation_id].append(act)
    return found


async def emergencies(tx: Tx, clinic_id: ClinicId, queue_ids: Iterable[QueueId], since: datetime) -> list[Act]:
    """What was done without a yes since then, the newest first."""
    emergency = consent_acts.c.did.in_([ConsentAct.LET_IN.value, ConsentAct.TOLD.value])
    mine = consent_acts.c.clinic_id == clinic_id, consent_acts.c.queue_id.in_(set(queue_ids))
    found = _acts().where(emergency, *mine, consent_acts.c.at >= since).order_by(None)
    return await _read(tx, found.order_by(consent_acts.c.at.desc()).limit(MOST_EMERGENCIES))


def _acts() -> Select[Any]:
    with_keys = select(consent_acts, keys.c.wrapped).outerjoin(keys, keys.c.person_id == consent_acts.c.words_of)
    return with_keys.order_by(consent_acts.c.id)


async def _read(tx: Tx, query: Select[Any]) -> list[Act]:
    personal = personal_of(tx)
    return [_act_of(row, personal) for row in await tx.execute(query)]


def _act_of(row: Row[Any], personal: Personal) -> Act:
    words = personal.key(row.words_of, row.wrapped).open(consent_acts.c.words, row.words) if row.words_of else None
    return Act(
        id=row.id,
        clinic_id=row.clinic_id,
        queue_id=row.queue_id,
        visit_id=row.visit_id,
        invitation_id=row.invitation_id,
        person_id=row.person_id,
        did=ConsentAct(row.did),
        state=ConsentState(row.state),
        scopes=frozenset(Scope(scope) for scope in row.scopes),
        hand=Hand(
            person_id=row.by_person,
            actor=Actor(row.by_actor),
            basis=ConsentBasis(row.basis),
            screen=AskedOn(row.screen),
            device_id=row.device_id,
            words=words,
        ),
        at=row.at,
    )


async def agreed_before(tx: Tx, visit_id: VisitId, patient_id: PersonId, decides: PersonId) -> list[InvitationId]:
    """Invitations with a yes that still stands in the last visit of this patient before this one, decided by the same
    person, without those whom the decision-maker did not want in this visit.
    """
    this = select(visits.c.scheduled_at).where(visits.c.id == visit_id).scalar_subquery()
    before = (
        select(visits.c.id)
        .where(visits.c.patient_id == patient_id, visits.c.decision_maker_id == decides)
        .where(visits.c.started_at.is_not(None), visits.c.scheduled_at < this, visits.c.id != visit_id)
        .order_by(visits.c.scheduled_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    unwanted = select(not_carried_over.c.person_id).where(not_carried_over.c.visit_id == visit_id)
    asked_here = select(invitations.c.person_id).where(invitations.c.visit_id == visit_id)
    found = (
        select(invitations.c.id)
        .where(invitations.c.visit_id == before, invitations.c.state == ConsentState.AGREED.value)
        .where(invitations.c.person_id.not_in(unwanted), invitations.c.person_id.not_in(asked_here))
        .where(invitations.c.person_id != decides)
        .order_by(invitations.c.asked_at, invitations.c.id)
    )
    return list((await tx.execute(found)).scalars())


async def do_not_carry_over(tx: Tx, visit_id: VisitId, person_id: PersonId, now: datetime) -> None:
    """Do not propose this person for this visit any more."""
    row = upsert(not_carried_over).values(visit_id=visit_id, person_id=person_id, at=now)
    await tx.execute(row.on_conflict_do_nothing())
