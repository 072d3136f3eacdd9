"""Every page of this instance, wherever it is: found by its resume secret, brought to its visit or its queues."""

from services.contracts import wire
from services.contracts.hints import AddressedHint
from services.contracts.standing import StandingEntry
from services.signaling.live.facts import Facts
from services.signaling.live.page import Page
from services.signaling.live.staff import StaffPages
from services.signaling.live.visits import Now, Visits
from services.signaling.room import inputs
from services.signaling.socket.connection import Socket
from services.signaling.socket.limits import Limits


class Pages:
    """Between the sockets and the rooms."""

    def __init__(self, *, now: Now, visits: Visits, staff: StaffPages, limits: Limits) -> None:
        self._now, self._visits, self._staff, self._limits = now, visits, staff, limits

    def join(self, facts: Facts, socket: Socket, hello: wire.Hello, entry: StandingEntry | None) -> None:
        """A page with a good grant, or one that another instance held."""
        page = Page(facts, socket, self._limits, hidden=hello.hidden)
        if entry is None:
            self._staff.join(page)
        else:
            self._visits.join(page, entry, hello)

    def come_back(self, page: Page, socket: Socket, hello: wire.Hello, seen: int) -> None:
        """A page of ours with a new socket."""
        page.come_back(socket, page.facts.attached_anew(self._now()), seen)
        page.hidden = hello.hidden
        if page.facts.kind == "staff":
            self._staff.join(page)
        else:
            self._visits.came_back(page, hello)

    def lost(self, page: Page) -> None:
        """A page's socket ended without a goodbye."""
        page.detach()
        self._staff.lost(page)
        self._visits.said(page, inputs.SocketLost(page.n))

    def silent(self, page: Page, seconds: float) -> None:
        """A page's socket is open and gives no sign."""
        self._visits.said(page, inputs.WentSilent(page.n, seconds))

    def heard_again(self, page: Page) -> None:
        """A silent page gave a sign."""
        self._visits.said(page, inputs.HeardAgain(page.n))

    def hint(self, addressed: AddressedHint) -> None:
        """Hand a hint to whomever it is for: people of the visit, staff pages, clinicians in another call."""
        if addressed.visit_id is not None and addressed.to_people:
            self._visits.heard(addressed.visit_id, inputs.HintArrived(addressed.to_people, addressed.hint))
        if addressed.to_staff:
            self._staff.hint(addressed)
            self._visits.hint_staff(addressed)
