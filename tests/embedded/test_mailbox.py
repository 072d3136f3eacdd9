"""The demo's mailbox: what it takes, keeps, refuses and shows."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import httpx
import pytest

from services.embedded.mail.pages import with_links
from services.embedded.stack import Stack


@pytest.fixture(scope="module")
def running(new_state: Callable[[], Path]) -> Iterator[Stack]:
    with Stack(new_state(), only=("caddy", "mail")).start() as stack:
        yield stack


@pytest.fixture
async def client(running: Stack) -> httpx.AsyncClient:
    client = httpx.AsyncClient(base_url=running.origin)
    await client.put("/mail/api/refusal", json={"answer": None})
    await client.delete("/mail/api/messages")
    return client


def letter(to: str = "rosa@example.org", subject: str = "Your visit on Tuesday, José") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Beside <no-reply@localhost>", to, subject
    mail["Message-ID"] = "<visit-1@beside>"
    mail.set_content("Open http://localhost:8080/v/abc#secret. ¡Hasta pronto!\n")
    mail.add_alternative("<p>Open <a href='http://localhost:8080/v/abc#secret'>your visit</a></p>", subtype="html")
    mail.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="visit.ics")
    return mail


async def send(stack: Stack, mail: EmailMessage) -> None:
    await aiosmtplib.send(mail, hostname="127.0.0.1", port=stack.addresses["ports"]["smtp"])


async def test_a_mail_is_shown_with_its_text_link_and_attachment(running: Stack, client: httpx.AsyncClient) -> None:
    await send(running, letter())
    (mail,) = (await client.get("/mail/api/messages")).json()
    assert mail["to"] == ["rosa@example.org"]
    assert mail["subject"] == "Your visit on Tuesday, José"
    assert mail["message_id"] == "<visit-1@beside>"
    assert "http://localhost:8080/v/abc#secret" in mail["text"]
    assert "¡Hasta pronto!" in mail["text"]
    page = (await client.get(f"/mail/{mail['id']}")).text
    assert 'href="http://localhost:8080/v/abc#secret"' in page
    attachment = await client.get(f"/mail/{mail['id']}/attachments/0")
    assert attachment.content == b"BEGIN:VCALENDAR"
    assert "visit.ics" in attachment.headers["content-disposition"]


async def test_mail_is_found_by_whom_it_went_to_in_order(running: Stack, client: httpx.AsyncClient) -> None:
    for to, subject in (("ana@example.org", "one"), ("rosa@example.org", "two"), ("ana@example.org", "three")):
        await send(running, letter(to, subject))
    found = (await client.get("/mail/api/messages", params={"to": "Ana@Example.org"})).json()
    assert [mail["subject"] for mail in found] == ["one", "three"]
    later = (await client.get("/mail/api/messages", params={"after": found[0]["id"]})).json()
    assert [mail["subject"] for mail in later] == ["two", "three"]


async def test_whoever_waits_for_a_mail_gets_it_when_it_comes(running: Stack, client: httpx.AsyncClient) -> None:
    await send(running, letter())
    (mail,) = (await client.get("/mail/api/messages", params={"wait": 10})).json()
    assert (await client.get("/mail/api/messages", params={"after": mail["id"], "wait": 0.1})).json() == []


async def test_mail_survives_the_end_of_its_process(running: Stack, client: httpx.AsyncClient) -> None:
    await send(running, letter())
    running.wait_back("mail", running.kill("mail"))
    assert len((await client.get("/mail/api/messages")).json()) == 1


async def test_it_refuses_as_told_until_told_otherwise(running: Stack, client: httpx.AsyncClient) -> None:
    await client.put("/mail/api/refusal", json={"answer": "451 try again later"})
    with pytest.raises(aiosmtplib.SMTPDataError) as refused:
        await send(running, letter())
    assert refused.value.code == 451
    await client.put("/mail/api/refusal", json={"answer": None})
    await send(running, letter())
    assert len((await client.get("/mail/api/messages")).json()) == 1


async def test_a_mail_cannot_run_anything_in_the_mailbox(running: Stack, client: httpx.AsyncClient) -> None:
    mail = letter(subject="<script>alert(1)</script>")
    await send(running, mail)
    (kept,) = (await client.get("/mail/api/messages")).json()
    assert "<script>" not in (await client.get("/mail")).text
    looks = await client.get(f"/mail/{kept['id']}/html")
    assert looks.headers["content-security-policy"].startswith("sandbox")
    assert "script-src" not in looks.headers["content-security-policy"]


def test_only_addresses_become_links() -> None:
    shown = with_links('See <b> & https://example.org/a?b="c" or (http://localhost:8080/v/x#y).')
    assert shown.count("<a ") == 2
    assert 'href="http://localhost:8080/v/x#y"' in shown
    assert "&lt;b&gt; &amp;" in shown
