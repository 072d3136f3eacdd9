"""Letters: in the person's language, with the clinic's time, and nothing that a stranger must not read."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
from icalendar import Calendar, Event

from services.contracts.ids import PersonId, VisitId
from services.runtime.deliveries import Delivery
from services.runtime.mail import UndeliverableError
from services.session.demo.cast import CLINIC_ID, QUEUE_ID
from services.session.letters.composing import Composer
from tests.session.people.clinic import Clinic, text_of

NEVER = ("Lind", "Alvarez", "follow-up", "followup", "diagnos", "1948")


def _html(letter: EmailMessage) -> str:
    body = letter.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def _entry(calendar: str | bytes) -> Event:
    [entry] = Calendar.from_ical(calendar).walk("VEVENT")
    assert isinstance(entry, Event)
    return entry


def _attached(letter: EmailMessage) -> Event:
    [part] = [part for part in letter.iter_attachments() if part.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return _entry(content)


async def test_a_letter_says_when_in_the_clinics_time_and_names_the_zone(clinic: Clinic) -> None:
    visit = await clinic.book(minutes=60)
    letter = await clinic.mail.wait(clinic.rosa)
    words = text_of(letter)
    assert "Hello Rosa" in words
    assert "Northfield Clinic" in words
    zone = (await clinic.lind.get("/staff-me"))["clinic"]["zone"]
    moment = clinic.parts.words.moment("en", datetime.fromisoformat(visit["scheduled_at"]), zone)
    assert f"{moment.date} at {moment.time} ({moment.zone})" in words
    assert "555 0142" in words
    for never in NEVER:
        assert never not in words + str(letter["Subject"]) + _html(letter)
    assert visit["id"] not in words


async def test_text_and_html_carry_the_same_link_and_the_calendar_none(clinic: Clinic) -> None:
    visit = await clinic.book()
    letter = await clinic.mail.wait(clinic.rosa)
    link = await clinic.mail.link_to(clinic.rosa)
    assert link in _html(letter)
    entry = _attached(letter)
    assert link not in entry.to_ical().decode()
    assert entry.start.isoformat()[:16] == visit["scheduled_at"][:16]
    assert entry.end - entry.start == timedelta(minutes=20)


async def test_a_letter_that_waited_is_not_sent_to_a_guest_of_a_visit_that_was_called_off(clinic: Clinic) -> None:
    """Its link opens nothing by now, and that the visit was called off is not told to them."""
    visit = await clinic.book(guests=[clinic.daughter()])
    [ana] = visit["guests"]
    composer = Composer(clinic.parts.words, clinic.parts.link_key, clinic.settings.public_origin)
    here = VisitId(UUID(visit["id"])), PersonId(UUID(ana["person_id"]))
    waiting = Delivery("link", CLINIC_ID, QUEUE_ID, *here, "once", {"generation": 1})
    async with clinic.parts.edge.reading() as tx:
        assert (await composer.compose(tx, waiting)).to == clinic.ana
    await clinic.command(clinic.desk, visit, "/cancel", reason="The heating broke")
    async with clinic.parts.edge.reading() as tx:
        with pytest.raises(UndeliverableError):
            await composer.compose(tx, waiting)


async def test_a_letter_comes_in_the_language_of_its_reader(clinic: Clinic) -> None:
    await clinic.book(
        patient={"name": "Lucía Ortega", "birth_date": "1951-08-08", "email": clinic.rosa, "language": "es"}
    )
    words = text_of(await clinic.mail.wait(clinic.rosa))
    assert "Hola Lucía" in words
    assert "visita por video" in words


async def test_a_guest_for_whom_nobody_named_a_language_reads_the_patients(clinic: Clinic) -> None:
    daughter = {key: value for key, value in clinic.daughter().items() if key != "language"}
    await clinic.book(
        patient={"name": "Lucía Ortega", "birth_date": "1951-08-08", "email": clinic.rosa, "language": "es"},
        guests=[daughter],
    )
    lucia = await clinic.phone(clinic.rosa)
    me = await lucia.tap()
    question = me["requests"][0]["invitation_id"]
    await lucia.post(f"/invitations/{question}/answer", {"yes": True, "summary": "nothing"})
    ana = await clinic.phone(clinic.ana)
    assert (await ana.post("/look", {"secret": ana.secret}))["language"] == "es"


async def test_everyone_whose_link_lives_hears_of_a_new_time_with_the_same_link(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    later = clinic.clock() + timedelta(hours=3)
    await clinic.command(clinic.desk, visit, "/reschedule", scheduled_at=later.isoformat(), double_book=True)
    for address in (clinic.rosa, clinic.ana):
        moved = await clinic.mail.wait(address, 2)
        assert "new time" in str(moved["Subject"])
        assert await clinic.mail.link_to(address, 2) == await clinic.mail.link_to(address, 1)
    rosa = await clinic.phone(clinic.rosa, 2)
    assert (await rosa.tap())["screen"] == "moved"


async def test_of_a_cancelled_visit_the_patient_hears_and_the_guest_does_not(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap()
    await clinic.command(clinic.desk, visit, "/cancel", reason="The heating is broken")
    told = await clinic.mail.wait(clinic.rosa, 2)
    assert "will not take place" in text_of(told)
    assert "heating" not in text_of(told)
    assert (await rosa.me())["screen"] == "cancelled"
    assert (await ana.refused("/look", {"secret": ana.secret}))["code"] == "link.closed"
    assert len(clinic.mail.to(clinic.ana)) == 1


async def test_the_calendar_of_ones_own_page_is_the_same_entry(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    response = await rosa.ask("GET", "/calendar.ics")
    assert response.headers["content-type"].startswith("text/calendar")
    entry = _entry(response.content)
    assert visit["id"] in str(entry["uid"])
    assert "Lind" not in response.text


async def test_the_desk_sees_that_a_link_was_sent_and_opened(clinic: Clinic) -> None:
    visit = await clinic.book()
    rosa = await clinic.phone(clinic.rosa)

    async def sent() -> bool:
        return bool((await clinic.detail(visit))["links"][0]["delivered"])

    await clinic.until(sent)
    [link] = (await clinic.detail(visit))["links"]
    assert link["opened_at"] is None
    await rosa.tap()
    detail = await clinic.detail(visit)
    assert detail["links"][0]["opened_at"] is not None
    told = [line["what"] for line in detail["history"]]
    assert told[:1] == ["visit.booked"]
    assert {"link.sent", "link.opened", "person.knocked"} <= set(told)
