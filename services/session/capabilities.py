"""What the capabilities around a visit bring to a process: reactions, timers, routes. app.py puts them in."""

from collections.abc import Mapping

from fastapi import APIRouter
from redis.asyncio import Redis
from redis.exceptions import RedisError

from services.contracts.events import VisitEnded, VisitReopened, VisitStarted
from services.runtime.inbox import Reactions as Events
from services.runtime.timers import Ring
from services.session.accounts.api import own as own_account
from services.session.accounts.api import router as accounts
from services.session.chat import reactions as chat
from services.session.desk import reactions as desk
from services.session.desk.api import router as desk_routes
from services.session.desk.consent_api import router as staff_consents
from services.session.happenings import (
    Booked,
    ConsentMoved,
    DeskTask,
    LineMoved,
    PatientCalled,
    PersonShutOut,
    VisitCalledOff,
    VisitMoved,
)
from services.session.invitation.api import router as invitations
from services.session.invitation.reactions import UNANSWERED, Unanswered
from services.session.knock.api import router as knocks
from services.session.letters import lost_links
from services.session.letters import reactions as to_people
from services.session.letters.lost_links import LostLinks
from services.session.limits import Count
from services.session.link.reactions import LinkReactions
from services.session.looks.api import router as looks
from services.session.pairs import reactions as pairs
from services.session.pairs.api import router as pair_routes
from services.session.second_fact.api import router as second_facts
from services.session.summary import reactions as summaries
from services.session.visit.rules.times import Times
from services.session.visit_page.api import router as visit_page
from services.session.waiting import reactions as waiting
from services.session.waiting.reactions import LateTimer
from services.session.work import Edge, Reactions

ROUTERS: tuple[APIRouter, ...] = (
    accounts,
    own_account,
    visit_page,
    second_facts,
    invitations,
    looks,
    desk_routes,
    staff_consents,
    pair_routes,
    knocks,
)


def react(reactions: Reactions, link_key: bytes, *, letters: bool = True) -> None:
    """Who reacts to what, after visit/ has: first the link, then the letter that carries it."""
    links = LinkReactions(link_key)
    reactions.on(Booked, links.on_booked)
    reactions.on(ConsentMoved, links.on_consent)
    reactions.on(ConsentMoved, pairs.on_consent)
    reactions.on(PersonShutOut, links.on_shut_out)
    reactions.on(VisitMoved, links.on_moved)
    if letters:
        _write(reactions)
    reactions.on(Booked, waiting.on_booked)
    reactions.on(VisitMoved, waiting.on_moved)
    reactions.on(LineMoved, waiting.on_line_moved)
    reactions.on(VisitMoved, desk.on_moved)
    reactions.on(VisitCalledOff, desk.on_called_off)
    reactions.on(DeskTask, desk.on_task)


def _write(reactions: Reactions) -> None:
    reactions.on(Booked, to_people.on_booked)
    reactions.on(ConsentMoved, to_people.on_consent)
    reactions.on(VisitMoved, to_people.on_moved)
    reactions.on(VisitCalledOff, to_people.on_called_off)
    reactions.on(PatientCalled, to_people.on_called)


def hear(events: Events, edge: Edge, times: Times) -> None:
    """What these capabilities do when an event arrives, each in a transaction of its own."""
    news = waiting.TalkNews(edge)
    events.on(VisitStarted, news.tell)
    events.on(VisitEnded, news.tell)
    events.on(VisitReopened, news.tell)
    summaries.hear(events, edge)
    Unanswered(edge, times.reopen_within).hear(events)
    chat.hear(events, times)


def rings(edge: Edge, times: Times) -> Mapping[str, Ring]:
    """What these capabilities do at a time."""
    return {
        lost_links.TIMER: LostLinks(edge).ring,
        waiting.LATE_TIMER: LateTimer(edge).ring,
        UNANSWERED: Unanswered(edge, times.reopen_within).ring,
    }


def counting(redis: Redis) -> Count:
    """Counters for limits, shared by all instances; None while Redis is out of reach or was just lost."""

    async def count(name: str, seconds: int) -> int | None:
        try:
            async with redis.pipeline(transaction=True) as pipe:
                pipe.incr(name)
                pipe.expire(name, seconds, nx=True)
                counted, _ = await pipe.execute()
        except (RedisError, OSError):
            return None
        return int(counted)

    return count
