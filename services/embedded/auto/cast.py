"""Who plays: the desk, Dr. Lind, Rosa and Ana, each at a door of their own."""

from dataclasses import dataclass, field
from uuid import uuid4

from services.contracts.ids import VisitId
from services.embedded.auto.mailbox import Mailbox
from services.embedded.auto.mailpit import Mailpit
from services.embedded.people.door import Door, Json
from services.embedded.people.media import CLINICIAN, Identity
from services.embedded.people.page import ClinicianPage, PersonPage
from services.embedded.people.summary import Editor, Reader


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is played. `mailpit`: what takes the mail, where that is not the origin's own mailbox.

    `audit`: a command that checks the audit (`beside audit verify`), where one can be given. `about`: the step that the
    play is about, where it is about one. `quick`: without sound and picture, and without what proves only something
    else than that step.
    """

    origin: str
    mailpit: str | None = None
    audit: str | None = None
    about: str | None = None
    quick: bool = False


@dataclass
class Cast:
    """Everyone on stage and what they know so far; a step fills in what the next ones need."""

    place: Place
    mailbox: Mailbox = field(init=False)
    desk: Door = field(init=False)
    lind_door: Door = field(init=False)
    rosa_email: str = field(default_factory=lambda: f"rosa-{uuid4().hex[:8]}@example.org")
    ana_email: str = field(default_factory=lambda: f"ana-{uuid4().hex[:8]}@example.org")
    visit: Json = field(default_factory=dict)
    rosa: PersonPage = field(init=False)
    ana: PersonPage = field(init=False)
    lind: ClinicianPage = field(init=False)
    editor: Editor = field(init=False)

    def __post_init__(self) -> None:
        self.mailbox = Mailpit(self.place.mailpit) if self.place.mailpit else Mailbox(self.place.origin)
        self.desk = Door(self.place.origin, "/staff")
        self.lind_door = Door(self.place.origin, "/staff")

    def page_of(self, link: str, identity: Identity) -> PersonPage:
        """The page that a link opens."""
        return PersonPage(link, identity, quiet=self.place.quick)

    def clinicians_page(self) -> ClinicianPage:
        """Dr. Lind's, in the visit."""
        return ClinicianPage(self.lind_door, CLINICIAN, self.visit_id, quiet=self.place.quick)

    @property
    def visit_id(self) -> VisitId:
        """The visit that is played."""
        return VisitId(self.visit["id"])

    @property
    def readers(self) -> dict[str, Reader]:
        """Who reads the summary, at their own link."""
        return {"Rosa": Reader(self.rosa.door), "Ana": Reader(self.ana.door)}

    @property
    def names(self) -> dict[str, str]:
        """First names of the readers, by their id as it stands in answers."""
        return {str(self.rosa.person_id): "Rosa", str(self.ana.person_id): "Ana"}

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
