"""One process of session, put together: what it stands on, what it hears, what it answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI

from services.runtime.backbone import Backbone, open_backbone
from services.runtime.inbox import Reactions as Inbox
from services.runtime.lifecycle import Process
from services.runtime.migrations import migrations_of
from services.runtime.timers import Timers
from services.runtime.tokens import KeyRing
from services.runtime.web import web_app
from services.session.grant.reactions import Claims
from services.session.happenings import Booked, ConsentMoved, DevicesEnded, DeviceTapped
from services.session.presence.board import Board
from services.session.presence.reactions import Watch
from services.session.settings import SessionSettings
from services.session.visit.reactions import VisitReactions
from services.session.visit.rebuild import keep_filled
from services.session.visit.rules.echo import VisitSaved
from services.session.visit.timers import VisitTimers
from services.session.work import Edge, Reactions


@asynccontextmanager
async def compose(settings: SessionSettings) -> AsyncIterator[tuple[Process, FastAPI]]:
    """Open what session needs and put it together."""
    keys = KeyRing(settings.keys_dir)
    async with open_backbone(settings, "session", migrations_of("session"), Inbox()) as backbone:
        process, database, bus = backbone.process, backbone.database, backbone.bus
        reactions, board = Reactions(), Board()
        edge = Edge(database, reactions)
        timers = VisitTimers(edge, board, settings.times, settings.day_ends_at)
        watch = Watch(edge, board, settings.times)
        _react(reactions, VisitReactions(settings.times), timers)
        await _listen(backbone, watch, Claims(edge))
        process.owns("signing keys", partial(keys.publish, bus))
        process.owns("timers", Timers(database, timers.rings).run)
        process.owns("presence", watch.sweep)
        process.owns("standing", partial(keep_filled, database, bus))
        app = web_app(process, database)
        yield process, app


def _react(reactions: Reactions, visits: VisitReactions, timers: VisitTimers) -> None:
    """Who reacts to what, in the order in which it happens within the transaction."""
    reactions.on(Booked, visits.on_booked)
    reactions.on(ConsentMoved, visits.on_consent_moved)
    reactions.on(DeviceTapped, visits.on_device_tapped)
    reactions.on(DevicesEnded, visits.on_devices_ended)
    reactions.on(VisitSaved, timers.on_saved)


async def _listen(backbone: Backbone, watch: Watch, claims: Claims) -> None:
    """What is heard on NATS beside events."""
    await watch.recall()
    await watch.listen(backbone.bus)
    await claims.listen(backbone.bus)
