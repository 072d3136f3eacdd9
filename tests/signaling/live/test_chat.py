"""What people write to each other is kept, and found again by whoever may read it, whatever fails in between."""

import asyncio
import signal

from services.contracts import subjects
from services.contracts.questions import AskForgetChat, ChatForgotten
from services.contracts.states import Scope, VisitState
from services.embedded.stack import Stack
from tests.signaling.client import Client
from tests.signaling.live.conftest import NewStage, Opens, address
from tests.signaling.live.test_resuming import saved
from tests.signaling.live.voice import Stage, Voice
from tests.signaling.room.play import ANA, LIND, ROSA, admitted, standing

MAY_WRITE = frozenset({Scope.JOIN, Scope.CHAT})
ALL_MAY_WRITE = standing(1, {LIND: admitted(LIND), ROSA: admitted(ROSA), ANA: admitted(ANA, scopes=MAY_WRITE)})
HELD_BY_LIND = frozenset({LIND.id})


async def all_in(stage: Stage, opens: Opens) -> tuple[Client, Client, Client]:
    """Dr. Lind and Ana at one instance, Rosa at the other."""
    lind = await opens(stage, LIND).join(stage.grant(LIND))
    rosa = await opens(stage, ROSA, at=2).join(stage.grant(ROSA))
    ana = await opens(stage, ANA).join(stage.grant(ANA))
    for page in (lind, rosa, ana):
        await page.until(lambda page=page: page.histories == 1)  # type: ignore[misc]
    return lind, rosa, ana


async def test_what_is_written_edited_and_withdrawn_reaches_all_who_may_read_at_both_instances(
    new_stage: NewStage, opens: Opens
) -> None:
    stage = await new_stage(ALL_MAY_WRITE)
    lind, rosa, ana = await all_in(stage, opens)
    first = await lind.write("Two tablets a day.")
    await rosa.until_reads("Two tablets a day.")
    second = await rosa.write("Before or after meals?")
    for page in (lind, rosa, ana):
        await page.until_reads("Two tablets a day.", "Before or after meals?")
    await lind.say("chat_edit", {"id": str(first), "text": "One tablet a day."})
    await rosa.say("chat_withdraw", {"id": str(second)})
    await rosa.say("typing", {})

    for page in (lind, rosa, ana):
        await page.until_reads("One tablet a day.", "")
        assert page.written[LIND.id, first].edited
        assert page.written[ROSA.id, second].withdrawn
    await lind.until(lambda: lind.typists == [ROSA.id])
    await ana.until(lambda: ana.typists == [ROSA.id])
    assert not rosa.typists


async def test_a_guest_who_is_held_never_gets_what_is_written_meanwhile(new_stage: NewStage, opens: Opens) -> None:
    stage = await new_stage(ALL_MAY_WRITE)
    lind, rosa, ana = await all_in(stage, opens)
    before = await lind.write("We look at your medicines.")
    await ana.until_reads("We look at your medicines.")
    ana_held = admitted(ANA, scopes=MAY_WRITE, held_by=HELD_BY_LIND)
    await stage.stands(people={**stage.entry.people, ANA.id: ana_held})
    await ana.until(lambda: not ana.room.chat)
    await lind.write("Between us: she worries too much.")
    await lind.say("chat_edit", {"id": str(before), "text": "We look at your heart."})
    await rosa.until_reads("We look at your heart.", "Between us: she worries too much.")
    refused = await ana.write("May I come in?")
    await ana.until(lambda: bool(ana.errors))
    assert (ana.errors[0].code, ana.errors[0].about) == ("chat.not_now", refused)

    await stage.stands(people={**stage.entry.people, ANA.id: admitted(ANA, scopes=MAY_WRITE)})
    await ana.until(lambda: ana.histories == 2)
    assert ana.texts == []


async def test_nothing_is_missed_or_doubled_when_a_line_or_an_instance_is_lost(
    new_stage: NewStage, opens: Opens, pair: Stack
) -> None:
    stage = await new_stage(ALL_MAY_WRITE)
    lind, rosa, ana = await all_in(stage, opens)
    await ana.lose()
    await lind.write("one")
    await rosa.until_reads("one")
    await ana.resume()
    await ana.until_reads("one")
    assert (ana.welcomed.resumed, ana.histories) == (True, 1)

    two = await rosa.write("two")
    await lind.until_reads("one", "two")
    await saved(rosa, pair)
    starts = pair.kill("signaling-2")
    await rosa.until(lambda: rosa.close_code is not None)
    await rosa.resume(address(pair, 1, stage.handle_of(ROSA)))
    await rosa.write("two", two)
    await rosa.until_reads("one", "two")
    await rosa.write("three")
    for page in (lind, rosa, ana):
        await page.until_reads("one", "two", "three")
    await asyncio.to_thread(pair.wait_back, "signaling-2", starts)


async def test_whoever_writes_while_nats_is_away_is_told_and_can_send_it_again(
    new_stage: NewStage, opens: Opens, pair: Stack, voice: Voice
) -> None:
    stage = await new_stage(ALL_MAY_WRITE)
    lind, _, ana = await all_in(stage, opens)
    pair.kill("nats", signal.SIGSTOP)  # killed alone, it might be back before the message comes
    said = await lind.write("Can you hear me?")
    await lind.until(lambda: bool(lind.errors))
    assert (lind.errors[0].code, lind.errors[0].about) == ("chat.not_sent", said)
    assert not ana.written

    starts = pair.kill("nats")
    await asyncio.to_thread(pair.wait_back, "nats", starts)
    told = voice.presence[stage.visit]
    before = told["signaling-1"].sequence
    await voice.until(lambda: told["signaling-1"].sequence > before)  # it is connected again
    while not lind.texts:
        refused = len(lind.errors)
        await lind.write("Can you hear me?", said)
        await lind.until(lambda before=refused: bool(lind.texts) or len(lind.errors) > before)  # type: ignore[misc]
    await lind.until_reads("Can you hear me?")
    await ana.until_reads("Can you hear me?")


async def test_of_what_is_forgotten_not_a_word_is_left_on_the_disk(
    new_stage: NewStage, opens: Opens, pair: Stack, voice: Voice
) -> None:
    stage, other = await new_stage(ALL_MAY_WRITE), await new_stage(ALL_MAY_WRITE)
    lind, *_ = await all_in(stage, opens)
    lind_elsewhere, *_ = await all_in(other, opens)
    taken_back = await lind.write("quicksilver one")
    await lind.write("quicksilver two")
    await lind_elsewhere.write("of another visit")
    await lind.until(lambda: len(lind.written) == 2)
    await lind_elsewhere.until(lambda: len(lind_elsewhere.written) == 1)
    await lind.say("chat_edit", {"id": str(taken_back), "text": "gold"})
    await lind.until_reads("gold", "quicksilver two")
    assert on_disk(pair, b"quicksilver two")
    assert not on_disk(pair, b"quicksilver one")

    await stage.stands(visit_state=VisitState.ENDED)
    asked = AskForgetChat(visit_id=stage.visit)
    assert await voice.bus.ask(subjects.ASK_FORGET_CHAT, asked, ChatForgotten) == ChatForgotten(removed=2)
    assert not on_disk(pair, b"quicksilver")
    assert on_disk(pair, b"of another visit")


def on_disk(pair: Stack, text: bytes) -> bool:
    """Whether the text lies in any file of NATS."""
    folder = pair.state / "nats"
    return any(text in file.read_bytes() for file in folder.rglob("*") if file.is_file())
