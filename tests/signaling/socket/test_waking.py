"""A room that wants to be woken at once, on the loop that it runs on."""

from redis.asyncio import Redis

from services.contracts import wire
from services.contracts.grants import Door
from services.runtime.breakage import Breakage
from services.runtime.bus import Bus
from services.signaling.chat.keeper import Keeper
from services.signaling.chat.store import ChatStore
from services.signaling.live.facts import Facts
from services.signaling.live.news import News
from services.signaling.live.page import Page
from services.signaling.live.records import Records
from services.signaling.live.visits import Visits
from services.signaling.live.wellness import Wellness
from services.signaling.room import inputs
from services.signaling.room.limits import GATHERED_FOR
from services.signaling.settings import SignalingSettings
from services.signaling.socket.connection import Socket
from tests.signaling.room.play import BEGIN, CLINIC, EVERYONE_IN, LIND, QUEUE, VISIT
from tests.signaling.socket.stage import Stage

LESS_THAN_THE_LOOP_COUNTS = 0.0002
"""uvloop counts milliseconds."""


class Clock:
    """Time by hand."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> float:
        return self.now


def rooms(clock: Clock) -> Visits:
    """This instance's rooms, with nobody on the bus yet."""
    settings = SignalingSettings(instance="signaling-1")
    bus = Bus(settings, "signaling")
    news = News(bus, "signaling-1", Wellness(clock, lambda: True), Breakage(settings))
    return Visits(
        now=clock,
        instance="signaling-1",
        news=news,
        chat=Keeper(ChatStore(bus)),
        records=Records(Redis(), "signaling-1"),
        ice=(),
        told_before=lambda _: (),
    )


def linds_page(stage: Stage) -> Page:
    facts = Facts(
        kind="visit",
        person_id=LIND.id,
        role=LIND.role,
        device_id=LIND.device,
        n=1,
        door=Door.STAFF,
        handle=None,
        clinic_id=CLINIC,
        queue_ids=frozenset({QUEUE}),
        visit_id=VISIT,
        queue_id=QUEUE,
        attached=BEGIN,
    )
    return Page(facts, Socket(stage.server), stage.limits, hidden=False)


async def test_whatever_happens_to_a_room_that_is_about_to_be_woken_is_taken_in(stage: Stage) -> None:
    clock = Clock()
    visits, page = rooms(clock), linds_page(stage)
    visits.join(page, EVERYONE_IN, wire.Hello())
    clock.now += GATHERED_FOR - LESS_THAN_THE_LOOP_COUNTS
    for microphone in (False, True):
        visits.said(page, inputs.MediaSaid(page.n, wire.Media(microphone=microphone, camera=False)))
    visits.said(page, inputs.ByeSaid(page.n))
    assert VISIT not in visits
