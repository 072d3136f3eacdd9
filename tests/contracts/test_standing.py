"""Who receives whom, and who knows of whom: rules over any standing that can be."""

from collections.abc import Iterable
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.contracts.ids import DeviceId, PersonId
from services.contracts.standing import (
    PersonStanding,
    Seat,
    StandingEntry,
    concerned,
    flows_to,
    is_held,
    receives,
    visible_to,
)
from services.contracts.states import DevicePlace, Modality, Role, Scope, Standing, VisitState

PEOPLE = [PersonId(UUID(int=n)) for n in range(1, 5)]
DEVICES = [DeviceId(UUID(int=n)) for n in range(101, 109)]


def person(role: Role) -> st.SearchStrategy[PersonStanding]:
    return st.builds(
        PersonStanding,
        role=st.just(role),
        standing=st.sampled_from(Standing),
        held_by=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
        scopes=st.frozensets(st.sampled_from(Scope)),
        devices=st.dictionaries(st.sampled_from(DEVICES), st.sampled_from(DevicePlace), max_size=2),
    )


@st.composite
def entries(draw: st.DrawFn) -> StandingEntry:
    roles = [Role.PATIENT, Role.CLINICIAN, *draw(st.lists(st.sampled_from(Role), min_size=0, max_size=2))]
    people = dict(zip(PEOPLE, [draw(person(role)) for role in roles], strict=False))
    return StandingEntry(
        standing_version=draw(st.integers(1, 9)),
        visit_state=draw(st.sampled_from(VisitState)),
        modality=draw(st.sampled_from(Modality)),
        private_by=draw(st.frozensets(st.sampled_from(PEOPLE), max_size=1)),
        exempt=draw(st.frozensets(st.sampled_from(PEOPLE), max_size=1)),
        people=people,
    )


def seats(entry: StandingEntry) -> Iterable[Seat]:
    return (Seat(who, device) for who in entry.people for device in DEVICES)


@given(entries())
def test_nobody_receives_anything_outside_a_running_visit(entry: StandingEntry) -> None:
    if entry.visit_state is not VisitState.IN_PROGRESS:
        assert not any(receives(entry, seat) for seat in seats(entry))


@given(entries())
def test_only_an_admitted_device_of_an_admitted_person_whom_nobody_holds_receives(entry: StandingEntry) -> None:
    for seat in seats(entry):
        if receives(entry, seat):
            me = entry.people[seat.person]
            assert me.standing is Standing.ADMITTED
            assert me.devices[seat.device] is DevicePlace.ADMITTED
            assert not me.held_by


@given(entries())
def test_a_guest_receives_nothing_without_the_yes_to_joining(entry: StandingEntry) -> None:
    for seat in seats(entry):
        me = entry.people[seat.person]
        if me.role is Role.GUEST and Scope.JOIN not in me.scopes:
            assert not receives(entry, seat)


@given(entries())
def test_a_private_room_keeps_guests_and_observers_out_unless_named(entry: StandingEntry) -> None:
    for seat in seats(entry):
        me = entry.people[seat.person]
        if entry.private_by and me.role in {Role.GUEST, Role.OBSERVER} and seat.person not in entry.exempt:
            assert not receives(entry, seat)


@given(entries())
def test_media_flow_both_ways_or_not_at_all_and_never_to_oneself(entry: StandingEntry) -> None:
    for one in seats(entry):
        for other in seats(entry):
            assert flows_to(entry, one, other) == flows_to(entry, other, one)
            assert not (one.person == other.person and flows_to(entry, one, other))


@given(entries())
def test_whom_one_receives_one_may_also_know_of(entry: StandingEntry) -> None:
    for viewer in seats(entry):
        for other in seats(entry):
            if flows_to(entry, other, viewer):
                assert other.person in visible_to(entry, viewer)


@given(entries())
def test_a_guest_who_is_not_in_the_talk_knows_of_nobody_else(entry: StandingEntry) -> None:
    for viewer in seats(entry):
        me = entry.people[viewer.person]
        if me.role is Role.GUEST and not receives(entry, viewer):
            assert visible_to(entry, viewer) == {viewer.person}


@given(entries())
def test_the_patient_always_knows_who_can_see_and_hear(entry: StandingEntry) -> None:
    patient = Seat(PEOPLE[0], DEVICES[0])
    assert visible_to(entry, patient) == frozenset(entry.people)


@given(entries())
def test_an_entry_survives_the_bucket(entry: StandingEntry) -> None:
    assert StandingEntry.model_validate_json(entry.model_dump_json()) == entry


def known_to(entry: StandingEntry, viewer: PersonId) -> set[PersonId]:
    mine = entry.people[viewer].devices if viewer in entry.people else ()
    return {who for device in mine for who in visible_to(entry, Seat(viewer, device))}


def differs(before: StandingEntry, after: StandingEntry, who: PersonId) -> bool:
    return before.people.get(who) != after.people.get(who) or is_held(before, who) is not is_held(after, who)


@given(entries(), entries())
def test_of_a_change_nobody_hears_who_may_know_of_nobody_in_it(before: StandingEntry, after: StandingEntry) -> None:
    changed = {who for who in before.people.keys() | after.people.keys() if differs(before, after, who)}
    hear = concerned(before, after)
    assert hear <= after.people.keys()
    for viewer in hear - changed:
        was, now = known_to(before, viewer), known_to(after, viewer)
        is_theirs = after.people[viewer].role in {Role.PATIENT, Role.CLINICIAN}
        assert is_theirs or was != now or now & changed


@given(entries(), entries())
def test_whoever_is_let_in_moved_or_held_hears_of_it(before: StandingEntry, after: StandingEntry) -> None:
    for who, now in after.people.items():
        was = before.people.get(who)
        if was is None or was.standing is not now.standing or is_held(before, who) is not is_held(after, who):
            assert who in concerned(before, after)


@given(entries(), st.data())
def test_a_held_guest_hears_of_nobody_elses_doings(entry: StandingEntry, data: st.DataObject) -> None:
    guest = PEOPLE[3]
    held = {"role": Role.GUEST, "standing": Standing.ADMITTED, "held_by": frozenset({PEOPLE[0]})}
    ana = data.draw(person(Role.GUEST)).model_copy(update=held)
    before = entry.model_copy(update={"visit_state": VisitState.IN_PROGRESS, "people": {**entry.people, guest: ana}})
    others = {who: data.draw(person(one.role)) for who, one in before.people.items() if who != guest}
    by_both = ana.model_copy(update={"held_by": frozenset(PEOPLE[:2])})
    for now in (ana, by_both):
        assert guest not in concerned(before, before.model_copy(update={"people": {**others, guest: now}}))


@given(entries())
def test_of_no_change_nobody_hears(entry: StandingEntry) -> None:
    assert not concerned(entry, entry)
