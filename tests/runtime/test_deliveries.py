"""A message to a person is sent at least once, under one Message-ID, or somebody learns why not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import select, text

from services.contracts.ids import PersonId
from services.runtime.database import Database, Tx
from services.runtime.deliveries import CHANNEL, Deliverer, Delivery, State, queue
from services.runtime.ids import new_id
from services.runtime.mail import Attachment, Mail, Postbox, UndeliverableError
from services.runtime.settings import ServiceSettings
from services.runtime.tables import deliveries
from tests.runtime.owner import Owner, eventually
from tests.runtime.told import CLINIC, QUEUE, some_visit


@dataclass
class MailServer:
    """Takes mail, and refuses it as it is told."""

    port: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (the library's names)
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if self.refusals:
            return self.refusals.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
async def mail_server() -> AsyncIterator[MailServer]:
    handler = MailServer()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler), "127.0.0.1", 0)
    handler.port = server.sockets[0].getsockname()[1]
    yield handler
    server.close()


@dataclass
class Sending:
    """A service that writes to people."""

    database: Database
    deliverer: Deliverer
    settled: list[tuple[State, str | None]]

    async def queue(self, **changes: Any) -> Delivery:
        """Queue a message as a command does."""
        delivery = Delivery(
            **{
                "kind": "invitation",
                "clinic_id": CLINIC,
                "queue_id": QUEUE,
                "visit_id": some_visit(),
                "person_id": PersonId(new_id()),
                "once_key": str(new_id()),
                **changes,
            }
        )
        async with self.database.transaction() as tx:
            await queue(tx, delivery)
        return delivery

    async def state(self, delivery: Delivery) -> str:
        async with self.database.transaction() as tx:
            row = (await tx.execute(select(deliveries).where(deliveries.c.id == delivery.id))).one()
        return " ".join(filter(None, (row.state, row.failure)))

    async def ends(self, delivery: Delivery, state: str) -> None:
        await eventually(partial(self.state, delivery), lambda seen: seen == state)


Compose = Callable[[Tx, Delivery], Awaitable[Mail]]


async def to_rosa(_: Tx, delivery: Delivery) -> Mail:
    """The words, made when it is sent."""
    return Mail(
        to="rosa@example.org",
        subject="Your visit – Tuesday",
        text=f"Tap here: link of {delivery.person_id}",
        html="<p>Tap here</p>",
        attachments=(Attachment("visit.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR"),),
    )


def sending(
    database: Database, settings: ServiceSettings, mail_server: MailServer, compose: Compose = to_rosa
) -> Sending:
    settings = settings.model_copy(update={"smtp_port": mail_server.port, "public_origin": "https://beside.example"})
    settled: list[tuple[State, str | None]] = []

    async def note(_: Tx, __: Delivery, state: State, failure: str | None) -> None:
        settled.append((state, failure))

    deliverer = Deliverer(
        database,
        Postbox(settings),
        {"invitation": compose},
        on_settled=note,
        retries=(timedelta(milliseconds=1),),
    )
    return Sending(database, deliverer, settled)


@pytest.fixture
async def service(owner: Owner, database: Database, settings: ServiceSettings, mail_server: MailServer) -> Sending:
    made = sending(database, settings, mail_server)
    owner.run(made.deliverer.run)
    owner.run(partial(database.listen, {CHANNEL: made.deliverer.wake}))
    return made


async def test_a_message_arrives_with_its_words_its_file_and_its_id(service: Sending, mail_server: MailServer) -> None:
    delivery = await service.queue()
    await service.ends(delivery, "sent")
    (mail,) = mail_server.arrived
    assert mail["Subject"] == "Your visit – Tuesday"
    assert mail["Message-ID"] == f"<{delivery.id}@beside.example>"
    text_part = mail.get_body(("plain",))
    assert text_part is not None
    assert text_part.get_content().strip() == f"Tap here: link of {delivery.person_id}"
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached["Content-Type"].params["method"] == "REQUEST"
    assert service.settled == [("sent", None)]


async def test_the_same_occasion_is_never_written_about_twice(service: Sending, mail_server: MailServer) -> None:
    first = await service.queue(once_key="summary 1 to Lena")
    await service.queue(once_key="summary 1 to Lena")
    other = await service.queue()
    await service.ends(first, "sent")
    await service.ends(other, "sent")
    assert len(mail_server.arrived) == 2


async def test_an_address_that_does_not_exist_is_told_and_not_tried_again(
    service: Sending, mail_server: MailServer
) -> None:
    mail_server.refusals = ["550 no such user"]
    delivery = await service.queue()
    await service.ends(delivery, "failed mail.refused")
    assert mail_server.arrived == []
    assert service.settled == [("failed", "mail.refused")]


async def test_a_server_that_is_busy_is_asked_again(service: Sending, mail_server: MailServer) -> None:
    mail_server.refusals = ["451 try later", "451 try later"]
    delivery = await service.queue()
    await service.ends(delivery, "sent")
    assert len(mail_server.arrived) == 1


async def test_a_server_that_is_down_is_asked_again(
    owner: Owner, database: Database, settings: ServiceSettings, mail_server: MailServer
) -> None:
    nowhere = sending(database, settings, MailServer(port=1))
    delivery = await nowhere.queue()
    assert await nowhere.deliverer.send_one()
    assert await nowhere.state(delivery) == "queued"
    again = sending(database, settings, mail_server)
    owner.run(again.deliverer.run)
    await again.ends(delivery, "sent")


async def test_killed_after_sending_it_sends_again_under_the_same_message_id(
    owner: Owner, database: Database, settings: ServiceSettings, mail_server: MailServer
) -> None:
    service = sending(database, settings, mail_server)
    delivery = await service.queue()
    async with database.transaction() as tx:
        await tx.execute(text("ALTER TABLE deliveries ADD CONSTRAINT crash CHECK (state = 'queued')"))
    try:
        assert await service.deliverer.send_one()
    finally:
        async with database.transaction() as tx:
            await tx.execute(text("ALTER TABLE deliveries DROP CONSTRAINT crash"))
    owner.run(service.deliverer.run)
    await service.ends(delivery, "sent")
    assert len(mail_server.arrived) == 2
    assert len({mail["Message-ID"] for mail in mail_server.arrived}) == 1


async def test_two_instances_send_each_message_once(
    owner: Owner, database: Database, settings: ServiceSettings, mail_server: MailServer
) -> None:
    instances = [sending(database, settings, mail_server) for _ in range(2)]
    queued = [await instances[0].queue() for _ in range(20)]
    for instance in instances:
        owner.run(instance.deliverer.run)
    for delivery in queued:
        await instances[0].ends(delivery, "sent")
    assert len(mail_server.arrived) == len({mail["Message-ID"] for mail in mail_server.arrived}) == 20


async def test_somebody_who_may_not_be_written_to_any_more_gets_nothing(
    owner: Owner, database: Database, settings: ServiceSettings, mail_server: MailServer
) -> None:
    async def revoked(_: Tx, __: Delivery) -> Mail:
        raise UndeliverableError("person.revoked")

    service = sending(database, settings, mail_server, revoked)
    owner.run(service.deliverer.run)
    delivery = await service.queue()
    await service.ends(delivery, "failed person.revoked")
    assert mail_server.arrived == []


async def test_words_that_cannot_be_made_stop_no_other_message(
    owner: Owner, database: Database, settings: ServiceSettings, mail_server: MailServer
) -> None:
    async def not_for_all(tx: Tx, delivery: Delivery) -> Mail:
        if delivery.details.get("broken"):
            raise ZeroDivisionError
        return await to_rosa(tx, delivery)

    service = sending(database, settings, mail_server, not_for_all)
    owner.run(service.deliverer.run)
    broken = await service.queue(details={"broken": True})
    fine = await service.queue()
    await service.ends(fine, "sent")
    assert await service.state(broken) == "queued"


async def test_a_message_that_takes_long_holds_up_no_other(
    owner: Owner, database: Database, settings: ServiceSettings, mail_server: MailServer
) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow_for_one(tx: Tx, delivery: Delivery) -> Mail:
        if delivery.details.get("slow"):
            begun.set()
            await may_end.wait()
        return await to_rosa(tx, delivery)

    service = sending(database, settings, mail_server, slow_for_one)
    owner.run(service.deliverer.run)
    slow = await service.queue(details={"slow": True})
    await asyncio.wait_for(begun.wait(), 5)
    await service.ends(await service.queue(), "sent")
    assert await service.state(slow) == "queued"
    may_end.set()
    await service.ends(slow, "sent")


@pytest.mark.parametrize("address", ["", "rosa", "rosa@example.org\nBcc: all@example.org", "a@b.org, c@d.org"])
async def test_an_address_that_is_none_fails_without_being_tried(
    owner: Owner, database: Database, settings: ServiceSettings, mail_server: MailServer, address: str
) -> None:
    async def unusable(_: Tx, __: Delivery) -> Mail:
        return Mail(to=address, subject="Hello", text="Hello")

    service = sending(database, settings, mail_server, unusable)
    owner.run(service.deliverer.run)
    delivery = await service.queue()
    await service.ends(delivery, "failed mail.address_unusable")
    assert mail_server.arrived == []


async def test_mail_broken_on_purpose_fails_in_the_demo_alone(
    owner: Owner, database: Database, settings: ServiceSettings, mail_server: MailServer, tmp_path: Path
) -> None:
    (tmp_path / "break").write_text("mailed\n")
    real = settings.model_copy(update={"state_dir": tmp_path})
    service = sending(database, real, mail_server)
    assert await service.state(await service.queue()) == "queued"
    assert await service.deliverer.send_one()
    assert service.settled == [("sent", None)]
    demo = sending(database, real.model_copy(update={"demo": True}), mail_server)
    delivery = await demo.queue()
    assert await demo.deliverer.send_one()
    assert await demo.state(delivery) == "failed mail.refused"
