"""A crowd that stands wherever somebody can stand in a visit: every role in every standing while the visit is in every
state, also where no command leads, so that what guards a door is asked about all of them.

They are written by session's own stores in a few transactions: people, visits, links, and a bound device each.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final, NamedTuple

from sqlalchemy import insert, select

from services.contracts.access import Party, party_of
from services.contracts.demo import CLINICIAN_ACCOUNT, DESK_ACCOUNT, SECOND_CLINICIAN_ACCOUNT
from services.contracts.ids import DeviceId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.states import ConsentState, DevicePlace, Outcome, Role, Scope, Standing, VisitState
from services.contracts.visit_table import Actor
from services.embedded.stack import Stack
from services.runtime.database import Database, Tx
from services.runtime.ids import new_id
from services.runtime.personal import open_personal
from services.session.accounts import signed_in
from services.session.accounts import store as account_store
from services.session.accounts.rules import Account, StaffSession
from services.session.accounts.tables import accounts
from services.session.callers import OwnCaller, StaffRole
from services.session.demo.cast import CLINIC_ID, QUEUE_ID
from services.session.invitation import store as invitations
from services.session.invitation.rules import Invitation
from services.session.link import issue
from services.session.link import store as links
from services.session.link.keys import load_or_make
from services.session.link.rules import Device, hash_of
from services.session.people import store as people
from services.session.people.rules import Person
from services.session.tables import queues
from services.session.visit import store as visits
from services.session.visit.rules.model import Participant, Visit
from services.session.work import Edge, Reactions, Work

WALK: Final = OwnCaller("walk")
ASKED: Final = frozenset({ConsentState.PROPOSED, ConsentState.AGREED})
OF_THE_QUEUE: Final = tuple(one.name for one in (CLINICIAN_ACCOUNT, SECOND_CLINICIAN_ACCOUNT, DESK_ACCOUNT))
STATES: Final = tuple(VisitState)
COMPANIONS: Final = (Role.GUEST, Role.INTERPRETER, Role.OBSERVER)


@dataclass(frozen=True)
class Somebody:
    """One person at their link, on a bound device. `is_odd`: shares a cell with another."""

    role: Role
    standing: Standing
    visit_id: VisitId
    state: VisitState
    decides: bool
    consent: ConsentState | None
    held: bool
    person_id: PersonId
    device_id: DeviceId
    handle: str
    cookie: str
    is_odd: bool

    @property
    def parties(self) -> frozenset[Party]:
        """All that they are to their visit."""
        return frozenset({party_of(self.role)} | ({Party.DECISION_MAKER} if self.decides else set()))

    @property
    def link_opens(self) -> bool:
        """What the product promises: removed, refused, or only asked to a cancelled visit: nothing opens."""
        tells_too_much = self.state is VisitState.CANCELLED and not self.decides
        is_shut = self.role in COMPANIONS and (self.consent not in ASKED or tells_too_much)
        return self.standing is not Standing.REMOVED and not is_shut

    def __str__(self) -> str:
        words = [self.role, self.standing, self.state, self.consent or "", "held" if self.held else ""]
        return " ".join(str(getattr(word, "value", word)) for word in words if word)


@dataclass
class Scene:
    """One visit and everybody in it. `clinician`: where the responsible clinician stands."""

    id: VisitId
    state: VisitState
    clinician: Standing
    people: list[Somebody] = field(default_factory=list)
    asked: InvitationId | None = None

    @property
    def is_full(self) -> bool:
        """Whether the companions are here, each wherever one can stand."""
        return len(self.people) > len(COMPANIONS)

    @property
    def patient(self) -> Somebody:
        """The patient."""
        return next(one for one in self.people if one.role is Role.PATIENT)


@dataclass(frozen=True)
class Staff:
    """One of the staff, signed in. A stranger serves another queue of the clinic."""

    name: str
    role: StaffRole
    person_id: PersonId
    device_id: DeviceId
    cookie: str
    is_stranger: bool = False

    @property
    def parties(self) -> frozenset[Party]:
        """All that they are to the visits of this crowd, which are Dr. Lind's."""
        if self.role is StaffRole.DESK:
            return frozenset({Party.DESK})
        return frozenset({Party.CLINICIAN if self.name == "lind" else Party.COLLEAGUE})


class Companion(NamedTuple):
    """Somebody who was asked to come. `held`: by the clinician."""

    role: Role
    standing: Standing
    consent: ConsentState = ConsentState.AGREED
    held: bool = False


class Crowd:
    """Makes scenes, and reads what became of them."""

    def __init__(self, stack: Stack) -> None:
        self.database = Database(
            stack.database_url("session"), name="walk", personal=open_personal(stack.keys("session"))
        )
        self._edge = Edge(self.database, Reactions())
        self._key = load_or_make(stack.keys("session"))
        self._seconds = count(1)
        self.staff: dict[str, Staff] = {}

    async def sign_in(self) -> None:
        """Everybody of the staff has a session of their own, as after a right password."""
        async with self.database.transaction() as tx:
            stranger = await self._hire_a_stranger(tx)
            of_staff = select(accounts.c.name, accounts.c.person_id, accounts.c.roles)
            known = (await tx.execute(of_staff.where(accounts.c.name.in_([*OF_THE_QUEUE, stranger])))).all()
            for name, person_id, roles in known:
                session = StaffSession(new_id(), person_id, DeviceId(new_id()), datetime.now(UTC), datetime.now(UTC))
                cookie = secrets.token_urlsafe(32)
                await signed_in.begin(tx, session, cookie)
                role = StaffRole(roles[0])
                self.staff[name] = Staff(name, role, person_id, session.device_id, cookie, name == stranger)

    async def _hire_a_stranger(self, tx: Tx) -> str:
        queue = QueueId(new_id())
        person = Person(PersonId(new_id()), CLINIC_ID, "Stran Ger", "Stran", "en", title="Dr.")
        await people.add(tx, person)
        await tx.execute(insert(queues).values(id=queue, clinic_id=CLINIC_ID, name="Another queue"))
        roles = frozenset({StaffRole.CLINICIAN})
        account = Account(person.id, CLINIC_ID, f"stranger-{person.id}", "-", roles, frozenset({queue}))
        await account_store.add(tx, account)
        return account.name

    async def gather(self) -> list[Scene]:
        """Every state, with patient and clinician in every standing; the companions where both are in."""
        return await self._gather([(standing, is_so) for standing in Standing for is_so in (False, True)])

    async def gather_companions(self) -> list[Scene]:
        """In every state one visit, patient and clinician in it, and the companions wherever one can stand."""
        return await self._gather([(Standing.ADMITTED, False)])

    async def _gather(self, who: list[tuple[Standing, bool]]) -> list[Scene]:
        """`who`: where patient and clinician stand, and whether somebody else decides for the patient."""
        made = []
        for state in STATES:
            async with self.database.transaction() as tx:
                made += [await self._scene(tx, state, where, represented=is_so) for where, is_so in who]
        return made

    async def _scene(self, tx: Tx, state: VisitState, standing: Standing, *, represented: bool) -> Scene:
        async with self._edge.inside(tx, WALK) as work:
            visit = await self._peopled(work, state, standing, represented=represented)
            await visits.put(work, visit)
        scene = Scene(visit.id, state, visit.clinician.standing)
        async with self._edge.inside(tx, WALK) as work:
            visits.number(work, visit)
            for one in visit.people.values():
                if one.role is not Role.CLINICIAN:
                    scene.people.append(await self._with_link(work, visit, one))
            if represented:
                scene.asked = await self._ask(work, visit)
        return scene

    async def _peopled(self, work: Work, state: VisitState, standing: Standing, *, represented: bool) -> Visit:
        rosa, lind = await self._person(work, "Rosa"), self.staff["lind"]
        visit = self._visit(rosa, lind.person_id, state)
        hers = Standing.GONE if standing is Standing.REMOVED else standing  # nobody can remove the clinician
        clinician = _stands(lind.person_id, Role.CLINICIAN, hers)
        seated = [
            _stands(rosa, Role.PATIENT, standing),
            replace(clinician, devices={lind.device_id: _place(hers)}),
        ]
        if represented:
            decides = await self._person(work, "Doris")
            seated.append(_stands(decides, Role.GUEST, standing, ConsentState.AGREED))
            visit = replace(visit, decision_maker_id=decides)
        elif standing is Standing.ADMITTED:
            seated += [await self._companion(work, one) for one in _companions()]
        return replace(visit, people={one.person_id: one for one in seated})

    def _visit(self, patient: PersonId, clinician: PersonId, state: VisitState) -> Visit:
        now = datetime.now(UTC)
        is_over = state is VisitState.ENDED
        return Visit(
            id=VisitId(new_id()),
            clinic_id=CLINIC_ID,
            queue_id=QUEUE_ID,
            patient_id=patient,
            clinician_id=clinician,
            decision_maker_id=patient,
            scheduled_at=now + timedelta(hours=2, seconds=next(self._seconds)),
            minutes=20,
            kind="followup",
            language="en",
            state=state,
            outcome=Outcome.COMPLETED if is_over else None,
            started_at=now if is_over or state is VisitState.IN_PROGRESS else None,
            ended_at=now if is_over else None,
            connections=10,
        )

    async def _person(self, work: Work, first_name: str) -> PersonId:
        person = Person(PersonId(new_id()), CLINIC_ID, f"{first_name} Walker", first_name, "en")
        await people.add(work.tx, person)
        return person.id

    async def _companion(self, work: Work, one: Companion) -> Participant:
        person_id = await self._person(work, one.role.value.title())
        held_by = frozenset({self.staff["lind"].person_id}) if one.held else frozenset[PersonId]()
        return replace(_stands(person_id, one.role, one.standing, one.consent), held_by=held_by)

    async def _with_link(self, work: Work, visit: Visit, one: Participant) -> Somebody:
        link = await issue.issue(work, self._key, visit.clinic_id, visit.queue_id, visit.id, one.person_id)
        [device_id], cookie = one.devices, secrets.token_urlsafe(32)
        device = Device(device_id, link.id, link.generation, hash_of(cookie), work.now)
        await links.bind(work.tx, device)
        return Somebody(
            role=one.role,
            standing=one.standing,
            visit_id=visit.id,
            state=visit.state,
            decides=one.person_id == visit.decision_maker_id,
            consent=one.consent,
            held=bool(one.held_by),
            person_id=one.person_id,
            device_id=device_id,
            handle=link.handle,
            cookie=cookie,
            is_odd=(one.role is not Role.PATIENT and one.consent is not ConsentState.AGREED) or bool(one.held_by),
        )

    async def _ask(self, work: Work, visit: Visit) -> InvitationId:
        asked = Invitation(
            id=InvitationId(new_id()),
            clinic_id=visit.clinic_id,
            queue_id=visit.queue_id,
            visit_id=visit.id,
            person_id=visit.decision_maker_id,
            relationship="daughter",
            state=ConsentState.AGREED,
            by=Actor.CLINICIAN,
            by_person=visit.clinician_id,
            asked_at=work.now,
            scopes=frozenset({Scope.JOIN}),
        )
        await invitations.add(work.tx, asked)
        return asked.id


def _place(standing: Standing) -> DevicePlace:
    return DevicePlace.ADMITTED if standing is Standing.ADMITTED else DevicePlace.AT_DOOR


def _stands(person: PersonId, role: Role, standing: Standing, consent: ConsentState | None = None) -> Participant:
    return Participant(
        person_id=person,
        role=role,
        standing=standing,
        consent=consent,
        scopes=frozenset({Scope.JOIN, Scope.CHAT}) if consent is ConsentState.AGREED else frozenset(),
        devices={DeviceId(new_id()): _place(standing)},
        removed_at=datetime.now(UTC) if standing is Standing.REMOVED else None,
        before_removal=Standing.AT_DOOR if standing is Standing.REMOVED else None,
    )


_ODD: Final = (
    Companion(Role.GUEST, Standing.INVITED, ConsentState.DECLINED),
    Companion(Role.GUEST, Standing.INVITED, ConsentState.REVOKED),
    Companion(Role.GUEST, Standing.ADMITTED, ConsentState.EXPIRED),
    Companion(Role.GUEST, Standing.AT_DOOR, ConsentState.PROPOSED),
    Companion(Role.GUEST, Standing.ADMITTED, ConsentState.PROPOSED),
    Companion(Role.GUEST, Standing.ADMITTED, held=True),
    Companion(Role.INTERPRETER, Standing.ADMITTED, held=True),
)


def _companions() -> Iterator[Companion]:
    """Each role in each standing, and those who were not agreed to, or are held."""
    yield from (Companion(role, standing) for role in COMPANIONS for standing in Standing)
    yield from _ODD
