"""Notes learns of a visit's end from its event alone, once, whatever the order and however often it arrives."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import select

from services.contracts.events import Event, Fact, InvitationAgreed, VisitEnded, VisitHandedOver, VisitReopened, event
from services.contracts.ids import ClinicId, EventId, InvitationId, PersonId, QueueId, VisitId
from services.contracts.states import Modality, Outcome, Scope
from services.notes.audience import reactions as audience_reactions
from services.notes.settings import NotesSettings
from services.notes.summary import reactions as summary_reactions
from services.notes.summary import store as summaries
from services.notes.visit import store
from services.notes.work import Edge
from services.runtime import person_keys
from services.runtime.bus import open_bus
from services.runtime.database import Database, open_database
from services.runtime.ids import new_id
from services.runtime.inbox import Inbox, Reactions
from services.runtime.record_tables import audit
from tests.stores import Stores

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
async def database(stores: Stores, tmp_path: Path) -> AsyncIterator[Database]:
    settings_ = NotesSettings(database_url=SecretStr(await stores.database("notes")), keys_dir=tmp_path)
    async with open_database(settings_, "notes") as database:
        yield database


@pytest.fixture
async def inbox(stores: Stores, database: Database) -> AsyncIterator[Inbox]:
    reactions = Reactions()
    summary_reactions.react(reactions, Edge(database))
    audience_reactions.react(reactions, Edge(database))
    async with open_bus(NotesSettings.model_validate(stores.nats("notes")), "notes") as bus:
        yield Inbox(database, bus, "notes", reactions)


def told(fact: Fact) -> Event:
    return event(
        fact,
        event_id=EventId(new_id()),
        source="urn:beside:session",
        time=NOW,
        clinic_id=ClinicId(uuid4()),
        queue_id=QueueId(uuid4()),
    )


def ended(
    visit_id: VisitId, version: int, outcome: Outcome = Outcome.COMPLETED, patient_id: PersonId | None = None
) -> Event:
    return told(
        VisitEnded(
            visit_id=visit_id,
            version=version,
            standing_version=version,
            scheduled_at=NOW - timedelta(minutes=20),
            started_at=NOW - timedelta(minutes=15),
            ended_at=NOW,
            kind="followup",
            language="en",
            modality=Modality.VIDEO,
            outcome=outcome,
            clinician_id=PersonId(uuid4()),
            patient_id=patient_id or PersonId(uuid4()),
        )
    )


def reopened(visit_id: VisitId, version: int) -> Event:
    return told(VisitReopened(visit_id=visit_id, version=version, standing_version=version))


def handed_over(visit_id: VisitId, version: int, to_id: PersonId) -> Event:
    return told(VisitHandedOver(visit_id=visit_id, version=version, from_id=PersonId(uuid4()), to_id=to_id))


async def known(database: Database, visit_id: VisitId) -> store.EndedVisit | None:
    async with database.transaction() as tx:
        return await store.find(tx, visit_id)


async def test_an_end_is_known_as_soon_as_its_event_is_here(inbox: Inbox, database: Database) -> None:
    visit_id = VisitId(new_id())
    assert await known(database, visit_id) is None
    await inbox.apply(ended(visit_id, 7).model_dump_json().encode())
    visit = await known(database, visit_id)
    assert visit is not None
    assert visit.outcome is Outcome.COMPLETED
    assert not visit.reopened


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([0, 1, 2]), again=st.lists(st.sampled_from([0, 1, 2]), max_size=3))
async def test_the_last_end_stands_whatever_the_order_and_however_often_events_arrive(
    inbox: Inbox, database: Database, order: list[int], again: list[int]
) -> None:
    visit_id = VisitId(new_id())
    events = [
        ended(visit_id, 5, Outcome.BROKEN_OFF),
        reopened(visit_id, 6),
        ended(visit_id, 7, Outcome.COMPLETED),
    ]
    for index in [*order, *again]:
        await inbox.apply(events[index].model_dump_json().encode())
    visit = await known(database, visit_id)
    assert visit is not None
    assert (visit.outcome, visit.reopened) == (Outcome.COMPLETED, False)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(5)), again=st.lists(st.integers(0, 4), max_size=2))
async def test_that_the_talk_goes_on_and_who_is_responsible_are_known_whatever_overtakes_what(
    inbox: Inbox, database: Database, order: list[int], again: list[int]
) -> None:
    visit_id, first, second, third = VisitId(new_id()), *(PersonId(new_id()) for _ in range(3))
    events = [
        handed_over(visit_id, 4, first),
        ended(visit_id, 5),
        handed_over(visit_id, 6, second),
        reopened(visit_id, 7),
        handed_over(visit_id, 8, third),
    ]
    for index in [*order, *again]:
        await inbox.apply(events[index].model_dump_json().encode())
    visit = await known(database, visit_id)
    assert visit is not None
    assert (visit.reopened, visit.clinician_id, visit.version) == (True, third, 8)
    await inbox.apply(ended(visit_id, 9).model_dump_json().encode())
    visit = await known(database, visit_id)
    assert visit is not None
    assert (visit.reopened, visit.version) == (False, 9)
    assert visit.clinician_id not in {first, second, third}


async def test_what_is_heard_of_a_visit_and_of_its_consents_is_in_the_audit(inbox: Inbox, database: Database) -> None:
    visit_id, ana, okafor = VisitId(new_id()), PersonId(new_id()), PersonId(new_id())
    agreed = InvitationAgreed(
        visit_id=visit_id,
        version=4,
        invitation_id=InvitationId(new_id()),
        person_id=ana,
        scopes=frozenset({Scope.SUMMARY_ACTIONS}),
    )
    for event_ in (
        told(agreed),
        ended(visit_id, 5),
        reopened(visit_id, 6),
        ended(visit_id, 7),
        handed_over(visit_id, 8, okafor),
        handed_over(visit_id, 8, okafor),
    ):
        await inbox.apply(event_.model_dump_json().encode())
    async with database.transaction() as tx:
        lines = (await tx.execute(select(audit).where(audit.c.visit_id == visit_id).order_by(audit.c.seq))).all()
    assert [(line.caller, line.action) for line in lines] == [
        ("events", "consent.heard"),
        ("events", "visit.end_heard"),
        ("events", "summary.drafted"),
        ("events", "visit.reopening_heard"),
        ("events", "visit.end_heard"),
        ("events", "visit.handing_over_heard"),
    ]
    assert lines[0].person_id == ana
    assert lines[0].details == {"version": 4, "scopes": ["summary_actions"]}


async def test_events_about_a_patient_who_was_erased_meanwhile_begin_nothing_and_stop_nobody(
    inbox: Inbox, database: Database
) -> None:
    before, after, patient = VisitId(new_id()), VisitId(new_id()), PersonId(new_id())
    await inbox.apply(ended(before, 5, patient_id=patient).model_dump_json().encode())
    async with database.transaction() as tx:
        assert await summaries.find(tx, before) is not None
        assert await person_keys.erase(tx, patient, NOW)
    for event_ in (reopened(before, 6), ended(before, 7, patient_id=patient), ended(after, 5, patient_id=patient)):
        await inbox.apply(event_.model_dump_json().encode())
    async with database.transaction() as tx:
        assert await summaries.find(tx, before) is None
        assert await summaries.find(tx, after) is None
