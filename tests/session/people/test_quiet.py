"""What never leaves: names, contacts and secrets, in no event, hint, queue, log, audit or delivery row."""

import json

import pytest
from sqlalchemy import text

from tests.session.people.clinic import Clinic

TABLES = ("outbox", "audit", "deliveries", "timers", "inbox_trouble")


async def test_names_contacts_and_secrets_stand_in_no_row_that_leaves(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa, ana = await clinic.phone(clinic.rosa), await clinic.phone(clinic.ana)
    await rosa.tap(helping=True, present_name="Mariabella")
    [asked] = (await rosa.me())["requests"]
    await rosa.post(f"/invitations/{asked['invitation_id']}/answer", {"yes": True, "summary": "everything"})
    await ana.tap()
    await clinic.desk.get(f"/people?search={clinic.rosa}")
    await clinic.command(clinic.desk, visit, f"/people/{asked['person_id']}/new-link")
    await clinic.phone(clinic.ana, 2)
    second = clinic.another(rosa)
    await second.post("/code", {"secret": second.secret})
    await clinic.mail.wait(clinic.rosa, 2)
    await clinic.command(clinic.desk, visit, "/cancel", reason="The heating broke")

    told = capsys.readouterr().out
    async with clinic.parts.edge.reading() as tx:
        for table in TABLES:
            rows = await tx.execute(text(f"SELECT row_to_json({table})::text FROM {table}"))  # noqa: S608 (our own names)
            told += json.dumps([row[0] for row in rows])
    secrets = (rosa.secret, ana.secret, str(rosa.cookie).partition("=")[2], str(ana.cookie).partition("=")[2])
    for never in ("Rosa", "Alvarez", "Mariabella", "daughter", "heating", clinic.rosa, clinic.ana, *secrets):
        assert never not in told, never
