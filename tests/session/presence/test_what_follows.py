"""What follows from who is live, on the running service."""

from datetime import timedelta

from services.contracts.states import Link, Standing, VisitState
from services.session.presence.board import Board
from services.session.presence.reactions import Watch
from services.session.visit.rules.times import TimerKind
from tests.runtime.owner import eventually
from tests.session.house import House
from tests.session.visit.test_cells_by_their_doors import ring


async def test_a_patient_whose_page_was_live_before_the_tap_waits_at_once_after_it(house: House) -> None:
    played = await house.book()
    await played.page.post("/enter", {})
    await played.is_live(played.patient_id)
    waiting = await played.becomes(lambda visit: visit.state is VisitState.WAITING)
    await played.page.post("/stop-waiting")
    await played.page.post("/enter", {})
    again = await played.becomes(lambda visit: visit.state is VisitState.WAITING)
    assert again.version == waiting.version + 3, "stopped, at the door, waiting"


async def test_a_device_that_reconnects_does_not_arrive(house: House) -> None:
    played = await house.book()
    await played.page.post("/enter", {})
    await played.is_live(played.patient_id, link=Link.RECONNECTING)
    await house.watch.look(played.id)
    assert (await played.row()).state is VisitState.SCHEDULED


async def test_the_first_picture_is_told_once_and_is_in_nobodys_way(house: House) -> None:
    played = await house.book()
    await played.talk_begins()
    before = await played.row()
    for _ in range(2):
        await played.is_live(played.patient_id, house.lind_id, receiving=True)
        seen = await played.becomes(lambda visit: visit.first_media_at is not None)
    assert (seen.version, seen.standing_version) == (before.version, before.standing_version)
    told = "SELECT count(*) FROM outbox WHERE order_key = :id AND payload LIKE '%visit.first_media_seen%'"
    assert await eventually(lambda: house.count(told, id=str(played.id)), bool) == 1


async def test_a_guest_is_gone_only_when_a_watcher_that_is_well_says_that_they_are_away(house: House) -> None:
    played = await house.book(guest=True)
    await played.talk_begins()
    assert played.guest
    await played.guest.page.post("/enter", {})
    ana = played.guest.person_id
    await played.is_live(played.patient_id, house.lind_id, ana)
    await ring(played, TimerKind.GUEST_AWAY, str(ana), guest_away=timedelta())
    assert (await played.row()).person(ana).standing is Standing.AT_DOOR
    await played.is_live(played.patient_id, house.lind_id)
    await ring(played, TimerKind.GUEST_AWAY, str(ana), guest_away=timedelta())
    assert (await played.row()).person(ana).standing is Standing.GONE


async def test_a_talk_is_not_abandoned_while_one_of_the_two_is_in_the_room(house: House) -> None:
    played = await house.book()
    await played.talk_begins()
    await played.is_live(house.lind_id)
    await ring(played, TimerKind.ROOM_EMPTY, room_empty=timedelta())
    assert (await played.row()).state is VisitState.IN_PROGRESS


async def test_a_session_that_starts_anew_knows_who_was_live(house: House) -> None:
    played = await house.book()
    await played.rosa_waits()
    written = "SELECT count(*) FROM presence WHERE visit_id = :id"
    await eventually(lambda: house.count(written, id=played.id), bool)
    board = Board()
    await Watch(house.parts.edge, board, house.parts.times).recall()
    assert board.is_here(played.id, played.patient_id)
