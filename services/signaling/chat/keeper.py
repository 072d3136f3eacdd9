"""Does with the stream what rooms want done, and tells them how it went. Also forgets a visit's chat when asked to."""

import asyncio
from collections.abc import Callable
from typing import Final

from services.contracts import subjects
from services.contracts.ids import VisitId
from services.contracts.questions import AskForgetChat, ChatForgotten
from services.runtime.bus import Bus
from services.signaling.chat.store import OUT_OF_REACH, ChatStore, CrossedError
from services.signaling.room import effects, inputs

MOST_AT_ONCE: Final = 64
"""Rooms whose messages are stored or read at the same time. Each has one thing under way, so that none waits long."""

Tell = Callable[[VisitId, inputs.Input], None]


class Keeper:
    """Keeps nobody waiting: what a room wants is done later, and the room is told."""

    def __init__(self, store: ChatStore) -> None:
        self._store = store
        self._wanted: asyncio.Queue[tuple[VisitId, effects.StoreChat | effects.LoadChat, Tell]] = asyncio.Queue()
        """As long as there are rooms at most: each wants one thing at a time."""

    def store(self, visit: VisitId, wanted: effects.StoreChat, tell: Tell) -> None:
        """Keep a message."""
        self._wanted.put_nowait((visit, wanted, tell))

    def load(self, visit: VisitId, wanted: effects.LoadChat, tell: Tell) -> None:
        """Read what is kept."""
        self._wanted.put_nowait((visit, wanted, tell))

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as group:
            for _ in range(MOST_AT_ONCE):
                group.create_task(self._work())

    async def _work(self) -> None:
        while True:
            visit, wanted, tell = await self._wanted.get()
            if isinstance(wanted, effects.StoreChat):
                tell(visit, await self._stored(visit, wanted))
            else:
                tell(visit, await self._loaded(visit, wanted))

    async def _stored(self, visit: VisitId, wanted: effects.StoreChat) -> inputs.ChatStored | inputs.ChatNotStored:
        try:
            kept = await self._store.put(visit, wanted.message, wanted.instead_of)
        except CrossedError:
            return inputs.ChatNotStored(wanted.order, was_crossed=True)
        except OUT_OF_REACH:
            return inputs.ChatNotStored(wanted.order, was_crossed=False)
        return inputs.ChatStored(wanted.order, kept)

    async def _loaded(self, visit: VisitId, wanted: effects.LoadChat) -> inputs.ChatLoaded | inputs.ChatNotLoaded:
        try:
            return inputs.ChatLoaded(wanted.order, await self._store.read(visit, wanted.after))
        except OUT_OF_REACH:
            return inputs.ChatNotLoaded(wanted.order)

    async def serve(self, bus: Bus) -> None:
        """Answer whoever asks to forget: session, when a visit closes or a person is erased."""
        await bus.serve(subjects.ASK_FORGET_CHAT, AskForgetChat, self._forget)

    async def _forget(self, asked: AskForgetChat) -> ChatForgotten:
        return ChatForgotten(removed=await self._store.forget(asked.visit_id, asked.writer))
