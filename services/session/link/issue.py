"""Making, renewing and ending links. Whoever changes one says so in the audit, with the true reason."""

import secrets
from base64 import urlsafe_b64encode
from dataclasses import replace
from uuid import UUID

from services.contracts.ids import ClinicId, PersonId, QueueId, VisitId
from services.contracts.standing import BY_INVITATION
from services.contracts.states import Standing, VisitState
from services.runtime.ids import new_id
from services.session.change import Change, Note
from services.session.errors import LinkEnded, ParticipantUnknown
from services.session.happenings import DevicesEnded
from services.session.link import rules, store
from services.session.link.rules import Link, WhyClosed
from services.session.visit.rules.model import Visit
from services.session.work import Work


def _new_handle() -> str:
    return urlsafe_b64encode(secrets.token_bytes(rules.HANDLE_BYTES)).rstrip(b"=").decode()


def _at(link: Link, key: bytes, generation: int) -> Link:
    hashed = rules.hash_of(rules.secret_of(key, link.id, generation))
    return replace(link, generation=generation, secret_hash=hashed, closed=None, opened_at=None)


async def issue(work: Work, key: bytes, clinic: ClinicId, queue: QueueId, visit: VisitId, person: PersonId) -> Link:
    """The person's link to the visit: the one that lives, or a new one. One that was ended gets a newer secret."""
    link = await store.of_person(work.tx, visit, person)
    if link is not None and link.closed is None:
        return link
    if link is not None:
        return await renew(work, key, link)
    empty = Link(UUID(int=0), _new_handle(), clinic, queue, visit, person, 1, b"")
    made = _at(replace(empty, id=new_id()), key, 1)
    await _save(work, made, "link.made")
    return made


async def renew(work: Work, key: bytes, link: Link) -> Link:
    """A newer link: the old secret and every device bound by it stop working."""
    await _end_devices(work, link)
    newer = _at(link, key, link.generation + 1)
    await _save(work, newer, "link.renewed")
    await store.forget_code(work.tx, link.id)
    return newer


async def renew_living(work: Work, key: bytes, visit: Visit, person_id: PersonId) -> Link:
    """A newer link for somebody who may still come. Errors: `participant.unknown`, `link.ended`."""
    person = visit.person(person_id)
    link = await store.of_person(work.tx, visit.id, person_id)
    unasked = person.role in BY_INVITATION and person.consent not in rules.OPEN_INVITATIONS
    if link is None:
        raise ParticipantUnknown
    if unasked or person.standing is Standing.REMOVED or visit.state is VisitState.CANCELLED:
        raise LinkEnded
    return await renew(work, key, link)


async def close(work: Work, visit: VisitId, person: PersonId, why: WhyClosed) -> None:
    """End a person's link; from now on it answers `link.closed`, as an unknown one does."""
    link = await store.of_person(work.tx, visit, person)
    if link is None or link.closed is not None:
        return
    await _end_devices(work, link)
    await _save(work, replace(link, closed=why), "link.closed")


async def _end_devices(work: Work, link: Link) -> None:
    ended = await store.end_all(work.tx, link.id, work.now)
    if ended:
        await work.happen(DevicesEnded(link.visit_id, link.person_id, ended))


async def _save(work: Work, link: Link, action: str) -> None:
    details: dict[str, object] = {"generation": link.generation}
    if link.closed is not None:
        details["why"] = link.closed.value
    note = Note(action, link.visit_id, link.person_id, details)
    await store.put(work.tx, link)
    await work.tell(Change(link, notes=(note,)))
