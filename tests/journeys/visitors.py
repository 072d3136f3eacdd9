"""A patient or guest at the page that their link opens."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal, Self

from playwright.async_api import BrowserContext

from tests.journeys.identity import Identity
from tests.journeys.people import READ_SECONDS, Someone, page_of

Reads = Literal["everything", "actions", "nothing"]
Also = Literal["chat", "files"]
"""What somebody may in the visit, beside being there."""


LONGEST_LINE: Final = 20
BIGGER: Final = 1.25
"""Than usual words, at least."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is to sit beside the patient."""

    name: str
    email: str
    relation: str = "daughter"


class Visitor(Someone):
    """Whoever comes by a link: says who they are, tries picture and sound, waits, goes in."""

    name: str
    bigger: float
    """Than usual words, in pixels."""

    @classmethod
    async def opens(
        cls, context: BrowserContext, link: str, name: str, identity: Identity, language: str = "en"
    ) -> Self:
        """Tap the link in the mail."""
        someone = cls(await page_of(context, identity), identity, language)
        someone.name = name
        await someone.page.goto(link)
        return someone

    async def opens_again(self) -> Self:
        """The same link in the same browser, after the page was closed."""
        await self.page.close()
        return await self.opens(self.page.context, self.page.url, self.name, self.identity, self.language)

    async def says_yes(self) -> None:
        """That is who the link is for."""
        await self.taps("welcome-yes", name=self.name)

    async def checks(self) -> None:
        """Picture and sound, the bell, and on."""
        await self.sees("check-we-see-you")
        await self.taps("yes")
        await self.taps("check-go")

    async def goes_in(self) -> None:
        """Once let in."""
        await self.taps("go-in")
        await self.is_in_the_call()

    async def is_in_the_call(self) -> None:
        """The call is on the screen."""
        await self.button("leave").wait_for(timeout=READ_SECONDS * 1000)

    async def leaves(self) -> None:
        """Out of the call, and it was meant."""
        await self.taps("leave")
        await self.sees("leave-title")
        await self.taps("leave")
        await self.sees("over-you-left")

    async def comes_back(self) -> None:
        """After having left."""
        await self.taps("go-back-in")

    async def opens_messages(self) -> None:
        """The list of them, and where one writes."""
        await self.taps("more")
        await self.taps("chat-title")

    async def answers(self, said: str, text: str) -> None:
        """Read what came, over the picture, and write back; the messages stay open."""
        await self.reads(said)
        await self.taps("chat-answer")
        await self.writes(text)
        await self.reads(text)

    async def chooses_bigger_words(self) -> None:
        """From now on."""
        usual = await self._size_of_words()
        await self.taps("more")
        await self.taps("bigger-words")
        assert await self._size_of_words() >= BIGGER * usual
        self.bigger = usual * BIGGER

    async def has_bigger_words(self) -> None:
        """As they were chosen."""
        assert await self._size_of_words() >= self.bigger

    async def _size_of_words(self) -> float:
        """In pixels, of a line of the page."""
        script = "one => parseFloat(getComputedStyle(one).fontSize)"
        return float(await self.page.get_by_role("heading", level=1).evaluate(script))

    async def has_beside(self, name: str) -> None:
        """Somebody on the sofa, without a phone of their own."""
        await self.taps("more")
        await self.taps("beside-me")
        await self.fills("beside-name", name)
        await self.taps("beside-tell")


class Patient(Visitor):
    """Holds the door: says yes, and takes it back."""

    async def comes_to_the_waiting_room(self) -> None:
        """From the link's first screen."""
        await self.says_yes()
        await self.checks()
        await self.waits()

    async def waits(self) -> None:
        """The waiting room is on the screen."""
        await self.sees("waiting-put-down")

    async def knows_the_place_in_line(self) -> None:
        """How many are ahead, in words."""
        words = "|".join(self.say("waiting-ahead", ahead=ahead) for ahead in range(LONGEST_LINE))
        await self.page.get_by_role("heading", name=re.compile(words)).wait_for()

    async def stops_waiting(self) -> None:
        """Give up the place in line."""
        await self.taps("more")
        await self.taps("stop-waiting")
        await self.sees("stop-title")
        await self.taps("stop-waiting")

    async def agrees(self, guest: str, reads: Reads, also: Collection[Also] = ()) -> None:
        """Answer the question on the screen with yes, and say what the guest may read, and what else."""
        await self.sees("consent-title", name=guest, relation=self.say("relation-daughter"))
        for one in also:
            await self.ticks(f"may-{one}")
        await self.chooses(f"reads-{reads}")
        await self.taps("consent-yes", name=guest)

    async def invites(self, guest: Invited, reads: Reads) -> None:
        """Ask somebody to sit beside: their own yes already."""
        await self.taps("more")
        await self.taps("invite-someone")
        await self.fills("invite-name", guest.name)
        await self.fills("invite-relation", self.say(f"relation-{guest.relation}"))
        await self.fills("invite-email", guest.email)
        await self.chooses(f"reads-{reads}")
        await self.taps("invite-send")

    async def looks_who_may_see(self) -> None:
        """And hear, and read."""
        await self.taps("more")
        await self.taps("access-title")

    async def takes_back(self, guest: str) -> None:
        """The yes: two taps from the screen that gave it."""
        await self.looks_who_may_see()
        await self.taps("take-back-from", name=guest)
        await self.taps("do-it")
        await self.sees("access-taken-back")
        await self.taps("close")


class Guest(Visitor):
    """Knocks, and sees the visit once let in."""

    async def knocks(self) -> None:
        """From the link's first screen to the door."""
        await self.says_yes()
        await self.checks()
        await self.sees("knocked-title")
