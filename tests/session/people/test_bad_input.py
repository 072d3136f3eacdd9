"""Bad input: every route of session, fed from its own OpenAPI, answers without a fault of ours."""

import asyncio
from collections.abc import Mapping
from typing import Any

import schemathesis
from fastapi import APIRouter, FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from schemathesis import GenerationMode

from services.reference import openapi
from services.session.app import ROUTERS
from tests.session.people.clinic import Clinic

EXAMPLES = 6
"""For each route: half of them good, half bad."""

Json = dict[str, Any]
Faults = list[tuple[str, str, int]]


def faults_of(document: Json, base_url: str, headers: Mapping[str, str], known: Mapping[str, str]) -> Faults:
    """Every answer of 500 and above; path parameters with a name in `known` mostly take that value."""
    found: Faults = []
    schema: Any = schemathesis.openapi.from_dict(document)
    for operation in (result.ok() for result in schema.get_all_operations()):
        _feed(operation, base_url, headers, known, found)
    return found


def _feed(operation: Any, base_url: str, headers: Mapping[str, str], known: Mapping[str, str], found: Faults) -> None:
    good, bad = (operation.as_strategy(mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE))

    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(good, bad), real=st.integers(0, 3))
    def feed(case: Any, real: int) -> None:
        if real and case.path_parameters:
            case.path_parameters.update({name: id_ for name, id_ in known.items() if name in case.path_parameters})
        answer = case.call(base_url=base_url, headers=dict(headers), timeout=20)
        if answer.status_code >= 500:
            found.append((operation.method, operation.path, answer.status_code))

    feed()


async def test_no_route_of_session_answers_bad_input_with_a_fault_of_ours(clinic: Clinic) -> None:
    visit = await clinic.book(guests=[clinic.daughter()])
    rosa = await clinic.phone(clinic.rosa)
    await rosa.tap()
    known = {"visit_id": visit["id"], "person_id": visit["patient"]["id"]}
    cookies = "; ".join(cookie for cookie in (clinic.lind.cookie, rosa.cookie) if cookie)
    headers = {"Cookie": cookies, "X-Beside-Handle": rosa.headers["X-Beside-Handle"]}
    document = openapi("session", ROUTERS)
    document["paths"] = {path: item for path, item in _paths(document).items() if "sign-" not in path}
    base_url = str(clinic.http.base_url).rstrip("/")
    assert await asyncio.to_thread(faults_of, document, base_url, headers, known) == []


def _paths(document: Json) -> Json:
    paths: Json = document["paths"]
    return paths


class _Planted(BaseModel):
    words: str
    number: int


async def test_a_planted_fault_is_found(clinic: Clinic) -> None:
    router = APIRouter()

    @router.post("/planted")
    async def planted(given: _Planted) -> float:
        return 1 / given.number

    app: FastAPI = clinic.app
    app.include_router(router)
    base_url = str(clinic.http.base_url).rstrip("/")
    found = await asyncio.to_thread(faults_of, openapi("planted", [router]), base_url, {}, {})
    assert ("post", "/planted", 500) in found
