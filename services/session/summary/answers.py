"""Answers what notes asks: names, consents, and where somebody is written to, with their link."""

from services.contracts import subjects
from services.contracts.ids import VisitId
from services.contracts.questions import (
    AskContact,
    AskPeople,
    AskScopes,
    ClinicFacts,
    Contact,
    PeopleFacts,
    PersonFacts,
    Scopes,
)
from services.contracts.states import Role, Standing
from services.runtime.bus import Bus
from services.runtime.database import Tx
from services.session.invitation import store as invitations
from services.session.invitation.rules import Invitation
from services.session.link import rules
from services.session.link import store as links
from services.session.parts import Parts
from services.session.people import store as people
from services.session.people.rules import Person, short_name
from services.session.visit import store as visits
from services.session.visit.rules.model import Participant, Visit


class Answers:
    """Serves `people.facts`, `people.contact` and `consent.scopes`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def listen(self, bus: Bus) -> None:
        """Begin to answer."""
        await bus.serve(subjects.ASK_PEOPLE_FACTS, AskPeople, self.people)
        await bus.serve(subjects.ASK_CONSENT_SCOPES, AskScopes, self.scopes)
        await bus.serve(subjects.ASK_PEOPLE_CONTACT, AskContact, self.contact)

    async def people(self, asked: AskPeople) -> PeopleFacts:
        """Everyone who takes part and was not removed. Error: `visit.unknown`."""
        async with self._parts.edge.reading() as tx:
            visit = await visits.read(tx, asked.visit_id)
            clinic = await _clinic(tx, visit)
            known = await people.of_ids(tx, visit.people)
            invited = invitations.latest(await invitations.of_visit(tx, visit.id))
        there = [one for one in visit.people.values() if _is_there(visit, one)]
        facts = tuple(_facts(visit, one, known[one.person_id], invited.get(one.person_id)) for one in there)
        return PeopleFacts(version=visit.version, clinic=clinic, people=facts)

    async def scopes(self, asked: AskScopes) -> Scopes:
        """What each guest's consent opens. Error: `visit.unknown`."""
        async with self._parts.edge.reading() as tx:
            visit = await visits.read(tx, asked.visit_id)
        given = {one.person_id: one.scopes for one in visit.people.values() if one.scopes}
        return Scopes(version=visit.version, scopes=given)

    async def contact(self, asked: AskContact) -> Contact:
        """Address and link of somebody who takes part. Errors: `visit.unknown`, `participant.unknown`."""
        async with self._parts.edge.reading() as tx:
            visit = await visits.read(tx, asked.visit_id)
            visit.person(asked.person_id)
            person = await people.load(tx, asked.person_id, visit.clinic_id)
            return Contact(
                email=person.email,
                link=await self._link(tx, visit.id, person),
                first_name=person.first_name,
                language=person.language,
                clinic=await _clinic(tx, visit),
            )

    async def _link(self, tx: Tx, visit_id: VisitId, person: Person) -> str | None:
        """The one link of this person and visit, as every message carries it; None where it opens nothing."""
        link = (await links.of_visit(tx, visit_id)).get(person.id)
        around = await links.around(tx, link) if link is not None else None
        if link is None or around is None or rules.why_closed(link, around, self._parts.clock()) is not None:
            return None
        secret = rules.secret_of(self._parts.link_key, link.id, link.generation)
        return rules.address_of(self._parts.settings.public_origin, link.handle, secret)


async def _clinic(tx: Tx, visit: Visit) -> ClinicFacts:
    clinic = await people.clinic_of(tx, visit.clinic_id)
    return ClinicFacts(name=clinic.name, phone=clinic.phone, zone=clinic.zone)


def _is_there(visit: Visit, one: Participant) -> bool:
    return visit.takes_part(one) and one.standing is not Standing.REMOVED


def _facts(visit: Visit, one: Participant, person: Person, invitation: Invitation | None) -> PersonFacts:
    return PersonFacts(
        person_id=person.id,
        role=one.role,
        name=person.name,
        short_name=short_name(person) if one.role is Role.CLINICIAN else person.first_name,
        first_name=person.first_name,
        decides=person.id == visit.decision_maker_id,
        relationship=invitation.relationship if invitation else None,
        language=person.language,
    )
