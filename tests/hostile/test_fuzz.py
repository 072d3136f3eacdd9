"""Every route of session and notes is asked whatever its description allows, and what it does not: never a 5xx."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Any, Final

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from redis import Redis
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.core.result import Ok

from services.embedded.people.door import Door
from services.embedded.plan import CHECKOUT
from services.embedded.stack import Stack
from services.notes.app import ROUTERS as NOTES_ROUTERS
from services.runtime.problems import install
from tests.faults.desk_walk import Desk

EXAMPLES: Final = 4
"""Requests a route, door and mode: some eight hundred in all."""

SESSION: Final = json.loads((CHECKOUT / "docs" / "reference" / "session.openapi.json").read_text(encoding="utf-8"))

AnyCase = Case[Any]
Operation = APIOperation[Any, Any, Any, Any]

Send = Callable[[AnyCase], int]
"""Asks, and gives the status of the answer."""


def described(app: FastAPI) -> dict[str, Any]:
    """An application's routes, as it describes them itself."""
    return app.openapi()


def _notes() -> dict[str, Any]:
    app = FastAPI(title="notes")
    for router in NOTES_ROUTERS:
        app.include_router(router)
    return described(app)


def operations(description: dict[str, Any]) -> list[Operation]:
    """Every route of a description."""
    found = schemathesis.openapi.from_dict(description).get_all_operations()
    return [one.ok() for one in found if isinstance(one, Ok)]


def fuzz(operation: Operation, ids: Mapping[str, str], *sends: Send) -> list[str]:
    """Ask a route in each way with what fits its description, and with what does not; the requests that broke it."""
    broken: list[str] = []
    for mode in GenerationMode:

        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), is_real=st.booleans())
        def ask(case: AnyCase, *, is_real: bool) -> None:
            if is_real and case.path_parameters:
                case.path_parameters |= {name: ids[name] for name in case.path_parameters if name in ids}
            for send in sends:
                status = send(case)
                if status >= 500:
                    broken.append(f"{status} {case.method} {case.formatted_path} {case.query} {case.body!r}")

        with suppress(Unsatisfiable):  # a route without parameters cannot be asked wrongly
            ask()
    return broken


class Doors:
    """A staff page and a patient's page, each with its cookie, and ids that exist."""

    def __init__(self, origin: str, staff: Door, patient: Door, ids: Mapping[str, str]) -> None:
        self._origin, self.doors, self.ids = origin, (staff, patient), ids

    def through(self, door: Door, *, token: str | None = None) -> Send:
        """Send requests through a door."""
        cookie = "; ".join(f"{name}={value}" for name, value in door.cookies.items())
        known = {"Authorization": f"Bearer {token}"} if token else {"Cookie": cookie}

        def send(case: AnyCase) -> int:
            is_goodbye = case.operation.path.endswith("/sign-out")
            answer = case.call(base_url=self._origin + door.prefix, headers={} if is_goodbye else known, timeout=10)
            return int(answer.status_code)

        return send


@pytest.fixture(scope="module")
async def doors(stack: Stack) -> AsyncIterator[Doors]:
    desk = await Desk.open(stack.origin)
    visit, email = await desk.book()
    rosa = await desk.waiting_patient(email)
    invitation, _ = await desk.invite(visit)
    ids = {"visit_id": str(visit["id"]), "person_id": str(rosa.person_id), "invitation_id": invitation}
    forget_tries(stack)
    yield Doors(stack.origin, desk.desk, rosa.door, ids)
    forget_tries(stack)
    await desk.close()


def forget_tries(stack: Stack) -> None:
    """So many wrong sign-ins must keep nobody out who comes after us."""
    with Redis.from_url(stack.redis_url) as redis:
        for name in redis.scan_iter("limit:*"):
            redis.delete(name)


@pytest.mark.parametrize("operation", operations(SESSION), ids=lambda operation: operation.label)
def test_no_request_breaks_session(doors: Doors, operation: Operation) -> None:
    assert not fuzz(operation, doors.ids, *(doors.through(door) for door in doors.doors))


@pytest.mark.parametrize("operation", operations(_notes()), ids=lambda operation: operation.label)
async def test_no_request_breaks_notes(doors: Doors, operation: Operation) -> None:
    staff, _ = doors.doors
    token = str((await staff.post(f"/visits/{doors.ids['visit_id']}/token"))["token"])
    known, forged, unknown = (
        doors.through(staff, token=token),
        doors.through(staff, token="x.y.z"),
        doors.through(staff),
    )
    assert not fuzz(operation, doors.ids, known, forged, unknown)


@pytest.fixture
def small_app() -> FastAPI:
    """Two routes, of which one breaks for every third number."""
    app = FastAPI()
    install(app)

    @app.get("/things/{number}")
    def third(number: int) -> float:
        return 1 / (number % 3)

    @app.get("/sound/{number}")
    def sound(number: int) -> int:
        return number

    return app


def test_a_route_that_breaks_is_found(small_app: FastAPI) -> None:
    client = TestClient(small_app, raise_server_exceptions=False)

    def send(case: AnyCase) -> int:
        return int(client.request(case.method, case.formatted_path, params=case.query).status_code)

    broken = {one.path: bool(fuzz(one, {"number": "3"}, send)) for one in operations(described(small_app))}
    assert broken == {"/things/{number}": True, "/sound/{number}": False}
