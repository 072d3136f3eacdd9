"""Invitations in the database."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from services.contracts.ids import InvitationId, PersonId, VisitId
from services.contracts.states import ConsentBasis, ConsentState, Role, Scope
from services.contracts.visit_table import Actor
from services.runtime import person_keys
from services.runtime.database import Tx
from services.runtime.person_keys import personal_of
from services.runtime.personal import Personal
from services.runtime.record_tables import person_keys as keys
from services.session.errors import InvitationUnknown
from services.session.invitation.rules import Invitation
from services.session.invitation.tables import invitations
from services.session.people.rules import ERASED


def _with_keys() -> Select[Any]:
    return select(invitations, keys.c.wrapped).outerjoin(keys, keys.c.person_id == invitations.c.person_id)


def _invitation_of(row: Row[Any], personal: Personal) -> Invitation:
    key = personal.key(row.person_id, row.wrapped)
    return Invitation(
        id=row.id,
        clinic_id=row.clinic_id,
        queue_id=row.queue_id,
        visit_id=row.visit_id,
        person_id=row.person_id,
        relationship=key.open(invitations.c.relationship, row.relationship) or ERASED,
        state=ConsentState(row.state),
        by=Actor(row.asked_by),
        by_person=row.asked_by_person,
        asked_at=row.asked_at,
        scopes=frozenset(Scope(scope) for scope in row.scopes),
        answered_at=row.answered_at,
        answered_by=row.answered_by,
        basis=ConsentBasis(row.basis) if row.basis else None,
        role=Role(row.role),
        interprets=row.interprets,
        confirmed_at=row.confirmed_at,
    )


async def load(tx: Tx, visit_id: VisitId, invitation_id: InvitationId) -> Invitation:
    """One invitation of this visit, held until the transaction ends. Error: `invitation.unknown`."""
    this = _with_keys().where(invitations.c.id == invitation_id, invitations.c.visit_id == visit_id)
    row = (await tx.execute(this.with_for_update(of=invitations))).first()
    if row is None:
        raise InvitationUnknown
    return _invitation_of(row, personal_of(tx))


async def of_visit(tx: Tx, visit_id: VisitId) -> list[Invitation]:
    """All invitations of a visit, the first one first."""
    return (await of_visits(tx, [visit_id])).get(visit_id, [])


async def of_visits(tx: Tx, ids: list[VisitId]) -> dict[VisitId, list[Invitation]]:
    """The invitations of several visits, by visit, the first one first."""
    rows = await tx.execute(
        _with_keys().where(invitations.c.visit_id.in_(ids)).order_by(invitations.c.asked_at, invitations.c.id)
    )
    personal = personal_of(tx)
    found: defaultdict[VisitId, list[Invitation]] = defaultdict(list)
    for row in rows:
        found[VisitId(row.visit_id)].append(_invitation_of(row, personal))
    return found


async def of_ids(tx: Tx, ids: list[InvitationId]) -> list[Invitation]:
    """These invitations, the first one first."""
    found = _with_keys().where(invitations.c.id.in_(ids)).order_by(invitations.c.asked_at, invitations.c.id)
    personal = personal_of(tx)
    return [_invitation_of(row, personal) for row in await tx.execute(found)]


async def of_person(tx: Tx, visit_id: VisitId, person_id: PersonId) -> Invitation:
    """The invitation that counts for a person: their last one, held. Error: `invitation.unknown`."""
    this = _with_keys().where(invitations.c.visit_id == visit_id, invitations.c.person_id == person_id)
    newest = this.order_by(invitations.c.asked_at.desc(), invitations.c.id.desc()).limit(1)
    row = (await tx.execute(newest.with_for_update(of=invitations))).first()
    if row is None:
        raise InvitationUnknown
    return _invitation_of(row, personal_of(tx))


async def interpreted_by(tx: Tx, visit_id: VisitId, person_id: PersonId) -> str | None:
    """The language (BCP 47) that a person interprets in a visit; None for whoever is no interpreter."""
    mine = select(invitations.c.interprets).where(invitations.c.visit_id == visit_id)
    newest = mine.where(invitations.c.person_id == person_id).order_by(invitations.c.asked_at.desc()).limit(1)
    language: str | None = (await tx.execute(newest)).scalar_one_or_none()
    return language


def latest(of_visit: list[Invitation]) -> dict[PersonId, Invitation]:
    """The invitation that counts for each guest: their last one."""
    return {invitation.person_id: invitation for invitation in of_visit}


async def add(tx: Tx, invitation: Invitation) -> None:
    """Keep a new invitation."""
    key = (await person_keys.of(tx, [invitation.person_id]))[invitation.person_id]
    row = insert(invitations).values(
        id=invitation.id,
        clinic_id=invitation.clinic_id,
        queue_id=invitation.queue_id,
        visit_id=invitation.visit_id,
        person_id=invitation.person_id,
        relationship=key.seal(invitations.c.relationship, invitation.relationship),
        asked_by=invitation.by,
        asked_by_person=invitation.by_person,
        asked_at=invitation.asked_at,
        role=invitation.role,
        interprets=invitation.interprets,
        **_answer(invitation),
    )
    await tx.execute(row)


async def answer(tx: Tx, invitation: Invitation) -> None:
    """Write what became of an invitation that is there."""
    await tx.execute(update(invitations).where(invitations.c.id == invitation.id).values(**_answer(invitation)))


def _answer(invitation: Invitation) -> dict[str, object]:
    return {
        "state": invitation.state,
        "scopes": sorted(invitation.scopes),
        "answered_by": invitation.answered_by,
        "answered_at": invitation.answered_at,
        "basis": invitation.basis,
        "confirmed_at": invitation.confirmed_at,
    }
