"""Protected pairs over HTTP: staff set them with a reason, lift them with a reason, and see them all."""

from fastapi import APIRouter, status

from services.contracts.access import Action
from services.contracts.ids import PairId, PersonId, VisitId
from services.runtime.database import Tx
from services.runtime.routes import InTx, TransactionRoute
from services.session.accounts.signed_in import Staff
from services.session.looks.rules import STAFF_AGAIN, Screen, look
from services.session.pairs import setting, store
from services.session.pairs.rules import Pair
from services.session.pairs.wire import LiftPair, PairedPerson, PairView, SetPair
from services.session.parts import InParts
from services.session.people import store as people
from services.session.people.rules import ERASED, Person
from services.session.visit import store as visits
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import require

router = APIRouter(
    prefix="/api/session/v1/visits/{visit_id}/pairs", tags=["protected pairs"], route_class=TransactionRoute
)


@router.get("")
async def read_pairs(visit_id: VisitId, caller: Staff, tx: InTx, parts: InParts) -> list[PairView]:
    """Every pair around the visit's patient, those that were lifted too. Error: `visit.unknown`."""
    visit = await visits.read(tx, visit_id)
    require(visit, caller, Action.SEE_PAIRS)
    found = await store.of_patient(tx, visit.patient_id)
    async with parts.edge.inside(tx, caller) as work:
        visits.number(work, visit)
        await work.look(look(Screen.PAIRS, {id_ for pair in found for id_ in pair.people}, visit.id), STAFF_AGAIN)
    return await _views(tx, visit, found)


@router.post("", status_code=status.HTTP_201_CREATED)
async def set_pair(visit_id: VisitId, wish: SetPair, caller: Staff, tx: InTx, parts: InParts) -> PairView:
    """Keep two guests apart from now on; of two who are both in, whoever came later goes back to the door.

    Errors: `pair.not_guests`, `participant.unknown`, `visit.unknown`.
    """
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, visit_id)
        require(visit, caller, Action.SET_PAIR)
        pair = await setting.set_pair(work, visit, wish.one, wish.other, wish.reason, caller.person_id)
    return (await _views(tx, visit, [pair]))[0]


@router.post("/{pair_id}/lift")
async def lift_pair(
    visit_id: VisitId, pair_id: PairId, wish: LiftPair, caller: Staff, tx: InTx, parts: InParts
) -> PairView:
    """Let two meet after all; it lets nobody in. Errors: `pair.unknown`, `visit.unknown`."""
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, visit_id)
        require(visit, caller, Action.LIFT_PAIR)
        pair = await setting.lift(work, visit, pair_id, wish.reason, caller.person_id)
    return (await _views(tx, visit, [pair]))[0]


async def _views(tx: Tx, visit: Visit, pairs: list[Pair]) -> list[PairView]:
    staff = {id_ for pair in pairs for id_ in (pair.set_by, pair.lifted_by) if id_ is not None}
    known = await people.of_ids(tx, {*staff, *(id_ for pair in pairs for id_ in pair.people)})
    return [_view(visit, pair, known) for pair in pairs]


def _view(visit: Visit, pair: Pair, known: dict[PersonId, Person]) -> PairView:
    def person(id_: PersonId) -> PairedPerson:
        return PairedPerson(person_id=id_, name=_name(known, id_) or ERASED, here=id_ in visit.people)

    return PairView(
        id=pair.id,
        one=person(pair.one_id),
        other=person(pair.other_id),
        reason=pair.reason,
        set_at=pair.set_at,
        set_by=_name(known, pair.set_by),
        lifted_at=pair.lifted_at,
        lifted_by=_name(known, pair.lifted_by),
        lift_reason=pair.lift_reason,
    )


def _name(known: dict[PersonId, Person], id_: PersonId | None) -> str | None:
    return known[id_].name if id_ is not None and id_ in known else None
