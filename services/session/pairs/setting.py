"""Setting and lifting pairs, and knowing one again when somebody is invited. Within one transaction."""

from dataclasses import replace

from services.contracts.ids import PairId, PersonId
from services.contracts.standing import NEEDS_CONSENT
from services.runtime.ids import new_id
from services.session.change import Change, Note
from services.session.happenings import DeskTask, DeskTaskKind, PairMoved
from services.session.pairs import rules, store
from services.session.pairs.rules import Pair
from services.session.people import store as people
from services.session.visit.rules.apart import must_be_guests
from services.session.visit.rules.model import Visit
from services.session.work import Work


async def set_pair(
    work: Work, visit: Visit, one_id: PersonId, other_id: PersonId, reason: str, by: PersonId | None
) -> Pair:
    """Keep two guests apart, in every visit of theirs. Set again the first reason stays. Error: `pair.not_guests`."""
    must_be_guests(visit, one_id, other_id)
    one, other = rules.in_order(one_id, other_id)
    known = next((pair for pair in await _standing(work, visit) if (pair.one_id, pair.other_id) == (one, other)), None)
    if known is not None:
        return known
    pair = Pair(
        id=PairId(new_id()),
        clinic_id=visit.clinic_id,
        patient_id=visit.patient_id,
        visit_id=visit.id,
        one_id=one,
        other_id=other,
        reason=reason,
        set_by=by,
        set_at=work.now,
    )
    await store.add(work.tx, pair)
    await _tell(work, visit, pair, "pair.set")
    return pair


async def lift(work: Work, visit: Visit, pair_id: PairId, reason: str, by: PersonId) -> Pair:
    """Keep two apart no longer. It lets nobody in. Error: `pair.unknown`."""
    pair = await store.load(work.tx, visit.patient_id, pair_id)
    if not pair.stands:
        return pair
    lifted = replace(pair, lifted_by=by, lifted_at=work.now, lift_reason=reason)
    await store.lift(work.tx, lifted)
    await _tell(work, visit, lifted, "pair.lifted")
    return lifted


async def know_again(work: Work, visit: Visit) -> None:
    """Somebody was invited: whoever must not meet another guest of this visit is kept apart from them at once.

    Nobody is refused, because a refusal would tell who else is invited. Staff have it on their list. Whom staff let
    meet since is not parted again by an older pair.
    """
    guests = [id_ for id_, one in visit.people.items() if one.role in NEEDS_CONSENT]
    ever = await store.of_patient(work.tx, visit.patient_id) if len(guests) > 1 else []
    standing = [pair for pair in ever if pair.stands]
    if not standing:
        return
    persons = await people.of_ids(work.tx, {*guests, *(id_ for pair in standing for id_ in pair.people)})
    paired = {(pair.one_id, pair.other_id) for pair in standing}
    met = {
        two: pair
        for pair in standing
        for two in rules.met(pair, persons, guests)
        if not rules.made_peace(two, pair, ever)
    }
    for (one, other), pair in met.items():
        if other in visit.person(one).apart:
            continue
        if (one, other) not in paired:
            await set_pair(work, visit, one, other, pair.reason or "", None)
        else:
            await work.happen(PairMoved(visit.id, one, other, is_apart=True))
            details: dict[str, object] = {"pair": str(pair.id), "other": str(other)}
            await work.tell(Change(pair, notes=(Note("pair.known_again", visit.id, one, details),)))
        await work.happen(DeskTask(visit.id, DeskTaskKind.PROTECTED_PAIR))


async def _standing(work: Work, visit: Visit) -> list[Pair]:
    return [pair for pair in await store.of_patient(work.tx, visit.patient_id) if pair.stands]


async def _tell(work: Work, visit: Visit, pair: Pair, action: str) -> None:
    """Every visit in which both take part obeys from this transaction on; this one may not be written yet."""
    here = {visit.id} if pair.people <= visit.people.keys() else set()
    for visit_id in sorted(here | set(await store.visits_of_both(work.tx, pair.people))):
        await work.happen(PairMoved(visit_id, pair.one_id, pair.other_id, is_apart=pair.stands))
    details: dict[str, object] = {"pair": str(pair.id), "other": str(pair.other_id)}
    await work.tell(Change(pair, notes=(Note(action, pair.visit_id, pair.one_id, details),)))
