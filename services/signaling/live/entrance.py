"""From a page's hello to its place: the grant or the resume, in the order in which they can be refused."""

from datetime import UTC, datetime
from typing import Final

from pydantic import ValidationError

from services.contracts import grants, subjects, wire
from services.contracts.grants import GrantCode, JoinGrant
from services.contracts.questions import ClaimGrant, GrantClaimed
from services.contracts.standing import StandingEntry
from services.contracts.states import DevicePlace
from services.runtime.breakage import Breakage, Where
from services.runtime.bus import Bus, NoAnswerError, ProblemAnsweredError
from services.runtime.tokens import KeysNotYetKnownError, TokenExpiredError, TokenForgedError, Verifier
from services.signaling.errors import (
    BY_CODE,
    BadHello,
    GrantExpired,
    GrantForged,
    NotReady,
    ResumeRefused,
)
from services.signaling.live import doors
from services.signaling.live.facts import Facts
from services.signaling.live.page import Page
from services.signaling.live.pages import Pages
from services.signaling.live.records import Records
from services.signaling.live.resume_secret import hash_of
from services.signaling.live.standings import Standings
from services.signaling.live.visits import Now
from services.signaling.socket.connection import Socket
from services.signaling.socket.handshake import Opening

STANDING_WITHIN_SECONDS: Final = 2.0
"""How long a grant may wait for the standing that it was claimed at; the bucket follows within milliseconds."""


class Entrance:
    """Lets pages in. Whatever it raises is a problem for the page to read."""

    def __init__(
        self,
        *,
        now: Now,
        bus: Bus,
        verifier: Verifier,
        standings: Standings,
        records: Records,
        pages: Pages,
        breakage: Breakage,
    ) -> None:
        self._now, self._bus, self._verifier, self._breakage = now, bus, verifier, breakage
        self._standings, self._records, self._pages = standings, records, pages

    async def enter(self, socket: Socket, opening: Opening, payload: bytes) -> None:
        """Answer one hello."""
        hello = read_hello(payload)
        if hello.resume is not None:
            await self._resume(socket, opening, hello, hello.resume)
        else:
            await self._join(socket, opening, hello, hello.grant or "")

    async def _join(self, socket: Socket, opening: Opening, hello: wire.Hello, token: str) -> None:
        grant = self._verify(token)
        doors.check(grant, opening)
        entry = await self._standing_for(grant, 0)
        if self._breakage.withholds(Where.HELLO, f"{grant.role} {_place(grant, entry)}"):
            raise NotReady
        version = await self._claim(grant)
        # Once more: while session was asked, somebody may have been let in or put out, and this visit heard of nothing.
        entry = await self._standing_for(grant, version)
        facts = Facts.of(grant, self._now())
        if socket.is_open:
            self._pages.join(facts, socket, hello, entry)

    def _verify(self, token: str) -> JoinGrant:
        now = datetime.fromtimestamp(self._now(), UTC)
        try:
            return self._verifier.verify(token, JoinGrant, audience=grants.SIGNALING, now=now)
        except TokenExpiredError as error:
            raise GrantExpired from error
        except TokenForgedError as error:
            raise GrantForged from error
        except KeysNotYetKnownError as error:
            raise NotReady from error

    async def _standing_for(self, grant: JoinGrant, version: int) -> StandingEntry | None:
        if grant.visit_id is None:
            return None
        entry = await self._standings.wait_for(grant.visit_id, version, STANDING_WITHIN_SECONDS)
        if entry is None:
            raise NotReady
        return entry

    async def _claim(self, grant: JoinGrant) -> int:
        """Use the grant up; from which version on the visit's standing knows of it."""
        claim = ClaimGrant(
            jti=grant.jti,
            visit_id=grant.visit_id,
            person_id=grant.person_id,
            device_id=grant.device_id,
            n=grant.n,
        )
        try:
            claimed = await self._bus.ask(subjects.ASK_CLAIM_GRANT, claim, GrantClaimed)
        except (NoAnswerError, ProblemAnsweredError, ValidationError) as error:
            raise NotReady from error
        if claimed.code is not None:
            raise BY_CODE[GrantCode(claimed.code)]
        return claimed.standing_version

    async def _resume(self, socket: Socket, opening: Opening, hello: wire.Hello, resume: wire.Resume) -> None:
        key = hash_of(resume.secret)
        page = self._records.find(key)
        if page is not None:
            self._come_back(page, socket, opening, hello, resume.seq)
            return
        facts = await self._records.read(key)
        if facts is None or not doors.is_same_door(facts, opening):
            raise ResumeRefused
        entry = None
        if facts.visit_id is not None:
            entry = await self._standings.wait_for(facts.visit_id, 0, STANDING_WITHIN_SECONDS)
            if entry is None:
                raise NotReady
        if socket.is_open:
            self._pages.join(facts.attached_anew(self._now()), socket, hello, entry)

    def _come_back(self, page: Page, socket: Socket, opening: Opening, hello: wire.Hello, seen: int) -> None:
        if not doors.is_same_door(page.facts, opening):
            raise ResumeRefused
        if page.facts.visit_id is not None and not self._standings.are_fresh:
            raise NotReady
        self._pages.come_back(page, socket, hello, seen)


def _place(grant: JoinGrant, entry: StandingEntry | None) -> DevicePlace | None:
    person = entry.people.get(grant.person_id) if entry else None
    return person.devices.get(grant.device_id) if person else None


def read_hello(payload: bytes) -> wire.Hello:
    """A hello that says exactly one of grant and resume, or BadHello."""
    try:
        hello = wire.Hello.model_validate_json(payload)
    except ValidationError as error:
        raise BadHello from error
    if (hello.grant is None) is (hello.resume is None):
        raise BadHello
    return hello
