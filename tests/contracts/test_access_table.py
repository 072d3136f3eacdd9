"""The access table against a second one, typed by hand; no action, route or message goes without a word on access."""

from collections.abc import Mapping
from typing import get_args

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from services.contracts.access import ACCESS, Action, Asks, Free, Party, may
from services.contracts.states import Standing, VisitState
from services.contracts.wire import ClientMessage, ClientType
from services.notes import asks as notes
from services.notes.app import ROUTERS as NOTES
from services.session import asks as session
from services.session.app import ROUTERS as SESSION
from services.signaling import asks as signaling
from tests.contracts.access_by_hand import EXPECTED, is_allowed

STANDINGS = (None, *Standing)


def test_every_action_stands_in_both_tables() -> None:
    assert set(ACCESS) == set(EXPECTED) == set(Action)


@pytest.mark.parametrize("action", Action)
def test_an_action_is_open_to_whom_the_product_says_and_to_nobody_else(action: Action) -> None:
    cells = [(party, standing, state) for party in Party for standing in STANDINGS for state in VisitState]
    differ = [
        cell
        for cell in cells
        if may(action, frozenset({cell[0]}), *cell[1:]) is not is_allowed(action, frozenset({cell[0]}), *cell[1:])
    ]
    assert not differ


def routes(routers: tuple[APIRouter, ...], prefix: str) -> set[str]:
    """Every route that is answered, as the lists of what is asked name them."""
    found = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    return {f"{method} {route.path.removeprefix(prefix)}" for route in found for method in route.methods or ()}


def test_every_route_says_what_it_asks_the_access_table_or_what_guards_it_instead() -> None:
    assert set(session.ASKS) == routes(SESSION, session.PREFIX)
    assert set(notes.ASKS) == routes(NOTES, notes.PREFIX)


def test_every_message_says_what_it_asks_the_access_table_or_what_guards_it_instead() -> None:
    assert set(signaling.ASKS) == set(get_args(ClientType)) == {*ClientMessage.model_fields, "ack"}


@pytest.mark.parametrize("asks", [session.ASKS, notes.ASKS, signaling.ASKS], ids=["session", "notes", "socket"])
def test_what_asks_nothing_is_guarded_by_something_else_that_is_named(asks: Mapping[str, Asks]) -> None:
    for what, asked in asks.items():
        assert asked.why if isinstance(asked, Free) else asked, what


def test_every_action_is_asked_by_something() -> None:
    lists = (session.ASKS, notes.ASKS, signaling.ASKS)
    asked = {action for asks in lists for one in asks.values() if not isinstance(one, Free) for action in one}
    assert asked == set(Action)
