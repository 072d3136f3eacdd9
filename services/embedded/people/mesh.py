"""Direct connections of one person to the others of the room, on aiortc. The higher `n` offers."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaRelay
from aiortc.mediastreams import MediaStreamTrack
from aiortc.sdp import candidate_from_sdp

from services.contracts.ids import PersonId
from services.embedded.people.listening import Listener
from services.embedded.people.media import CLINICIAN, DAUGHTER, PATIENT, Face, Identity, Voice

KNOWN: Final = (PATIENT, CLINICIAN, DAUGHTER)

CONNECTED_WITHIN: Final = 4.0
"""Seconds. A connection that is not up by then will not be: a word of its making was lost, with an instance perhaps."""

Tell = Callable[[str, PersonId, int, dict[str, object]], Awaitable[None]]
"""Send a relayed message: type, to whom, for which of their connections, payload."""


class Peer:
    """One connection to one connection of another person."""

    def __init__(self, person: PersonId, n: int, call: int) -> None:
        self.person, self.n, self.call = person, n, call
        self.begun = asyncio.get_running_loop().time()
        self.pc = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
        self._media = asyncio.Event()
        self.listener = Listener(KNOWN, self._media.set)
        self._tasks: set[asyncio.Task[None]] = set()
        self.pc.on("track", self._on_track)

    def _on_track(self, track: MediaStreamTrack) -> None:
        task = asyncio.create_task(self.listener.follow(track))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def is_well(self) -> bool:
        """Whether it is up, or may still come up."""
        is_new = asyncio.get_running_loop().time() < self.begun + CONNECTED_WITHIN
        return self.pc.connectionState == "connected" or is_new

    async def next_media(self) -> None:
        """Return when the next frame of sound or picture has come in."""
        self._media.clear()
        await self._media.wait()

    async def close(self) -> None:
        """End the connection and whatever listens to it."""
        await self.pc.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Mesh:
    """All connections of one person. Messages of one peer are handled one after the other."""

    def __init__(self, identity: Identity, tell: Tell) -> None:
        self.identity = identity
        self.voice, self.face = Voice(identity), Face(identity)
        self._relay = MediaRelay()
        self._tell = tell
        self._calls = 0
        self._turns: dict[PersonId, asyncio.Lock] = {}
        self._mine = 0
        self._wanted: dict[PersonId, tuple[int, float]] = {}
        """person -> their n, and since when we wait for something of theirs."""
        self.peers: dict[PersonId, Peer] = {}

    async def match(self, mine: int, others: dict[PersonId, int]) -> None:
        """Have exactly one connection to each of `others` (person -> their n), offering where `mine` is higher."""
        self._want(mine, others)
        for person in self.peers.keys() - others.keys():
            async with self._turn(person):
                await self.drop(person)
        for person, n in others.items():
            async with self._turn(person):
                offering = await self._match_one(mine, person, n)
            if offering is not None:
                await self._describe("offer", offering)

    async def _match_one(self, mine: int, person: PersonId, n: int) -> Peer | None:
        """The new peer to whom an offer is to be told, if there is one."""
        peer = self.peers.get(person)
        if peer is not None and peer.n != n:
            await self.drop(person)
        if person in self.peers or mine <= n:
            return None
        return await self._offer(person, n)

    def _turn(self, person: PersonId) -> asyncio.Lock:
        """What is made with a person and what is mended must not close each other's connection half made."""
        return self._turns.setdefault(person, asyncio.Lock())

    def _want(self, mine: int, others: dict[PersonId, int]) -> None:
        now = asyncio.get_running_loop().time()
        before = self._wanted
        self._mine = mine
        self._wanted = {
            person: before[person] if person in before and before[person][0] == n else (n, now)
            for person, n in others.items()
        }

    async def mend(self) -> None:
        """Begin anew where a connection did not come about, or broke; to be called about once a second."""
        for person, (n, since) in tuple(self._wanted.items()):
            peer, now = self.peers.get(person), asyncio.get_running_loop().time()
            is_wanted = self._wanted.get(person) == (n, since)
            if not is_wanted or (peer is not None and peer.is_well) or now < since + CONNECTED_WITHIN:
                continue
            self._wanted[person] = (n, now)
            if self._mine > n:
                await self.heard("please_offer", person, n, {})
            else:
                await self._tell("please_offer", person, n, {})

    async def heard(self, kind: str, person: PersonId, n: int, payload: dict[str, object]) -> None:
        """A relayed message arrived from connection `n` of a person."""
        async with self._turn(person):
            if kind == "offer":
                await self._answer(person, n, payload)
            elif kind == "please_offer":
                await self.drop(person)
                await self._describe("offer", await self._offer(person, n))
            else:
                await self._go_on(kind, person, n, payload)

    async def _offer(self, person: PersonId, n: int) -> Peer:
        self._calls += 1
        peer = self._new_peer(person, n, self._calls)
        await peer.pc.setLocalDescription(await peer.pc.createOffer())
        return peer

    async def _answer(self, person: PersonId, n: int, payload: dict[str, object]) -> None:
        call = int(str(payload["call"]))
        before = self.peers.get(person)
        if before is not None and before.n == n and before.call >= call:
            return
        await self.drop(person)
        peer = self._new_peer(person, n, call)
        await peer.pc.setRemoteDescription(RTCSessionDescription(str(payload["sdp"]), "offer"))
        await peer.pc.setLocalDescription(await peer.pc.createAnswer())
        await self._describe("answer", peer)

    async def _go_on(self, kind: str, person: PersonId, n: int, payload: dict[str, object]) -> None:
        peer = self.peers.get(person)
        if peer is None or peer.n != n or peer.call != payload.get("call"):
            return
        if kind == "answer" and peer.pc.signalingState == "have-local-offer":
            await peer.pc.setRemoteDescription(RTCSessionDescription(str(payload["sdp"]), "answer"))
        elif kind == "candidate" and payload.get("candidate"):
            await _add_candidate(peer.pc, payload)

    def _new_peer(self, person: PersonId, n: int, call: int) -> Peer:
        peer = self.peers[person] = Peer(person, n, call)
        for track in (self.voice, self.face):
            peer.pc.addTrack(self._relay.subscribe(track, buffered=track is self.voice))
        return peer

    async def _describe(self, kind: str, peer: Peer) -> None:
        description = {"call": peer.call, "sdp": peer.pc.localDescription.sdp}
        await self._tell(kind, peer.person, peer.n, description)

    async def drop(self, person: PersonId) -> None:
        """Close the connection to a person, if there is one."""
        peer = self.peers.pop(person, None)
        if peer is not None:
            await peer.close()

    async def close(self) -> None:
        """Close everything."""
        for person in tuple(self.peers):
            await self.drop(person)
        self.voice.stop()
        self.face.stop()


async def _add_candidate(pc: RTCPeerConnection, payload: dict[str, object]) -> None:
    candidate = candidate_from_sdp(str(payload["candidate"]).split(":", 1)[1])
    mid, line = payload.get("sdpMid"), payload.get("sdpMLineIndex")
    candidate.sdpMid = str(mid) if mid is not None else None
    candidate.sdpMLineIndex = int(str(line)) if line is not None else None
    await pc.addIceCandidate(candidate)
