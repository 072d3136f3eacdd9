"""Booking at the front desk."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.problems import Problem
from services.session.booking.rules import Slot, check
from services.session.desk.rules import span
from tests.session.people.clinic import Clinic

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
LEO = {"name": "Leo K", "birth_date": "1990-01-01", "language": "en"}
starts = st.integers(0, 240).map(lambda minutes: NOW + timedelta(minutes=minutes))
slots = st.builds(Slot, starts_at=starts, minutes=st.integers(5, 60))


@given(slots, slots)
def test_two_visits_clash_when_they_share_a_minute_and_only_then(wanted: Slot, taken: Slot) -> None:
    shared = min(wanted.ends_at, taken.ends_at) - max(wanted.starts_at, taken.starts_at)
    if shared > timedelta():
        with pytest.raises(Problem) as refused:
            check(wanted, [taken], NOW, double_book=False)
        assert refused.value.code == "booking.clash"
    else:
        check(wanted, [taken], NOW, double_book=False)
    check(wanted, [taken], NOW, double_book=True)


async def test_a_clash_is_told_and_can_be_wanted(clinic: Clinic) -> None:
    await clinic.book(minutes=60 * 24 * 40)
    order = {
        "patient": {"name": "Leo K", "birth_date": "1990-01-01", "email": f"x{clinic.rosa}", "language": "en"},
        "clinician_id": clinic.lind_id,
        "scheduled_at": (clinic.clock() + timedelta(days=40, minutes=10)).isoformat(),
        "minutes": 20,
    }
    assert (await clinic.desk.refused("/visits", order))["code"] == "booking.clash"
    assert clinic.mail.to(f"x{clinic.rosa}") == []
    await clinic.desk.post("/visits", {**order, "double_book": True})


async def test_a_visit_is_not_moved_onto_another_one_unless_staff_want_it(clinic: Clinic) -> None:
    taken = await clinic.book(minutes=60 * 24 * 50)
    visit = await clinic.book(minutes=60 * 24 * 51, patient={**LEO, "email": f"x{clinic.rosa}"})
    there = (clinic.clock() + timedelta(days=50, minutes=10)).isoformat()
    wish = {"version": (await clinic.detail(visit))["version"], "scheduled_at": there}
    refused = await clinic.desk.refused(f"/visits/{visit['id']}/reschedule", wish)
    assert (refused["code"], refused["visit_id"]) == ("booking.clash", taken["id"])
    leo = await clinic.phone(f"x{clinic.rosa}")
    await leo.tap()
    told = await leo.refused("/reschedule", {"scheduled_at": there})
    assert told["code"] == "booking.clash"
    assert "visit_id" not in told, "whose time it is concerns nobody outside"
    moved = await clinic.command(clinic.desk, visit, "/reschedule", scheduled_at=there, double_book=True)
    assert moved["state"] == "scheduled"
    a_little_later = (clinic.clock() + timedelta(days=50, minutes=15)).isoformat()
    again = {"version": moved["version"], "scheduled_at": a_little_later, "double_book": False}
    assert (await clinic.desk.refused(f"/visits/{visit['id']}/reschedule", again))["visit_id"] == taken["id"]


async def test_the_same_command_sent_twice_books_once(clinic: Clinic) -> None:
    order = {
        "patient": {"name": "Leo K", "birth_date": "1990-01-01", "email": clinic.rosa, "language": "en"},
        "clinician_id": clinic.lind_id,
        "scheduled_at": (clinic.clock() + timedelta(days=3)).isoformat(),
        "minutes": 20,
        "double_book": True,
    }
    key = {"Idempotency-Key": f"booking-{clinic.rosa}"}
    answers = [await clinic.desk.ask("POST", "/visits", order, **key) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {201}
    assert answers[0].json()["id"] == answers[1].json()["id"]


async def test_a_known_patient_is_found_and_booked_again(clinic: Clinic) -> None:
    visit = await clinic.book()
    found = await clinic.desk.get(f"/people?search={clinic.rosa}")
    assert [person["name"] for person in found] == ["Rosa Alvarez"]
    again = await clinic.book(patient={"person_id": found[0]["person_id"]}, minutes=300)
    assert again["patient"]["id"] == visit["patient"]["id"]
    assert (await clinic.phone(clinic.rosa, 2)).headers["X-Beside-Handle"] != (await clinic.phone(clinic.rosa)).headers[
        "X-Beside-Handle"
    ], "one link a person and visit"


async def test_what_cannot_be_booked_is_refused_by_name(clinic: Clinic) -> None:
    patient = {"name": "Leo K", "birth_date": "1990-01-01", "email": clinic.rosa, "language": "en"}
    order = {"patient": patient, "clinician_id": clinic.lind_id, "scheduled_at": clinic.clock().isoformat()}
    past = {**order, "scheduled_at": (clinic.clock() - timedelta(hours=1)).isoformat()}
    assert (await clinic.desk.refused("/visits", past))["code"] == "booking.in_the_past"
    nobody = {**order, "clinician_id": "00000000-0000-0000-0000-000000000001"}
    assert (await clinic.desk.refused("/visits", nobody))["code"] == "person.unknown"
    at_the_desk = (await clinic.desk.get("/staff-me"))["person_id"]
    assert (await clinic.desk.refused("/visits", {**order, "clinician_id": at_the_desk}))["code"] == "person.unknown"
    unzoned = {**order, "scheduled_at": "2030-01-01T10:00:00"}
    assert (await clinic.desk.refused("/visits", unzoned))["code"] == "request.invalid"


async def test_a_patient_without_an_address_is_the_desks_to_call(clinic: Clinic) -> None:
    visit = await clinic.book(patient={"name": "Mina Sol", "birth_date": "1990-02-14", "language": "en"})
    assert "no_contact" in visit["trouble"]


async def test_the_patients_number_is_the_staffs_and_its_end_the_patients(clinic: Clinic) -> None:
    patient = {"name": "Rosa Alvarez", "birth_date": "1948-03-02", "email": clinic.rosa, "phone": "555 0166"}
    visit = await clinic.book(patient=patient)
    assert visit["contact_phone"] == "555 0166"
    rosa = await clinic.phone(clinic.rosa)
    me = await rosa.tap()
    assert me["phone_ending"] == "66"
    assert "0166" not in str(me)


zones = st.sampled_from(["Europe/Berlin", "America/New_York", "Etc/UTC"])


@given(st.integers(0, 366 * 24 * 60), zones)
def test_todays_list_holds_the_hours_around_now_and_the_whole_day(minutes: int, name: str) -> None:
    zone, now = ZoneInfo(name), NOW + timedelta(minutes=minutes)
    today = now.astimezone(zone).date()
    start, end = span(today, zone, now)
    assert start <= now - timedelta(hours=3)
    assert now + timedelta(hours=3) <= end
    yesterday = span(today - timedelta(days=1), zone, now)
    assert yesterday[1].astimezone(zone).time() == time(), "another day's list ends at midnight"
