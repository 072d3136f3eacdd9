"""A part is killed anywhere between the end of a visit and its corrected summary: no saved word, no message is lost."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.embedded.people.door import Json
from services.embedded.stack import Stack
from tests.faults.desk_walk import Desk
from tests.faults.editor import Editor

BACK_WITHIN = 60.0
PARTS = ("notes", "session", "nats", "mail")
STEPS = ("finish", "write", "sign", "settle", "amend", "write again", "sign again", "settle again")
MOST_MAILS = 2
"""Of one version to one person, when a kill fell between the mail server's answer and our commit."""


@pytest.fixture(scope="module")
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    desk = await Desk.open(stack.origin)
    yield desk
    await desk.close()


class Walk:
    """One visit by telephone, and its summary twice: signed, then corrected."""

    def __init__(self, desk: Desk, visit: Json, email: str) -> None:
        self.desk, self.visit, self.email = desk, visit, email
        self.editor: Editor | None = None
        self.saved: list[str] = []

    @classmethod
    async def begin(cls, desk: Desk) -> "Walk":
        """The talk has begun."""
        visit, email = await desk.book()
        await desk.ask(visit, "/modality", modality="phone")
        return cls(desk, visit, email)

    async def take(self, step: str) -> None:
        """Do what is next."""
        if step == "finish":
            await self.desk.ask(self.visit, "/finish", outcome="completed", modality="phone")
            self.editor = await Editor.open(self.desk.lind, self.visit)
            return
        assert self.editor is not None
        match step:
            case "write" | "write again":
                self.saved.append(f"Take the pill, says {step}.")
                await self.editor.write(self.saved[-1])
            case "sign" | "sign again":
                await self.editor.sign(len(self.saved))
            case "amend":
                await self.editor.ask("POST", "/amend", number=1, reason="The dose.")
            case _:
                await self.editor.until_settled()

    async def mails(self) -> Counter[str]:
        """How often each Message-ID that tells of a summary has arrived."""
        async with httpx.AsyncClient(base_url=self.desk.origin, timeout=10) as client:
            letters = (await client.get("/mail/api/messages", params={"to": self.email})).json()
        told = ("in writing", "was corrected")
        return Counter(
            str(letter["message_id"]) for letter in letters if any(word in letter["subject"] for word in told)
        )


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(step=st.sampled_from(STEPS), part=st.sampled_from(PARTS), after_ms=st.integers(0, 60))
async def test_no_word_and_no_message_is_lost_or_doubled(
    stack: Stack, desk: Desk, step: str, part: str, after_ms: int
) -> None:
    walk = await Walk.begin(desk)
    starts: int | None = None
    for one in STEPS:
        doing = asyncio.create_task(walk.take(one))
        if one == step:
            await asyncio.wait({doing}, timeout=after_ms / 1000)
            starts = stack.kill(part)
        await doing
    assert starts is not None
    await asyncio.to_thread(stack.wait_back, part, starts, BACK_WITHIN)

    assert walk.editor is not None
    shown = await walk.editor.see()
    assert [one["state"] for one in shown["versions"]] == ["superseded", "signed"]
    assert shown["present"]["intact"] is True
    assert shown["present"]["sections"][0]["content"]["text"] == walk.saved[-1]
    assert [(one["number"], one["state"]) for one in shown["deliveries"]] == [(1, "sent"), (2, "sent")]
    mails = await walk.mails()
    assert len(mails) == len(walk.saved)
    assert set(mails.values()) <= set(range(1, MOST_MAILS + 1))
