"""The whole access table against all services: everybody, wherever they stand, in every state of a visit, asks for
everything by the door that answers it. Each is refused, or allowed, exactly as the table typed by hand says, and who is
refused gets nothing: no word, no name, no hint, and nothing in any row is other than before.
"""

import hashlib
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import pytest
from sqlalchemy import Table, bindparam, text

from services.contracts.access import Action, Party
from services.contracts.ids import VisitId
from services.contracts.states import Standing, VisitState
from services.embedded.stack import Stack
from services.runtime.database import Tx
from services.session import app as session_app
from services.session.tables import metadata
from services.session.visit import store as visits
from tests.contracts.access_by_hand import is_allowed
from tests.hostile.asking import Ask, Said, ask_all
from tests.hostile.crowd import Crowd, Scene, Somebody, Staff
from tests.hostile.doors_by_action import AT_LINK, AT_STAFF, ON_THE_SOCKET, WITH_TOKEN, At, Ids

KNOWS_ALL_TABLES: Final = session_app
"""Each capability adds its own when it is imported."""

pytestmark = pytest.mark.timeout(300)
"""Some thousands of requests."""

CLOSED, SIGNED_OUT, UNKNOWN, NOT_ALLOWED = "link.closed", "staff.signed_out", "visit.unknown", "access.not_allowed"


Cell = tuple[frozenset[Party], Standing | None, VisitState, Action]


@dataclass(frozen=True)
class Attempt:
    """One cell, one door. `refused`: the code with which it must be; None where the table says yes."""

    who: str
    visit: str
    cell: Cell
    at: At
    refused: str | None


def _cell(person: Somebody, action: Action) -> Cell:
    return person.parties, person.standing, person.state, action


@dataclass
class Walk:
    """The crowd, and who else stands around."""

    origin: str
    crowd: Crowd
    scenes: list[Scene]
    tokens: list[Said] = field(default_factory=list)

    def attempts(self) -> list[Ask]:
        """Everybody asks for everything."""
        return [ask for scene in self.scenes for ask in self._in(scene)]

    def _in(self, scene: Scene) -> Iterator[Ask]:
        """Where a cell depends on the responsible clinician's standing, others ask only once."""
        for person in scene.people:
            yield from self._of_person(scene, person)
        for staff in self.crowd.staff.values():
            is_theirs = Party.CLINICIAN in staff.parties and scene.asked is None
            if is_theirs or scene.is_full:
                yield from self._of_staff(scene, staff)

    def _of_person(self, scene: Scene, person: Somebody) -> Iterator[Ask]:
        """At the own link; and the staff's commands, by the same way."""
        prefix, head = f"/v/{person.handle}", {"Cookie": f"beside_device={person.cookie}"}
        for action, at in AT_LINK.items():
            says_yes = is_allowed(action, person.parties, person.standing, scene.state)
            refused = CLOSED if not person.link_opens else None if says_yes else NOT_ALLOWED
            attempt = Attempt(str(person), str(scene.id), _cell(person, action), at, refused)
            yield self._ask(scene, prefix, head, attempt)
        for action, at in AT_STAFF.items() if not person.is_odd else ():
            attempt = Attempt(str(person), str(scene.id), _cell(person, action), at, SIGNED_OUT)
            yield self._ask(scene, prefix, head, attempt)

    def _of_staff(self, scene: Scene, staff: Staff) -> Iterator[Ask]:
        head = {"Cookie": f"beside_staff={staff.cookie}"}
        parties = staff.parties
        standing = scene.clinician if Party.CLINICIAN in parties else None
        cell = parties, standing, scene.state
        for action, at in AT_STAFF.items():
            says_yes = is_allowed(action, parties, standing, scene.state)
            refused = UNKNOWN if staff.is_stranger else None if says_yes else NOT_ALLOWED
            yield self._ask(scene, "/staff", head, Attempt(staff.name, str(scene.id), (*cell, action), at, refused))
        for action in AT_LINK.keys() - {Action.CONNECT}:
            at = AT_LINK[action]
            yield self._ask(scene, "/staff", head, Attempt(staff.name, str(scene.id), (*cell, action), at, CLOSED))

    def _ask(self, scene: Scene, prefix: str, head: dict[str, str], attempt: Attempt) -> Ask:
        ids = Ids(scene.id, self.crowd.staff["okafor"].person_id)
        named = ids.made_up() if attempt.refused is None else ids.real(scene.patient.person_id, scene.asked)
        path, body = attempt.at.filled(named)
        return Ask(attempt.at.method, prefix + path, head, body, attempt)

    def cells(self) -> set[Cell]:
        """All that anybody of this crowd could ask for, wherever they stand."""
        people = {(one.parties, one.standing, one.state) for scene in self.scenes for one in scene.people}
        staff = {
            (one.parties, scene.clinician if Party.CLINICIAN in one.parties else None, scene.state)
            for scene in self.scenes
            for one in self.crowd.staff.values()
        }
        asked_here = AT_LINK.keys() | AT_STAFF.keys()
        return {(*who, action) for who in people | staff for action in asked_here}

    async def visits(self) -> list[str]:
        """Where the visits and their people stand; grants number their sockets, which moves nobody."""
        async with self.crowd.database.transaction() as tx:
            found = await visits.read_many(tx, [scene.id for scene in self.scenes])
        return sorted(repr(replace(visit, connections=0)) for visit in found)

    async def rows(self) -> dict[str, str]:
        """What the database holds of these visits, table by table. Lines of the audit are sealed as time goes by."""
        ids = [scene.id for scene in self.scenes]
        async with self.crowd.database.transaction() as tx:
            return {
                table.name: await _told_of(tx, table, "count(*)::text" if table.name == "audit" else "t::text", ids)
                for table in metadata.sorted_tables
                if _VISIT.get(table.name, "visit_id") in table.c
            }


_VISIT: Final = {"visits": "id"}


async def _told_of(tx: Tx, table: Table, what: str, ids: list[VisitId]) -> str:
    column = _VISIT.get(table.name, "visit_id")
    every = text(f"SELECT {what} FROM {table.name} t WHERE {column} IN :ids ORDER BY 1")  # noqa: S608
    rows = (await tx.execute(every.bindparams(bindparam("ids", ids, expanding=True)))).scalars()
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def test_every_action_has_a_door_at_which_it_is_asked_for() -> None:
    assert set(Action) == AT_LINK.keys() | AT_STAFF.keys() | WITH_TOKEN.keys() | ON_THE_SOCKET


@pytest.fixture(scope="module")
async def walk(stack: Stack) -> AsyncIterator[Walk]:
    crowd = Crowd(stack)
    await crowd.sign_in()
    yield Walk(stack.origin, crowd, await crowd.gather())
    await crowd.database.close()


async def test_whoever_is_refused_gets_nothing_and_moves_nothing(
    walk: Walk, record_property: Callable[[str, object], None]
) -> None:
    asks = [ask for ask in walk.attempts() if ask.note.refused is not None]
    before = await walk.rows()
    said = await ask_all(walk.origin, asks)

    assert not [shown(one) for one in said if one.code != one.ask.note.refused]
    assert await walk.rows() == before
    walked, cells = {ask.note.cell for ask in walk.attempts()}, walk.cells()
    assert walked == cells, "somebody never asked for something"
    record_property("access", f"all {len(cells)} cells walked, {len(asks)} attempts refused")


def shown(said: Said) -> str:
    """What differs from the table."""
    note = said.ask.note
    return f"{note.who}: {said.ask.method} {note.at.path}: {said.code or said.status}, not {note.refused or 'done'}"


async def test_whoever_may_ask_is_answered_and_what_moves_nothing_moves_nothing(walk: Walk) -> None:
    asks = [ask for ask in walk.attempts() if ask.note.refused is None and not ask.note.at.moves]
    before = await walk.visits()
    said = await ask_all(walk.origin, asks)

    assert not [shown(one) for one in said if not is_answer(one)]
    assert await walk.visits() == before
    walk.tokens = [one for one in said if one.ask.note.cell[-1] is Action.READ_NOTES]


NOT_NOW: Final = re.compile(
    r"visit\.(?!unknown)\w+|(participant|invitation|pair|picture)\.\w+|hand_over\.not_offered|booking\.in_the_past"
    r"|device\.replaced"
)
"""What a visit, a person in it or a question is instead: said to whoever may ask, and to nobody else."""


def is_answer(said: Said) -> bool:
    """Whether it was done, or refused for what the visit is now."""
    return said.status < 300 or NOT_NOW.fullmatch(said.code) is not None


async def test_a_token_writes_a_summary_only_for_whom_the_table_says(walk: Walk) -> None:
    [(action, at)] = WITH_TOKEN.items()
    asks = []
    for given in walk.tokens:
        party, standing, state, _ = given.ask.note.cell
        refused = None if is_allowed(action, party, standing, state) else NOT_ALLOWED
        prefix, _, _ = given.ask.path.partition("/api/")
        head = {"Authorization": f"Bearer {given.json['token']}"}
        visit = given.ask.note.visit
        path, body = at.filled({"visit": visit})
        asks.append(Ask(at.method, prefix + path, head, body, replace(given.ask.note, at=at, refused=refused)))
    said = await ask_all(walk.origin, asks)

    assert {one.code for one in said} == {NOT_ALLOWED, "notes.visit_not_known"}
    assert not [shown(one) for one in said if (one.code == NOT_ALLOWED) is not (one.ask.note.refused == NOT_ALLOWED)]


IN_ORDER: Final = (
    Action.ASK_FOR_HELP,
    Action.NAME_PRESENT,
    Action.SAY_SEEN,
    Action.ANSWER_HELP,
    Action.INVITE,
    Action.PROPOSE_GUEST,
    Action.MAKE_PRIVATE,
    Action.END_PRIVATE,
    Action.STOP_WAITING,
    Action.LEAVE,
    Action.CANCEL,
)
"""What moves a visit, the gentlest first, so that each is still allowed when its turn comes."""


async def test_whoever_may_move_a_visit_moves_it(walk: Walk) -> None:
    asks = [ask for ask in walk.attempts() if ask.note.refused is None and ask.note.at.moves]
    assert {ask.note.cell[-1] for ask in asks} == set(IN_ORDER)
    for action in IN_ORDER:
        said = await ask_all(walk.origin, [ask for ask in asks if ask.note.cell[-1] is action])
        assert not [shown(one) for one in said if not is_answer(one)]
        assert [one for one in said if one.status < 300], action
