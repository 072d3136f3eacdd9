"""Answers signaling's question who of the staff is signed out, so that no page of theirs is told anything more."""

from services.contracts import subjects
from services.contracts.questions import AskSignedOut, SignedOut
from services.runtime.bus import Bus
from services.session.accounts import signed_in
from services.session.parts import Parts


class SignIns:
    """Serves `staff.signed_out`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def listen(self, bus: Bus) -> None:
        """Begin to answer."""
        await bus.serve(subjects.ASK_SIGNED_OUT, AskSignedOut, self.ended)

    async def ended(self, asked: AskSignedOut) -> SignedOut:
        """Who is signed out. Asking is no use of a session: its idle time goes on."""
        async with self._parts.edge.reading() as tx:
            sessions = await signed_in.sessions_at(tx, asked.devices)
            still = {one.device_id for one in sessions if not await signed_in.has_ended(tx, self._parts, one)}
        return SignedOut(devices=asked.devices - still)
