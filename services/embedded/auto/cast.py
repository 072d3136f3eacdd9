"""Who plays: the desk, Dr. Lind, Rosa and Ana, each at a door of their own."""

from dataclasses import dataclass, field
from uuid import uuid4

from services.contracts.ids import VisitId
from services.embedded.auto.mailbox import Mailbox
from services.embedded.auto.mailpit import Mailpit
from services.embedded.people.door import Door, Json
from services.embedded.people.page import ClinicianPage, PersonPage


@dataclass
class Cast:
    """Everyone on stage and what they know so far; a step fills in what the next ones need.

    `mailpit` is the address of a Mailpit that takes the mail; without it the demo's own mailbox is read.
    """

    origin: str
    mailpit: str | None = None
    mailbox: Mailbox = field(init=False)
    desk: Door = field(init=False)
    lind_door: Door = field(init=False)
    rosa_email: str = field(default_factory=lambda: f"rosa-{uuid4().hex[:8]}@example.org")
    ana_email: str = field(default_factory=lambda: f"ana-{uuid4().hex[:8]}@example.org")
    visit: Json = field(default_factory=dict)
    rosa: PersonPage = field(init=False)
    ana: PersonPage = field(init=False)
    lind: ClinicianPage = field(init=False)

    def __post_init__(self) -> None:
        self.mailbox = Mailpit(self.mailpit) if self.mailpit else Mailbox(self.origin)
        self.desk = Door(self.origin, "/staff")
        self.lind_door = Door(self.origin, "/staff")

    @property
    def visit_id(self) -> VisitId:
        """The visit that is played."""
        return VisitId(self.visit["id"])

    async def see(self) -> Json:
        """The visit as staff see it now; commands carry its row version."""
        self.visit = await self.lind_door.get(f"/visits/{self.visit['id']}")
        return self.visit

    async def command(self, path: str, body: Json | None = None) -> None:
        """A clinician's command on the visit."""
        seen = await self.see()
        await self.lind_door.post(f"/visits/{seen['id']}{path}", {"version": seen["version"], **(body or {})})
        await self.see()

    async def leave_the_stage(self) -> None:
        """Close everything that was opened."""
        for name in ("rosa", "ana", "lind"):
            page = getattr(self, name, None)
            if page is not None:
                await page.close()
        await self.desk.close()
        await self.lind_door.close()
        await self.mailbox.close()
