"""Checks who was invited against the pairs that stand, in the transaction of the invitation."""

from services.session.happenings import ConsentMoved
from services.session.invitation.rules import OPEN
from services.session.pairs import setting
from services.session.visit import store as visits
from services.session.work import Work


async def on_consent(work: Work, moved: ConsentMoved) -> None:
    """Somebody was invited, or got the yes."""
    if moved.state in OPEN:
        await setting.know_again(work, await visits.load(work, moved.visit_id))
