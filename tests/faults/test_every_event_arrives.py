"""Every event that session tells is in the stream once, and takes effect once at everybody who hears of it."""

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from services.embedded.stack import Stack
from tests.faults.desk_walk import Desk, walk
from tests.faults.ledger import ledger_of


async def test_what_was_told_is_what_everybody_heard_of_each_type(
    stack: Stack, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = await Desk.open(stack.origin)
    try:
        await walk(desk)
    finally:
        await desk.close()
    ledger = await ledger_of(stack)
    with capsys.disabled():
        sys.stdout.write(f"\n{ledger.table()}\n")

    assert not ledger.missing
    assert not ledger.never_told


async def test_an_event_that_was_dropped_is_noticed_and_can_be_published_again(stack: Stack) -> None:
    began = datetime.now(UTC) - timedelta(seconds=2)
    desk = await Desk.open(stack.origin)
    try:
        visit, _ = await desk.book()
        await desk.ask(visit, "/modality", modality="phone")
        stack.pull_break("known-to-notes")
        await desk.ask(visit, "/finish", outcome="completed", modality="phone")
        missing = (await ledger_of(stack)).missing
    finally:
        stack.pull_break()
        await desk.close()

    assert missing.keys() == {"stream", "inbox of session", "inbox of notes"}
    assert all(dict(types) == {"visit.ended": 1} for types in missing.values())
    await asyncio.to_thread(republish, stack, began)
    assert not (await ledger_of(stack)).missing


def republish(stack: Stack, since: datetime) -> None:
    """What the operator types."""
    words = [sys.executable, "-m", "services.cli", "republish", "session", "--since", since.isoformat()]
    database = {"BESIDE_DATABASE_URL": stack.database_url("session")}
    subprocess.run(words, check=True, env={**os.environ, **database}, timeout=60)  # noqa: S603 (our own command)
