"""HTTP of what notes knows of a visit."""

from fastapi import APIRouter

from services.contracts.ids import VisitId
from services.notes.errors import NotYourVisit, VisitNotKnown
from services.notes.reader import Reader
from services.notes.visit import store
from services.notes.visit.store import KnownVisit
from services.runtime.routes import InTx, TransactionRoute

router = APIRouter(prefix="/api/notes/v1", route_class=TransactionRoute)


@router.get("/visits/{visit_id}")
async def read_visit(visit_id: VisitId, reader: Reader, tx: InTx) -> KnownVisit:
    """When and how a visit ended, and when notes learnt of it."""
    if reader.visit_id != visit_id:
        raise NotYourVisit
    visit = await store.find(tx, visit_id)
    if visit is None:
        raise VisitNotKnown
    return visit
