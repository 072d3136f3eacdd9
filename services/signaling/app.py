"""Composes the signalling service from its settings."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from services.contracts import wire
from services.runtime.breakage import Breakage
from services.runtime.bus import open_bus
from services.runtime.lifecycle import Process
from services.runtime.tokens import Verifier
from services.runtime.valkey import open_redis
from services.runtime.web import web_app
from services.signaling.chat.keeper import Keeper
from services.signaling.chat.store import ChatStore
from services.signaling.figures import expose
from services.signaling.live.bus_edge import BusEdge
from services.signaling.live.entrance import Entrance
from services.signaling.live.freshness import Freshness
from services.signaling.live.handler import Handler
from services.signaling.live.news import News
from services.signaling.live.overheard import Overheard
from services.signaling.live.pages import Pages
from services.signaling.live.records import Records
from services.signaling.live.sign_ins import SignIns
from services.signaling.live.staff import StaffPages
from services.signaling.live.standings import Standings
from services.signaling.live.visits import Now, Visits
from services.signaling.live.wellness import Wellness
from services.signaling.settings import SignalingSettings
from services.signaling.socket.limits import Limits
from services.signaling.socket.server import SocketServer

SERVICE = "signaling"


@asynccontextmanager
async def compose(settings: SignalingSettings) -> AsyncIterator[tuple[Process, FastAPI]]:
    """Everything of one signalling process, ready to run."""
    async with open_bus(settings, SERVICE) as bus, open_redis(settings) as redis:
        process = Process(settings, SERVICE)
        now, limits, ice = _clock(), _limits(settings), _ice(settings)
        instance = settings.instance
        breakage = Breakage(settings)
        verifier = Verifier(bus)
        records = Records(redis, instance)
        wellness = Wellness(now, lambda: bus.connected and standings.are_fresh)
        news = News(bus, instance, wellness, breakage)
        overheard = Overheard(now)
        keeper = Keeper(ChatStore(bus))
        visits = Visits(
            now=now,
            instance=instance,
            news=news,
            chat=keeper,
            records=records,
            ice=ice,
            told_before=overheard.take,
        )
        standings = Standings(bus, visits.__contains__, visits.standing_changed)
        freshness = Freshness(lambda: standings.are_fresh, visits.knowledge_aged)
        staff = StaffPages(now=now, instance=instance, records=records, ice=ice)
        pages = Pages(now=now, visits=visits, staff=staff, limits=limits)
        sign_ins = SignIns(bus, staff)
        entrance = Entrance(
            now=now,
            bus=bus,
            verifier=verifier,
            standings=standings,
            records=records,
            pages=pages,
            breakage=breakage,
        )
        handler = Handler(entrance, pages, visits, staff, limits.silent_after, breakage)
        server = SocketServer(handler, origins=settings.origins, limits=limits)

        for name, run in {
            "keys": verifier.run,
            "standings": standings.run,
            "freshness": freshness.run,
            "records": records.run,
            "news": news.run,
            "chat": keeper.run,
            "staff": staff.run,
            "sign-ins": sign_ins.run,
            "wellness": wellness.run,
        }.items():
            process.owns(name, run)
        process.owns("sockets", lambda: _serve_sockets(server, handler, settings))
        process.health.needs("bus", bus.check)
        process.health.needs("standings", lambda: _must(standings.are_fresh))
        app = web_app(process)
        expose(server, visits)
        await keeper.serve(bus)
        await BusEdge(bus, instance, visits, standings, pages, overheard).open()
        yield process, app


def _clock() -> Now:
    """The time of day at the start, and from then on a clock that never jumps."""
    offset = time.time() - time.monotonic()
    return lambda: time.monotonic() + offset


def _limits(settings: SignalingSettings) -> Limits:
    return Limits(sockets=settings.sockets, burst=settings.message_burst, rate=settings.message_rate)


def _ice(settings: SignalingSettings) -> tuple[wire.IceServer, ...]:
    urls = settings.ice_urls.split()
    return (wire.IceServer(urls=urls),) if urls else ()


async def _serve_sockets(server: SocketServer, handler: Handler, settings: SignalingSettings) -> None:
    """Listen until cancelled; then say `restart` to every page, which comes back to another instance."""
    await server.start(settings.socket_host, settings.socket_port)
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()
        await handler.close()


async def _must(fact: bool) -> None:  # noqa: FBT001 (a check's answer)
    if not fact:
        raise TimeoutError
