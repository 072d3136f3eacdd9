"""People on aiortc find each other, and each hears and sees the others as who they are."""

import asyncio
from uuid import uuid4

import aioice.ice

from services.contracts.ids import PersonId
from services.embedded.people.loopback import offer_loopback
from services.embedded.people.media import CLINICIAN, DAUGHTER, PATIENT, Identity
from services.embedded.people.mesh import Mesh

SECONDS = 15


class Room:
    """Hands messages from one person's mesh to another's, in order, as the relay does."""

    def __init__(self) -> None:
        self.people: dict[PersonId, tuple[int, Mesh]] = {}

    def enter(self, n: int, identity: Identity) -> Mesh:
        person = PersonId(uuid4())

        async def tell(kind: str, to: PersonId, _n: int, payload: dict[str, object]) -> None:
            await self.people[to][1].heard(kind, person, n, payload)

        mesh = Mesh(identity, tell)
        self.people[person] = (n, mesh)
        return mesh

    async def settle(self) -> None:
        for me, (n, mesh) in self.people.items():
            await mesh.match(n, {person: other for person, (other, _) in self.people.items() if person != me})


async def heard_from(mesh: Mesh, person: PersonId, identity: Identity) -> None:
    async with asyncio.timeout(SECONDS):
        while not mesh.peers[person].listener.latest().is_from(identity):
            await mesh.peers[person].next_media()


async def test_three_people_each_receive_the_two_others_and_know_whose_sound_and_picture_it_is() -> None:
    offer_loopback()
    room = Room()
    patient, clinician, daughter = room.enter(1, PATIENT), room.enter(2, CLINICIAN), room.enter(3, DAUGHTER)
    await room.settle()
    try:
        identities = dict(zip(room.people, (PATIENT, CLINICIAN, DAUGHTER), strict=True))
        for mesh in (patient, clinician, daughter):
            for person in mesh.peers:
                await heard_from(mesh, person, identities[person])
        assert all(len(mesh.peers) == 2 for mesh in (patient, clinician, daughter))
    finally:
        for mesh in (patient, clinician, daughter):
            await mesh.close()


def test_the_one_private_name_of_aioice_that_loopback_needs_is_still_there() -> None:
    assert callable(aioice.ice.get_host_addresses)
    offer_loopback()
    assert "127.0.0.1" in aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=False)
