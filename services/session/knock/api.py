"""The picture at the door over HTTP: whoever knocks sends it, staff of the visit see it."""

from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Response, status

from services.contracts.access import Action
from services.contracts.ids import PersonId, VisitId
from services.runtime.routes import InTx, TransactionRoute
from services.session.accounts.signed_in import Staff
from services.session.change import Change, Note
from services.session.errors import NoPicture, TooMany
from services.session.knock import rules
from services.session.knock.wire import ShowPicture
from services.session.link.door import AtLink
from services.session.looks.rules import STAFF_AGAIN, Screen, look
from services.session.parts import InParts
from services.session.visit import store as visits
from services.session.visit.rules.permission import require

MOST, WITHIN = 10, timedelta(minutes=10)
"""Pictures that one person may send."""

_NOT_KEPT: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

router = APIRouter(prefix="/api/session/v1", tags=["knock"], route_class=TransactionRoute)


@router.post("/me/door-picture", status_code=status.HTTP_204_NO_CONTENT)
async def show_picture(wish: ShowPicture, caller: AtLink, tx: InTx, parts: InParts) -> None:
    """Show staff of this visit who knocks. Kept for ten minutes, in memory alone. Error: `picture.not_one`."""
    picture = rules.plain(wish.jpeg)
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        require(visit, caller, Action.SHOW_AT_DOOR)
        if not await parts.limits.allows("door-picture", str(caller.device_id), MOST, WITHIN):
            raise TooMany(None, minutes=int(WITHIN.total_seconds()) // 60)
        note = Note("person.picture_shown", visit.id, caller.person_id)
        await work.tell(Change(visit, hints=(visit.changed("visit", staff=True),), notes=(note,)))
    await parts.pictures.show(visit.id, caller.person_id, caller.device_id, picture)


@router.post("/me/door-picture/withdraw", status_code=status.HTTP_204_NO_CONTENT)
async def withdraw_picture(caller: AtLink, tx: InTx, parts: InParts) -> None:
    """Take the picture away again."""
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        require(visit, caller, Action.SHOW_AT_DOOR)
        note = Note("person.picture_withdrawn", visit.id, caller.person_id)
        await work.tell(Change(visit, hints=(visit.changed("visit", staff=True),), notes=(note,)))
    await parts.pictures.show(visit.id, caller.person_id, caller.device_id, None)


@router.get(
    "/visits/{visit_id}/people/{person_id}/door-picture",
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {}}}},
)
async def see_picture(visit_id: VisitId, person_id: PersonId, caller: Staff, tx: InTx, parts: InParts) -> Response:
    """Who knocks, while they are at the door. Errors: `picture.none`, `participant.unknown`, `visit.unknown`."""
    visit = await visits.read(tx, visit_id)
    require(visit, caller, Action.SEE_AT_DOOR)
    picture = parts.pictures.of(visit, person_id)
    if picture is None:
        raise NoPicture
    async with parts.edge.inside(tx, caller) as work:
        visits.number(work, visit)
        await work.look(look(Screen.DOOR, {person_id}, visit.id), STAFF_AGAIN)
    return Response(picture.jpeg, media_type="image/jpeg", headers=_NOT_KEPT)
