"""One process of session, put together: what it stands on, what it hears, what it answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI

from services.runtime.audit_chain import open_audit_key
from services.runtime.backbone import Backbone, open_backbone
from services.runtime.clock import utc_now
from services.runtime.deliveries import Deliverer
from services.runtime.inbox import Reactions as Events
from services.runtime.lifecycle import Process
from services.runtime.mail import Postbox
from services.runtime.migrations import migrations_of
from services.runtime.timers import Timers
from services.runtime.tokens import KeyRing
from services.runtime.valkey import open_redis
from services.runtime.web import web_app
from services.runtime.words import Words
from services.session import capabilities
from services.session.accounts.passwords import Passwords
from services.session.accounts.reactions import SignIns
from services.session.chat.reactions import Forgetting
from services.session.grant.api import router as grants
from services.session.grant.reactions import Claims
from services.session.happenings import Booked, ConsentMoved, DevicesEnded, DeviceTapped, PairMoved, TimeAwaited
from services.session.knock.pictures import Pictures
from services.session.letters.composing import Composer
from services.session.limits import Limits
from services.session.link.door import still_opens
from services.session.link.keys import load_or_make
from services.session.parts import Parts
from services.session.presence.board import Board
from services.session.presence.reactions import Watch
from services.session.settings import SessionSettings
from services.session.summary.answers import Answers
from services.session.visit.api import router as visit_commands
from services.session.visit.page_api import router as own_commands
from services.session.visit.reactions import VisitReactions
from services.session.visit.rebuild import keep_filled
from services.session.visit.timers import VisitTimers
from services.session.work import Edge, Reactions

ROUTERS = (*capabilities.ROUTERS, visit_commands, own_commands, grants)
"""Everything that session answers over HTTP."""


@asynccontextmanager
async def compose(settings: SessionSettings) -> AsyncIterator[tuple[Process, FastAPI]]:
    """Open what session needs and put it together."""
    keys, link_key = KeyRing(settings.keys_dir), load_or_make(settings.keys_dir)
    reactions, events, board = Reactions(), Events(), Board()
    async with (
        open_backbone(settings, "session", migrations_of("session"), events) as backbone,
        open_redis(settings) as redis,
    ):
        edge = Edge(backbone.database, reactions, room_holds=settings.room_holds)
        parts = Parts(
            edge=edge,
            database=backbone.database,
            settings=settings,
            clock=utc_now,
            times=settings.times,
            presence=board,
            words=Words(settings.texts_dir),
            link_key=link_key,
            limits=Limits(capabilities.counting(redis)),
            passwords=Passwords(),
            keys=keys,
            pictures=Pictures(backbone.bus),
        )
        timers = VisitTimers(edge, board, settings.times, settings.day_ends_at)
        react(reactions, VisitReactions(settings.times), timers)
        capabilities.react(reactions, link_key)
        capabilities.hear(events, edge, settings.times)
        watch = Watch(edge, board, settings.times)
        await _hear(backbone, parts, watch)
        _own(backbone, parts, timers)
        app = _serve(backbone, parts)
        app.state.watch = watch
        yield backbone.process, app


def react(reactions: Reactions, visits: VisitReactions, timers: VisitTimers) -> None:
    """What visits do when others tell of something; before all others, so that there is a visit to react to."""
    reactions.on(Booked, visits.on_booked)
    reactions.on(ConsentMoved, visits.on_consent_moved)
    reactions.on(PairMoved, visits.on_pair_moved)
    reactions.on(DeviceTapped, visits.on_device_tapped)
    reactions.on(DevicesEnded, visits.on_devices_ended)
    reactions.on(TimeAwaited, timers.on_awaited)


async def _hear(backbone: Backbone, parts: Parts, watch: Watch) -> None:
    """What is heard on NATS beside events: who is where, and others' questions."""
    await watch.recall()
    await watch.listen(backbone.bus)
    claims = Claims(parts.edge)
    await claims.listen(backbone.bus)
    await SignIns(parts).listen(backbone.bus)
    await Answers(parts).listen(backbone.bus)
    await parts.pictures.listen(backbone.bus)
    backbone.process.owns("presence", watch.sweep)
    backbone.process.owns("pictures", parts.pictures.sweep)
    backbone.process.owns("used grants", claims.sweep)


def _own(backbone: Backbone, parts: Parts, timers: VisitTimers) -> None:
    """What runs as long as the process does."""
    process, database, bus = backbone.process, backbone.database, backbone.bus
    backbone.seals(open_audit_key(parts.settings.keys_dir))
    process.owns("signing keys", partial(parts.keys.publish, bus))
    process.owns("timers", Timers(database, {**timers.rings, **capabilities.rings(parts.edge, parts.times)}).run)
    forgetting = Forgetting(parts.edge, bus, parts.times)
    process.owns("chat", Timers(database, forgetting.rings).run)
    process.owns("standing", partial(keep_filled, database, bus))
    composer = Composer(parts.words, parts.link_key, parts.settings.public_origin)
    backbone.delivers(Deliverer(database, Postbox(parts.settings), composer.composers()))


def _serve(backbone: Backbone, parts: Parts) -> FastAPI:
    app = web_app(backbone.process, backbone.database)
    app.state.parts = parts
    app.state.still_opens = still_opens
    for router in ROUTERS:
        app.include_router(router)
    return app
