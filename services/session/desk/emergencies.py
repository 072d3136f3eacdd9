"""The list of what was done without a yes."""

from collections.abc import Sequence
from typing import Literal

from services.contracts.ids import PersonId
from services.contracts.states import ConsentAct
from services.runtime.database import Tx
from services.session.invitation import store as invitations
from services.session.invitation.hand import Act
from services.session.invitation.view import called
from services.session.invitation.wire import EmergencyView
from services.session.people import store as people
from services.session.people.rules import ERASED, Person
from services.session.visit import store as visits


async def views_of(tx: Tx, acts: Sequence[Act]) -> tuple[list[EmergencyView], frozenset[PersonId]]:
    """The acts with whom they were about, in their order; and whom they name, for the audit."""
    of = {visit.id: visit for visit in await visits.read_many(tx, list({act.visit_id for act in acts}))}
    asked = {one.id: one for one in await invitations.of_ids(tx, list({act.invitation_id for act in acts}))}
    doers = {act.hand.person_id for act in acts if act.hand.person_id}
    named = {act.person_id for act in acts} | {one.patient_id for one in of.values()}
    persons = await people.of_ids(tx, named | doers)
    views = [
        EmergencyView(
            visit_id=act.visit_id,
            patient=_name(persons.get(of[act.visit_id].patient_id)),
            person=_name(persons.get(act.person_id)),
            relationship=asked[act.invitation_id].relationship,
            how=_how(act),
            reason=act.hand.words,
            by=called(persons, act.hand.person_id),
            at=act.at,
        )
        for act in acts
    ]
    return views, frozenset(named)


def _how(act: Act) -> Literal["let_in", "told"]:
    return "told" if act.did is ConsentAct.TOLD else "let_in"


def _name(person: Person | None) -> str:
    return person.name if person is not None else ERASED
