"""A person's page over HTTP: the look, the tap, and all that the page says back."""

from datetime import datetime, timedelta
from typing import Final

from fastapi import APIRouter, Request, Response, status

from services.contracts.access import Action
from services.contracts.states import DevicePlace, Standing
from services.runtime.routes import InTx, TransactionRoute
from services.session.callers import LinkCaller
from services.session.change import Change, Note
from services.session.errors import TooMany
from services.session.happenings import DeviceTapped
from services.session.invitation import store as invitations
from services.session.letters import lost_links, sending
from services.session.letters.composing import calendar_of
from services.session.link import code_rules, tap
from services.session.link import store as links
from services.session.link.door import COOKIE, NO_DEVICE, AtDoor, AtLink, stand_before
from services.session.link.rules import Binding, binding_of
from services.session.parts import InParts, Parts
from services.session.people import store as people
from services.session.people.rules import masked
from services.session.second_fact.rules import is_mailed
from services.session.visit import store as visits
from services.session.visit.rules.door import is_open
from services.session.visit.rules.model import Visit
from services.session.visit.rules.permission import require
from services.session.visit_page import store
from services.session.visit_page.answer import me_now, page_of
from services.session.visit_page.facts import Beside
from services.session.visit_page.page import when_of
from services.session.visit_page.rules import Opening, opening, present_changed
from services.session.visit_page.wire import (
    Check,
    ChooseLanguage,
    GonePerson,
    Look,
    LostLink,
    Me,
    PageClinic,
    PresentPerson,
    ShownSecret,
    Tap,
)
from services.session.web import needs_tls, source_of
from services.session.work import Work

router = APIRouter(prefix="/api/session/v1", tags=["visit page"], route_class=TransactionRoute)

MOST_CODES, CODES_WITHIN = 20, timedelta(minutes=10)
"""From one source, whatever the links."""

COOKIE_LIFE: Final = timedelta(days=400)
"""The longest that browsers keep a cookie. When the device stops being known is decided here, by the visit."""


@router.post("/look")
async def look(shown: ShownSecret, request: Request, tx: InTx, parts: InParts) -> Look:
    """What the page may show before the tap. Reads only: it binds nothing and uses up nothing. Error: `link.closed`."""
    at_door = await stand_before(tx, parts, request, shown.secret)
    visit = await visits.read(tx, at_door.link.visit_id)
    person = await people.load(tx, at_door.link.person_id, at_door.link.clinic_id)
    clinic = await people.clinic_of(tx, visit.clinic_id)
    now, when = parts.clock(), when_of(visit, parts)
    word = opening(visit.state, when, now)
    needs_code = binding_of(at_door.link, at_door.around.role, at_door.devices, at_door.device) is Binding.INSTEAD
    return Look(
        clinic=PageClinic(name=clinic.name, phone=clinic.phone),
        first_name=person.first_name,
        role=at_door.around.role,
        language=person.language,
        languages=list(parts.words.languages),
        scheduled_at=visit.scheduled_at,
        zone=clinic.zone,
        opening=word,
        starts_in_minutes=_minutes_until(visit.scheduled_at, now) if word is Opening.SOON else None,
        moved_from=visit.moved_from,
        checked_before=await store.checked_before(tx, person.id),
        second_fact="code" if needs_code else "none",
        code_channel=masked(person.email) if needs_code else None,
        known_device=at_door.device is not None and at_door.device.ended_at is None,
        interprets=await invitations.interpreted_by(tx, visit.id, person.id),
    )


def _minutes_until(at: datetime, now: datetime) -> int:
    return -(-int((at - now).total_seconds()) // 60)


@router.post("/enter")
async def enter(tapped: Tap, request: Request, response: Response, tx: InTx, parts: InParts) -> Me:
    """The tap: binds this device, and brings its person to the door once the window is open.

    Errors: `link.closed`, `second_fact.needed`, `second_fact.wrong`, `second_fact.closed`, `request.too_many`.
    """
    at_door = await stand_before(tx, parts, request, tapped.secret)
    proven = await tap.prove(parts, at_door, tapped.code, source_of(request))
    bound = await tap.bind(tx, parts, at_door, proven=proven)
    async with parts.edge.inside(tx, bound.caller) as work:
        await _come(work, parts, at_door, bound, tapped)
    if bound.cookie is not None:
        _set_cookie(response, parts, at_door.link.handle, bound.cookie)
    return await me_now(tx, parts, bound.caller)


async def _come(work: Work, parts: Parts, at_door: AtDoor, bound: tap.Bound, tapped: Tap) -> None:
    caller = bound.caller
    if bound.binding is not Binding.SAME:
        note = Note("link.device_bound", caller.visit_id, caller.person_id, {"binding": bound.binding.value})
        await work.tell(Change(at_door, notes=(note,)))
    before = (await visits.load(work, caller.visit_id)).people.get(caller.person_id)
    await work.happen(DeviceTapped(caller.visit_id, caller.person_id, caller.device_id))
    visit = await visits.load(work, caller.visit_id)
    if before is not None and before.standing is not visit.person(caller.person_id).standing:
        await store.keep(work.tx, visit.id, caller.person_id, not_yet_at=None)
    if is_open(visit, parts.times, work.now):
        await links.mark_tap(work.tx, at_door.link.id, work.now)
    if visit.person(caller.person_id).devices.get(caller.device_id) is DevicePlace.ADMITTED:
        await links.mark_gone_in(work.tx, caller.device_id, work.now)
    if tapped.helping and tapped.present_name:
        await _name_present(work, caller, visit, Beside(tapped.present_name))


def _set_cookie(response: Response, parts: Parts, handle: str, cookie: str) -> None:
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=int(COOKIE_LIFE.total_seconds()),
        path=f"/v/{handle}",
        httponly=True,
        samesite="lax",
        secure=needs_tls(parts.settings.public_origin),
    )


@router.post("/code", status_code=status.HTTP_202_ACCEPTED)
async def send_code(shown: ShownSecret, request: Request, tx: InTx, parts: InParts) -> None:
    """Send a one-time code to the person's own channel. Says the same whether or not one more may be sent.

    A guest's only channel brought the link; a code there would show nothing, so that none is sent.
    """
    if not await parts.limits.allows("code", source_of(request), MOST_CODES, CODES_WITHIN):
        raise TooMany(minutes=CODES_WITHIN.seconds // 60)
    at_door = await stand_before(tx, parts, request, shown.secret)
    if not is_mailed(at_door.around.role):
        return
    sent = code_rules.send(await links.code_state(tx, at_door.link.id), parts.clock())
    if sent is None:
        return
    await links.put_code_state(tx, sent)
    async with parts.edge.inside(tx, at_door.caller(NO_DEVICE)) as work:
        await sending.send_code(work, at_door.link, sent.serial)
        note = Note("link.code_sent", at_door.link.visit_id, at_door.link.person_id)
        await work.tell(Change(at_door, notes=(note,)))


@router.post("/wrong-person", status_code=status.HTTP_204_NO_CONTENT)
async def wrong_person(shown: ShownSecret, request: Request, tx: InTx, parts: InParts) -> None:
    """Somebody else holds this link: the desk is told. Error: `link.closed`."""
    at_door = await stand_before(tx, parts, request, shown.secret)
    link = at_door.link
    async with parts.edge.inside(tx, at_door.caller(NO_DEVICE)) as work:
        visit = await visits.load(work, link.visit_id)
        await store.keep(tx, link.visit_id, link.person_id, wrong_person_at=work.now)
        note = Note("link.wrong_person", link.visit_id, link.person_id)
        await work.tell(Change(at_door, hints=(visit.changed("visit", staff=True),), notes=(note,)))


@router.post("/new-link", status_code=status.HTTP_202_ACCEPTED)
async def new_link(lost: LostLink, request: Request, tx: InTx, parts: InParts) -> None:
    """Send the links of whoever is written to there. The same answer in the same time, known or not."""
    await lost_links.ask(tx, parts, lost.contact, source_of(request))


@router.get("/me")
async def me(request: Request, tx: InTx, parts: InParts) -> Me:
    """All that the page needs to choose its screen. Error: `link.closed`."""
    at_door = await stand_before(tx, parts, request, None)
    assert at_door.device is not None  # noqa: S101 (without a secret only a known device gets here)
    visit = await visits.read(tx, at_door.link.visit_id)
    return await page_of(tx, parts, visit, at_door.caller(at_door.device.id), at_door.device)


@router.post("/check", status_code=status.HTTP_204_NO_CONTENT)
async def keep_check(check: Check, caller: AtLink, tx: InTx, parts: InParts) -> None:
    """How the try of picture and sound went, for the desk and for next time."""
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        require(visit, caller, Action.SEE_OWN_PAGE)
        tried = {"tried_at": work.now} | ({"done_at": work.now} if check.done else {})
        facts = check.model_dump(exclude={"done"})
        await store.keep(tx, visit.id, caller.person_id, **facts, **tried)
        if check.done:
            await _go_on(work, parts, caller, visit)
        note = Note("page.checked", visit.id, caller.person_id, dict(check.model_dump()))
        await work.tell(Change(visit, hints=(visit.changed("visit", staff=True),), notes=(note,)))


async def _go_on(work: Work, parts: Parts, caller: LinkCaller, visit: Visit) -> None:
    """ "Go to the waiting room" is a tap as well, for whoever opened the page too early and left it open."""
    is_outside = visit.person(caller.person_id).standing is Standing.INVITED
    link = await links.of_person(work.tx, visit.id, caller.person_id)
    if link is not None and is_outside and is_open(visit, parts.times, work.now):
        await work.happen(DeviceTapped(visit.id, caller.person_id, caller.device_id))
        await links.mark_tap(work.tx, link.id, work.now)


@router.post("/language", status_code=status.HTTP_204_NO_CONTENT)
async def choose_language(chosen: ChooseLanguage, caller: AtLink, tx: InTx, parts: InParts) -> None:
    """What the person reads from now on, on pages and in letters."""
    await people.set_language(tx, caller.person_id, chosen.language)
    note = Note("page.language_chosen", caller.visit_id, caller.person_id, {"language": chosen.language})
    async with parts.edge.inside(tx, caller) as work:
        await work.tell(Change(chosen, notes=(note,)))


@router.post("/help")
async def ask_for_help(caller: AtLink, tx: InTx, parts: InParts) -> Me:
    """ "Please call me": the desk and the clinician see it at the top of their lists."""
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        require(visit, caller, Action.ASK_FOR_HELP)
        await store.keep(tx, visit.id, caller.person_id, help_wanted_at=work.now)
        note = Note("page.help_wanted", visit.id, caller.person_id)
        await work.tell(Change(visit, hints=(visit.changed("visit", staff=True),), notes=(note,)))
    return await me_now(tx, parts, caller)


@router.post("/present")
async def name_present(beside: PresentPerson, caller: AtLink, tx: InTx, parts: InParts) -> Me:
    """Somebody is sitting with the person, without a device of their own."""
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        await _name_present(work, caller, visit, Beside(beside.name, beside.relationship))
    return await me_now(tx, parts, caller)


async def _name_present(work: Work, caller: LinkCaller, visit: Visit, beside: Beside) -> None:
    require(visit, caller, Action.NAME_PRESENT)
    await store.add_present(work.tx, visit.id, caller.person_id, beside)
    await work.tell(present_changed(visit, caller.person_id, "page.present_named"))


@router.post("/present/gone")
async def present_gone(beside: GonePerson, caller: AtLink, tx: InTx, parts: InParts) -> Me:
    """Somebody who sat beside the person has left the room."""
    async with parts.edge.inside(tx, caller) as work:
        visit = await visits.load(work, caller.visit_id)
        require(visit, caller, Action.NAME_PRESENT)
        if await store.remove_present(tx, visit.id, caller.person_id, beside.name):
            await work.tell(present_changed(visit, caller.person_id, "page.present_gone"))
    return await me_now(tx, parts, caller)


@router.get("/calendar.ics", response_class=Response, responses={200: {"content": {"text/calendar": {}}}})
async def calendar(caller: AtLink, tx: InTx, parts: InParts) -> Response:
    """The visit as an entry for the person's own calendar (RFC 5545)."""
    visit = await visits.read(tx, caller.visit_id)
    require(visit, caller, Action.SEE_OWN_PAGE)
    entry = await calendar_of(tx, parts.words, visit, caller.person_id, parts.clock())
    return Response(entry, media_type="text/calendar")
