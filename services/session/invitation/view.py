"""Puts together what pages show of consent: the questions, the acts, and who may see what."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from services.contracts.ids import InvitationId, PersonId
from services.contracts.standing import Seat, visible_to
from services.contracts.states import ConsentAct, ConsentBasis, ConsentState, Role, Scope, SummaryChoice
from services.contracts.visit_table import Actor
from services.runtime.database import Tx
from services.session.invitation import fhir, record, rules, store
from services.session.invitation.hand import Act
from services.session.invitation.rules import Invitation
from services.session.invitation.wire import (
    ActView,
    CarryOver,
    InvitationView,
    PresentView,
    Sees,
    WhoMaySee,
    WrittenDown,
)
from services.session.people import store as people
from services.session.people.rules import ERASED, Person, short_name
from services.session.visit import store as visits
from services.session.visit.rules.model import Participant, Visit
from services.session.visit_page import store as pages

Persons = Mapping[PersonId, Person]

_HOW: Final[Mapping[ConsentAct, Literal["let_in", "told"]]] = {ConsentAct.LET_IN: "let_in", ConsentAct.TOLD: "told"}


def view_of(invitation: Invitation, person: Person) -> InvitationView:
    """An invitation as the decision-maker and staff see it."""
    return InvitationView(
        id=invitation.id,
        person_id=person.id,
        first_name=person.first_name,
        name=person.name,
        relationship=invitation.relationship,
        role=invitation.role,
        interprets=invitation.interprets,
        needs_yes=invitation.needs_yes,
        state=invitation.state,
        scopes=sorted(invitation.scopes),
        basis=invitation.basis,
        by=Actor(invitation.by),
        asked_at=invitation.asked_at,
        answered_at=invitation.answered_at,
        to_confirm=invitation.waits_to_be_confirmed,
    )


async def views_of(tx: Tx, visit: Visit) -> list[InvitationView]:
    """All invitations of a visit, the first one first."""
    found = await store.of_visit(tx, visit.id)
    persons = await people.of_ids(tx, {one.person_id for one in found})
    return [view_of(one, persons[one.person_id]) for one in found if one.person_id in persons]


async def acts_of(
    tx: Tx, acts: Sequence[Act], *, reasons: bool, desk: bool, hidden: frozenset[PersonId] = frozenset()
) -> list[ActView]:
    """Acts as a page shows them. `reasons`: with why it was an emergency, which the desk does not see. `desk`: with the
    names of the desk; to people of a visit it speaks for the clinic. `hidden`: whom the page does not name.
    """
    persons = {id_: one for id_, one in (await people.of_ids(tx, _named_in(acts))).items() if id_ not in hidden}
    return [_act_view(act, persons, reasons=reasons, desk=desk) for act in acts]


def _act_view(act: Act, persons: Persons, *, reasons: bool, desk: bool) -> ActView:
    is_hidden = act.hand.basis is ConsentBasis.EMERGENCY and not reasons
    return ActView(
        invitation_id=act.invitation_id,
        person_id=act.person_id,
        first_name=_first_name(persons, act.person_id),
        did=act.did,
        state=act.state,
        scopes=sorted(act.scopes),
        basis=act.hand.basis,
        by="" if act.hand.actor is Actor.DESK and not desk else called(persons, act.hand.person_id),
        as_what=act.hand.actor,
        screen=act.hand.screen,
        words=None if is_hidden else act.hand.words,
        at=act.at,
    )


def called(persons: Persons, person_id: PersonId | None) -> str:
    """What people of a visit call whoever did something; empty for time alone."""
    if person_id is None:
        return ""
    person = persons.get(person_id)
    if person is None:
        return ERASED
    return short_name(person) if person.title is not None else person.first_name


def _first_name(persons: Persons, person_id: PersonId) -> str:
    person = persons.get(person_id)
    return person.first_name if person is not None else ERASED


async def written_down(tx: Tx, visit: Visit, found: Sequence[Invitation]) -> list[WrittenDown]:
    """What the decision-maker has still to be shown of what others did without a tap of theirs."""
    waiting = {one.id: one for one in found if one.waits_to_be_confirmed}
    if not waiting:
        return []
    acts = await record.of_visit(tx, visit.id)
    persons = await people.of_ids(tx, _named_in(act for one in acts.values() for act in one))
    without_them = {id_: [act for act in acts.get(id_, ()) if act.hand.basis is waiting[id_].basis] for id_ in waiting}
    return [_notice(one, without_them[id_][-1], persons) for id_, one in waiting.items() if without_them[id_]]


def _named_in(acts: Iterable[Act]) -> set[PersonId]:
    """Whom they are about, and who did them."""
    return {id_ for act in acts for id_ in (act.person_id, act.hand.person_id) if id_ is not None}


def _notice(invitation: Invitation, act: Act, persons: Persons) -> WrittenDown:
    is_aloud = act.hand.basis is ConsentBasis.SAID_ALOUD
    return WrittenDown(
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        first_name=_first_name(persons, invitation.person_id),
        relationship=invitation.relationship,
        how="said_aloud" if is_aloud else _HOW[act.did],
        state=invitation.state,
        scopes=sorted(invitation.scopes),
        by=called(persons, act.hand.person_id),
        words=act.hand.words,
        at=act.at,
        can_undo=is_aloud and invitation.state is ConsentState.AGREED,
    )


async def fhir_consent(
    tx: Tx, visit: Visit, invitation_id: InvitationId, hidden: frozenset[PersonId] = frozenset()
) -> fhir.Json:
    """One consent of a visit for record systems. `hidden`: of whom the reader must not learn.

    Error: `invitation.unknown`.
    """
    invitation = await store.load(tx, visit.id, invitation_id)
    named = {visit.patient_id, visit.decision_maker_id, invitation.person_id, invitation.answered_by}
    persons = await people.of_ids(tx, [id_ for id_ in named if id_ is not None])
    around = fhir.Around(
        patient_id=visit.patient_id,
        decision_maker_id=visit.decision_maker_id,
        clinic_id=visit.clinic_id,
        clinic=(await people.clinic_of(tx, visit.clinic_id)).name,
        names={id_: person.name for id_, person in persons.items()},
        hidden=hidden,
    )
    return fhir.consent(invitation, await record.of_invitation(tx, invitation.id), around)


async def proposals(tx: Tx, visit: Visit) -> list[tuple[Invitation, CarryOver]]:
    """Whom the decision-maker may ask again: those with a standing yes in the visit before."""
    ids = await record.agreed_before(tx, visit.id, visit.patient_id, visit.decision_maker_id)
    found = await store.of_ids(tx, ids)
    persons = await people.of_ids(tx, {one.person_id for one in found})
    then = {one.id: one for one in await visits.read_many(tx, list({one.visit_id for one in found}))}
    return [
        (one, _carry_over(one, persons[one.person_id], then[one.visit_id]))
        for one in found
        if one.person_id in persons
        and one.person_id not in visit.people
        and one.person_id not in then[one.visit_id].person(visit.decision_maker_id).apart
    ]


def _carry_over(invitation: Invitation, person: Person, then: Visit) -> CarryOver:
    return CarryOver(
        person_id=person.id,
        first_name=person.first_name,
        relationship=invitation.relationship,
        role=invitation.role,
        interprets=invitation.interprets,
        scopes_then=sorted(invitation.scopes),
        visit_then=then.scheduled_at,
    )


async def present_of(tx: Tx, visit: Visit) -> list[PresentView]:
    """Everybody who sits beside somebody of the visit, without a device of their own."""
    facts = await pages.of_visit(tx, visit.id)
    persons = await people.of_ids(tx, facts)
    return [
        PresentView(name=one.name, relationship=one.relationship, with_id=id_, with_name=called(persons, id_) or ERASED)
        for id_, page in facts.items()
        for one in page.beside
    ]


async def who_may_see(tx: Tx, visit: Visit, seat: Seat) -> WhoMaySee:
    """Who may see, hear and read what now, as far as the viewer may know of them. Who sits beside somebody is part of
    the talk: a guest who decides, and is not let in or kept out, is not told.
    """
    viewer = seat.person
    decides, hidden = viewer == visit.decision_maker_id, visit.person(viewer).apart
    seen = visible_to(visit.standing_entry(), seat) | {viewer}
    latest = store.latest(await store.of_visit(tx, visit.id))
    persons = await people.of_ids(tx, visit.people)
    all_acts = (await record.of_visit(tx, visit.id)).values()
    acts = [act for one in all_acts for act in one if act.person_id not in hidden]
    known = [one for one in visit.people.values() if one.person_id in persons and one.person_id not in hidden]
    there = [one for one in known if visit.takes_part(one)]
    return WhoMaySee(
        people=[_sees(visit, one, persons[one.person_id], latest.get(one.person_id), decides=decides) for one in there],
        present=[one for one in await present_of(tx, visit) if one.with_id in seen],
        acts=await acts_of(tx, sorted(acts, key=lambda act: act.id), reasons=True, desk=False, hidden=hidden),
    )


def _sees(visit: Visit, one: Participant, person: Person, invitation: Invitation | None, *, decides: bool) -> Sees:
    whole = one.role in {Role.PATIENT, Role.CLINICIAN} or one.person_id == visit.decision_maker_id
    talks = whole or one.role is Role.INTERPRETER
    is_out = invitation is not None and invitation.state not in rules.OPEN
    scopes = invitation.scopes if invitation is not None and not is_out else frozenset[Scope]()
    is_theirs = decides and invitation is not None and one.person_id != visit.decision_maker_id
    return Sees(
        person_id=one.person_id,
        name=short_name(person) if one.role is Role.CLINICIAN else person.first_name,
        role=one.role,
        relationship=invitation.relationship if invitation else None,
        interprets=invitation.interprets if invitation else None,
        invitation_id=invitation.id if invitation else None,
        state=invitation.state if invitation else None,
        join=not is_out and (talks or Scope.JOIN in scopes),
        chat=not is_out and (talks or Scope.CHAT in scopes),
        files=not is_out and (talks or Scope.FILES in scopes),
        reads=SummaryChoice.EVERYTHING if whole else rules.reads(scopes),
        basis=invitation.basis if invitation else None,
        since=invitation.answered_at if invitation else None,
        can_change=is_theirs and invitation is not None and invitation.state is ConsentState.AGREED,
        can_take_back=is_theirs and not is_out,
    )
