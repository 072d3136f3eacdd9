"""Which happening writes to whom. Everyone gets the same link in every letter."""

from services.contracts.states import ConsentState
from services.session.happenings import Booked, ConsentMoved, PatientCalled, VisitCalledOff, VisitMoved
from services.session.letters import sending
from services.session.letters.wording import LetterKind
from services.session.link import store as links
from services.session.visit import store as visits
from services.session.visit.rules.consent import may_come
from services.session.work import Work


async def on_booked(work: Work, booked: Booked) -> None:
    """The patient's link."""
    link = await links.of_person(work.tx, booked.visit_id, booked.patient_id)
    if link is not None:
        await sending.send_link(work, link, "booked")


async def on_consent(work: Work, moved: ConsentMoved) -> None:
    """The link of whoever was asked for, once: when asked, or when the decision-maker invited.

    Who is to read only is told so; once they may join as well, they get the letter of a guest.
    """
    if moved.state not in {ConsentState.PROPOSED, ConsentState.AGREED}:
        return
    link = await links.of_person(work.tx, moved.visit_id, moved.person_id)
    visit = await visits.load(work, moved.visit_id)
    comes = may_come(visit.person(moved.person_id))
    if link is not None and (comes or not moved.changed):
        await sending.send_link(work, link, f"{moved.invitation_id}" if comes else f"{moved.invitation_id}:reads")


async def on_moved(work: Work, moved: VisitMoved) -> None:
    """Everyone whose link lives is told the new time."""
    visit = await visits.load(work, moved.visit_id)
    for link in (await links.of_visit(work.tx, visit.id)).values():
        if link.closed is None and may_come(visit.person(link.person_id)):
            await sending.send_news(work, link, LetterKind.MOVED, visit.version + 1)


async def on_called_off(work: Work, off: VisitCalledOff) -> None:
    """Patient and decision-maker are told; nobody else is."""
    visit = await visits.load(work, off.visit_id)
    for person in {visit.patient_id, visit.decision_maker_id}:
        link = await links.of_person(work.tx, visit.id, person)
        if link is not None and link.closed is None:
            await sending.send_news(work, link, LetterKind.CANCELLED, visit.version + 1)


async def on_called(work: Work, called: PatientCalled) -> None:
    """The clinician is ready and the patient's page is away: a message calls them back."""
    visit = await visits.load(work, called.visit_id)
    link = await links.of_person(work.tx, visit.id, visit.patient_id)
    if link is not None and link.closed is None:
        await sending.send_news(work, link, LetterKind.CALLED, visit.version + 1)
