"""Private time over real sockets: two instances, and pages that say `media_closed` as the protocol has it."""

from functools import partial

from services.contracts.ids import PersonId
from tests.signaling.client import Client
from tests.signaling.live.conftest import NewStage, Opens
from tests.signaling.live.voice import Stage
from tests.signaling.room.play import ANA, LIND, ROSA, admitted


async def closes(page: Client) -> None:
    """The page closed what the room it shows no longer lets flow, and says so."""
    await page.say("media_closed", {"number": page.room.number})


def shows(page: Client, state: str) -> bool:
    """Whether a page says that the moment is private, or that the door is closing."""
    return page.room.privacy is not None and page.room.privacy.state == state


async def is_held(stage: Stage, *by: PersonId) -> None:
    people = {**stage.entry.people, ANA.id: admitted(ANA, held_by=frozenset(by))}
    await stage.stands(people=people)


async def test_a_moment_is_private_once_both_pages_at_both_instances_have_closed(
    new_stage: NewStage, opens: Opens
) -> None:
    stage = await new_stage()
    lind = await opens(stage, LIND, 1).join(stage.grant(LIND))
    rosa = await opens(stage, ROSA, 2).join(stage.grant(ROSA))
    ana = await opens(stage, ANA, 2).join(stage.grant(ANA))
    await lind.until(lambda: lind.flowing() == {ROSA.id, ANA.id})
    await is_held(stage, LIND.id)
    for page in (lind, rosa):
        await page.until(partial(shows, page, "closing"))
        await closes(page)
    for page in (lind, rosa):
        await page.until(partial(shows, page, "private"))
        assert page.room.privacy is not None
        assert page.room.privacy.held == (ANA.id,)

    assert [one.person_id for one in ana.room.people] == [ANA.id]
    await ana.lose()
    await ana.resume()
    assert [(one.person_id, one.held) for one in ana.room.people] == [(ANA.id, True)]
    await is_held(stage)
    await lind.until(lambda: ANA.id in lind.flowing())
    assert lind.room.privacy is None


async def test_a_page_that_closes_a_room_it_never_saw_is_told_that_this_says_nothing(
    new_stage: NewStage, opens: Opens
) -> None:
    stage = await new_stage()
    rosa = await opens(stage, ROSA).join(stage.grant(ROSA))
    await rosa.say("media_closed", {"number": rosa.room.number + 1})
    await rosa.until(lambda: bool(rosa.errors))
    assert rosa.errors[-1].code == "socket.bad_message"
